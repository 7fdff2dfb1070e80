import { ConnectorError } from '../../core/errors.ts';
import type { ConnectionTest } from '../../engine/backends/connections.ts';
import type { Backend } from '../../database/port.ts';
import { counted, line, paint, safe, printText, table, widthOf, type OutputStream } from './terminal.ts';

export function showBackends(out: OutputStream, backends: readonly Backend[]): void {
  if (backends.length === 0) {
    line(out, 'No backend yet. "woo-odoo backend add" pairs a store with an Odoo.');
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
    [
      'sign-in',
      `${SIGN_IN[backend.storeSignIn]}, ${counted(backend.storeConcurrency, 'request')} in flight at once`,
    ],
    ['Odoo', `${backend.odooUrl}, database ${backend.odooDatabase}, as ${backend.odooLogin}`],
    ['company', `${backend.odooCompanyName} (${backend.odooCompanyId})`],
    ['changed by a person', backend.onPersonChange === 'keep' ? 'kept, and reported' : 'the store wins'],
    ['several taxes fit', backend.taxAmbiguous === 'ask' ? 'a person is asked' : 'a new one is created'],
    ['tax account', backend.taxAccount ?? "that of the company's default sale tax"],
    ['fiscal positions', `at most ${backend.taxPositionLimit}`],
    [
      'inactive currency',
      backend.inactiveCurrency === 'ask' ? 'a person is asked' : 'it is activated in Odoo',
    ],
    [
      'shipping currency',
      backend.shippingCurrency === 'refuse'
        ? "prices in another one than the company's are refused"
        : "prices in another one than the company's are converted at Odoo's rate",
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
}

export function showTest(out: OutputStream, { store, odoo }: ConnectionTest): void {
  if (store instanceof ConnectorError) showFailure(out, 'store', store);
  else {
    const version = store.version === null ? 'version not told' : `WooCommerce ${store.version}`;
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
