import { counted } from '../../core/counted.ts';
import type { OdooAppInstalled, OdooAppSession, OdooAppStatus } from '../odoo-app-context.ts';
import { table } from './table.ts';
import { line, paint, safe, widthOf, type OutputStream, printNext, printText } from './terminal.ts';

export function showStatus(out: OutputStream, database: string, status: OdooAppStatus): void {
  const { state, installed, generated, unused } = status;
  const place = `in ${safe(database)}`;
  if (state === 'not_installed') {
    printText(out, `The WooCommerce app is ${paint(out, 'yellow', 'not installed')} ${place}.`);
    printText(out, `Install ${generated}: woo-odoo odoo-app install`, '  ');
    return;
  }
  printText(out, `WooCommerce app ${safe(installed ?? '')} ${place}: ${LABELS[state]}`);
  if (state === 'upgrade_needed') printText(out, `Upgrade to ${generated}: woo-odoo odoo-app upgrade`, '  ');
  if (state === 'newer_installed')
    printText(out, `This connector brings ${generated}; update the connector.`, '  ');
  if (unused.length === 0) {
    if (state === 'current') printNext(out, 'woo-odoo plan (what a sync would change)');
    return;
  }
  printText(out, `${counted(unused.length, 'record')} of an older version no longer used:`);
  const rows = unused.map(({ model, externalId, id }) => [model, safe(externalId), String(id)]);
  line(out, table(['kind', 'external id', 'id'], rows, widthOf(out)));
}

const LABELS: Readonly<Record<Exclude<OdooAppStatus['state'], 'not_installed'>, string>> = {
  current: 'up to date.',
  upgrade_needed: 'an upgrade is needed.',
  newer_installed: 'newer than this connector.',
};

export function showInstalled(
  out: OutputStream,
  verb: string,
  { status, connector }: OdooAppInstalled,
): void {
  printText(out, `${paint(out, 'green', verb)} WooCommerce app ${safe(status.installed ?? '')}.`);
  if (connector === null && verb === 'Installed')
    printText(
      out,
      "No user is in the app's group Connector. To add one: woo-odoo odoo-app upgrade --connector-login <login>",
      '  ',
    );
  if (connector !== null) printText(out, `${safe(connector)} is in the app's group Connector.`, '  ');
  if (status.unused.length > 0) {
    printText(
      out,
      `${counted(status.unused.length, 'record')} no longer used; woo-odoo odoo-app status lists them.`,
      '  ',
    );
  }
}

export function showEffects(
  out: OutputStream,
  database: string,
  effects: Awaited<ReturnType<OdooAppSession['effects']>>,
): void {
  printText(
    out,
    `Uninstalling the WooCommerce app from ${safe(database)} deletes its models and all their data:`,
  );
  const rows = effects.map(({ label, model, rows: count }) => [
    safe(label),
    model,
    count.toLocaleString('en-US'),
  ]);
  line(out, table(['what', 'model', 'rows'], rows, widthOf(out)));
  printText(
    out,
    "What the connector created in Odoo's own models is kept; a new installation finds it again.",
  );
  printText(
    out,
    "This includes records chosen by users and the members of the app's groups User and Manager.",
  );
}
