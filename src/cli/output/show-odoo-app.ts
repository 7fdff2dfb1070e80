import { counted } from '../../core/counted.ts';
import type { OdooAppInstalled, OdooAppSession, OdooAppStatus } from '../odoo-app-context.ts';
import { line, paint, safe, table, widthOf, type OutputStream } from './terminal.ts';

export function showStatus(out: OutputStream, database: string, status: OdooAppStatus): void {
  const { state, installed, generated, unused } = status;
  const place = `in ${safe(database)}`;
  if (state === 'not_installed') {
    line(out, `The WooCommerce app is ${paint(out, 'yellow', 'not installed')} ${place}.`);
    line(out, `  Install ${generated}: woo-odoo odoo-app install`);
    return;
  }
  line(out, `WooCommerce app ${safe(installed ?? '')} ${place}: ${LABELS[state]}`);
  if (state === 'upgrade_needed') line(out, `  Upgrade to ${generated}: woo-odoo odoo-app upgrade`);
  if (state === 'newer_installed') line(out, `  This connector brings ${generated}; update the connector.`);
  if (unused.length === 0) return;
  line(out, `${counted(unused.length, 'record')} of an older version no longer used:`);
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
  line(out, `${paint(out, 'green', verb)} WooCommerce app ${safe(status.installed ?? '')}.`);
  if (connector === null && verb === 'Installed')
    line(
      out,
      "  No user is in the app's group Connector. To add one: woo-odoo odoo-app upgrade --connector-login <login>",
    );
  if (connector !== null) line(out, `  ${safe(connector)} is in the app's group Connector.`);
  if (status.unused.length > 0) {
    line(
      out,
      `  ${counted(status.unused.length, 'record')} no longer used; woo-odoo odoo-app status lists them.`,
    );
  }
}

export function showEffects(
  out: OutputStream,
  database: string,
  effects: Awaited<ReturnType<OdooAppSession['effects']>>,
): void {
  line(out, `Uninstalling the WooCommerce app from ${safe(database)} deletes its models and all their data:`);
  const rows = effects.map(({ label, model, rows: count }) => [
    safe(label),
    model,
    count.toLocaleString('en-US'),
  ]);
  line(out, table(['what', 'model', 'rows'], rows, widthOf(out)));
  line(out, "What the connector created in Odoo's own models is kept; a new installation finds it again.");
  line(out, "This includes records chosen by users and the members of the app's groups User and Manager.");
}
