import { resolve } from 'node:path';
import type { SandboxOptions } from './options.ts';
import type { RunningSandbox } from './run.ts';

/** A line of JSON per server, for programs. */
export function asJson({ odoo, store }: RunningSandbox): string[] {
  const lines: object[] = [];
  if (store !== null)
    lines.push({
      ...{ server: 'woocommerce', url: store.url, control: store.controlUrl },
      consumerKey: store.keys.readOnly.consumerKey,
      consumerSecret: store.keys.readOnly.consumerSecret,
      keys: store.keys,
    });
  if (odoo !== null)
    lines.push({
      ...{ server: 'odoo', url: odoo.url, control: odoo.controlUrl },
      ...{ series: odoo.series, database: odoo.database },
      ...{ login: odoo.users.connector.login, secret: odoo.users.connector.apiKey, users: odoo.users },
    });
  return lines.map((line) => JSON.stringify(line));
}

/** What runs where, with which keys, and how the connector and its page are pointed at it. */
export function asText(running: RunningSandbox, options: SandboxOptions): string {
  const { odoo, store } = running;
  const parts = [
    ...(store === null ? [] : [storeText(running, store)]),
    ...(odoo === null ? [] : [odooText(odoo)]),
    ...(store === null || odoo === null ? [] : [howTo(store, odoo, options)]),
    keeping(running, options),
  ];
  return parts.join('\n\n');
}

type Store = NonNullable<RunningSandbox['store']>;
type Odoo = NonNullable<RunningSandbox['odoo']>;

function storeText({ isRestored }: RunningSandbox, { control, keys, url }: Store): string {
  const { behaviour, countries, taxRates, zones } = control.data();
  const size = `${countries.length} countries, ${taxRates.length} tax rates, ${zones.length} shipping zones`;
  return `WooCommerce ${behaviour.version}   ${url}
  contains     ${size}${isRestored ? ', as it was left' : ''}
  read key     ${keys.readOnly.consumerKey}
  its secret   ${keys.readOnly.consumerSecret}`;
}

function odooText({ database, series, url, users }: Odoo): string {
  const { admin, connector } = users;
  return `Odoo ${series}   ${url}
  database     ${database}
  connector    login ${connector.login}, API key ${connector.apiKey}
  admin        login ${admin.login}, password ${admin.password}`;
}

function howTo(store: Store, odoo: Odoo, { state }: SandboxOptions): string {
  const { admin, connector } = odoo.users;
  const folder = state === undefined ? '$(mktemp -d)' : JSON.stringify(resolve(state, 'connector'));
  return `Point the connector at them, in another terminal:
  export WOO_ODOO_DATA_DIR=${folder} WOO_ODOO_ODOO_SECRET=${connector.apiKey}
  export WOO_ODOO_CONSUMER_KEY=${store.keys.readOnly.consumerKey}
  export WOO_ODOO_CONSUMER_SECRET=${store.keys.readOnly.consumerSecret}
  export WOO_ODOO_ADMIN_LOGIN=${admin.login} WOO_ODOO_ADMIN_SECRET=${admin.password}
  npm run -s woo-odoo -- backend add sandbox --store-url ${store.url} \\
    --odoo-url ${odoo.url} --odoo-database ${odoo.database} --odoo-login ${connector.login}
  npm run -s woo-odoo -- odoo-app install
  npm run -s woo-odoo -- sync
Then the web page, in the same terminal; it prints a link that makes its first user:
  npm start`;
}

function keeping({ isRestored }: RunningSandbox, { faults, state }: SandboxOptions): string {
  const bad = faults.length === 0 ? '' : `Requests fail now and then: ${faults.join(', ')}. `;
  if (state === undefined) return `${bad}Nothing is kept: --state FOLDER does. Ctrl-C ends it.`;
  const what = isRestored ? 'Contents and addresses are those of before' : 'Contents and addresses are kept';
  return `${bad}${what}, in ${resolve(state)}. Ctrl-C ends it.`;
}
