import { ConnectorError } from '../../core/errors.ts';
import { isReadableOnTheWay } from '../../core/address.ts';
import { counted } from '../../core/counted.ts';
import type { ConnectionTest } from '../../engine/backends/connections.ts';
import type { Backend } from '../../database/port.ts';
import { table } from './table.ts';
import { printNext, line, paint, safe, printText, widthOf, type OutputStream } from './terminal.ts';

export function showBackends(out: OutputStream, backends: readonly Backend[]): void {
  if (backends.length === 0) {
    line(out, 'No backend yet. To add one: woo-odoo backend add');
    return;
  }
  const rows = backends.map((backend) => [
    safe(backend.name),
    safe(backend.storeUrl),
    safe(`${backend.odooUrl} ${backend.odooDatabase}`),
    safe(backend.odooCompanyName),
    backend.id.slice(0, 8),
  ]);
  line(out, table(['backend', 'store', 'Odoo', 'company', 'id'], rows, widthOf(out)));
  printNext(out, 'woo-odoo status (last runs and next times)');
}

const SIGN_IN = {
  basic: 'keys in the header',
  oauth1: 'signed requests (OAuth 1.0a)',
  query: 'keys in the address',
};

export function showBackend(out: OutputStream, backend: Backend): void {
  const rows = [
    [
      'store',
      `${backend.storeUrl} (WooCommerce${backend.storeVersion === null ? '' : ` ${backend.storeVersion}`})`,
    ],
    ['sign-in', `${SIGN_IN[backend.storeSignIn]}, ${counted(backend.storeConcurrency, 'request')} at a time`],
    ['Odoo', `${backend.odooUrl}, database ${backend.odooDatabase}, as ${backend.odooLogin}`],
    ['company', `${backend.odooCompanyName} (${backend.odooCompanyId})`],
    ['environment', backend.environment],
    [
      'user changes',
      backend.onPersonChange === 'keep' ? 'keep the change and report it' : 'overwrite from the store',
    ],
    ['ambiguous taxes', backend.taxAmbiguous === 'ask' ? 'ask' : 'create a new tax'],
    ['tax account', backend.taxAccount ?? "account of the company's default sales tax"],
    [
      'fiscal positions',
      `at most ${backend.taxPositionLimit}; ${backend.taxPositionOrder === 'ask' ? 'ask before those of the chart are moved' : 'those of the chart are moved where they stand in the way'}`,
    ],
    [
      'positions of the chart',
      backend.taxChartPositions === 'map'
        ? "replace the taxes of the store's products, too"
        : 'ask before they replace the taxes of products',
    ],
    ['taxes', `at most ${backend.taxLimit} without a question`],
    ['inactive currency', backend.inactiveCurrency === 'ask' ? 'ask' : 'activate in Odoo'],
    [
      'shipping currency',
      backend.shippingCurrency === 'refuse'
        ? "reject prices that are not in the company's currency"
        : "convert prices to the company's currency at Odoo's rate",
    ],
    [
      'verify',
      backend.verifyAfterSync === 'never'
        ? 'on request and by schedule only'
        : 'after each sync that changed something',
    ],
    ...(backend.storeCaFile === null ? [] : [['store CA file', backend.storeCaFile]]),
    ...(backend.odooCaFile === null ? [] : [['Odoo CA file', backend.odooCaFile]]),
    ['id', backend.id],
  ];
  line(
    out,
    table(
      ['backend', backend.name],
      rows.map((row) => row.map(safe)),
      widthOf(out),
    ),
  );
  if (isReadableOnTheWay(backend.odooUrl))
    printText(
      out,
      'Odoo is reached without https: anybody on the way can read login and API key. Give it an https address: woo-odoo backend edit --odoo-url https://...',
      paint(out, 'yellow', '! '),
    );
}

export function showTest(out: OutputStream, { store, odoo }: ConnectionTest): void {
  if (store instanceof ConnectorError) showFailure(out, 'store', store);
  else {
    const version = store.version === null ? 'version unknown' : `WooCommerce ${store.version}`;
    printText(
      out,
      `store ${safe(`${store.name} at ${store.url}, ${version}, ${SIGN_IN[store.signIn]}`)}`,
      paint(out, 'green', 'ok     '),
    );
  }
  if (odoo instanceof ConnectorError) showFailure(out, 'Odoo', odoo);
  else {
    const protocol = odoo.protocol === 'json2' ? 'JSON-2' : 'JSON-RPC';
    printText(
      out,
      `Odoo ${safe(`${odoo.version} over ${protocol}, database ${odoo.database}, user ${odoo.login}, ${odoo.company.name}`)}`,
      paint(out, 'green', 'ok     '),
    );
  }
}

function showFailure(out: OutputStream, side: string, error: ConnectorError): void {
  printText(out, `${side}: ${safe(error.message)} [${error.code}]`, paint(out, 'red', 'fails  '));
  if (error.hint !== undefined) printText(out, safe(error.hint), '       ');
}
