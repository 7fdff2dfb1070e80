import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';
import { flatRate, zone } from '../scenarios/shipping/small-shop.ts';

/**
 * A data folder as the program of commit 86cef82 left it, before folders, plans and words were restructured. Its program
 * made it on the stand-ins of that commit: a backend with the app, a sync, a journal chosen for the gateway, a second
 * sync, a schedule, a plan saved for a state with another name, and a third sync with nothing to do. The files are what
 * its database contained, as SQL: the schema is the text of its own migrations, kept apart from today's on purpose.
 */
const fixtures = join(import.meta.dirname, '../fixtures/database-86cef82');

const textOf = (file: string) => readFileSync(join(fixtures, file), 'utf8');

/** The plan of format 1 that it saved. */
export const oldSavedPlan = join(fixtures, 'saved-plan.json');

/** What the database of its Odoo was paired by. */
export const OLD_ODOO = {
  series: 18,
  countries: ['AL', 'DE'],
  uuid: '5f0c1d6e-0000-4000-8000-000000000018',
} as const;

/** Encrypts the credentials of the stand-ins. */
const SECRET_KEY = '9HzsI5otAtVhPADCNi7VrykWGlrYwDthX/ZI26ypZwI=';

/** Who the installation and the backend are: what an Odoo has to see to be the one that this database was paired with. */
const IDENTITY = ['schema_migration', 'installation', 'backend', 'backend_secret', 'secret_key_check'];

/** Makes the data folder. With `identity` alone there is no run, no memory and no schedule. */
export function makeOldDataFolder(
  folder: string,
  { woo, odoo }: { readonly woo: SandboxStore; readonly odoo: SandboxOdoo },
  content: 'all' | 'identity' = 'all',
): void {
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(folder, 'secret.key'), SECRET_KEY, { mode: 0o600 });
  const rows = textOf('rows.sql').replaceAll('{{STORE_URL}}', woo.url).replaceAll('{{ODOO_URL}}', odoo.url);
  const database = new DatabaseSync(join(folder, 'connector.db'));
  database.exec(textOf('schema.sql'));
  for (const insert of rows.split(/^(?=insert into )/mu)) {
    const [, table = ''] = /^insert into (\w+)/u.exec(insert) ?? [];
    if (content === 'all' || IDENTITY.includes(table)) database.exec(insert);
  }
  database.close();
}

/** The store that the old program synced. */
export function stockOldStore({ control }: SandboxStore): void {
  const { countries, gateways, settings, shippingClasses, taxRates, zones } = control.data();
  const kept: readonly string[] = OLD_ODOO.countries;
  for (const { code } of countries) if (!kept.includes(code)) control.removeCountry(code);
  for (const { id } of settings.groups) if (!['general', 'tax'].includes(id)) control.removeSettingGroup(id);
  nameStates({ control }, 'Berat');
  control.setStates('DE', [
    { code: 'DE-BE', name: 'Berlin' },
    { code: 'DE-BY', name: 'Bavaria' },
  ]);
  control.setSetting('general', 'woocommerce_default_country', 'DE:DE-BE');
  for (const slug of ['food-books', 'zero-rate']) control.removeClass(slug);
  // Without the rate of a class that is gone: the old program passed over it, today's reports it.
  const germanRates = taxRates.filter(({ country, state }) => country === 'DE' && state === '');
  control.setRates(germanRates.filter((rate) => rate.class !== 'food-books'));
  control.setSetting('tax', 'woocommerce_shipping_tax_class', '');
  for (const { id } of zones) if (id !== 0) control.removeZone(id);
  control.changeZone(0, { methods: [] });
  control.putZone(zone(12, 'Germany', ['DE'], [flatRate(103, 'Parcel', '3 + 1.5 * [qty]')]));
  for (const { id } of shippingClasses) control.removeShippingClass(id);
  for (const { id } of gateways)
    if (id === 'bacs') control.changeGateway(id, { enabled: true });
    else control.removeGateway(id);
}

/** Names the first state of Albania, which the connector created in Odoo. */
export function nameStates({ control }: Pick<SandboxStore, 'control'>, first: string): void {
  control.setStates('AL', [
    { code: 'AL-01', name: first },
    { code: 'AL-09', name: 'Dibër' },
  ]);
}

/** What the old database remembers of records that its program created: external id and database id. */
export function rememberedRecords(folder: string): { readonly externalId: string; readonly id: number }[] {
  return read(folder, 'select external_id, odoo_id from managed_record').map((row) => ({
    externalId: String(row['external_id']),
    id: Number(row['odoo_id']),
  }));
}

/** How many migrations the database of a data folder has. */
export function migrationsIn(folder: string): number {
  return read(folder, 'select number from schema_migration').length;
}

/** Marks the database of a data folder as migrated further, as a newer program would. */
export function addMigration(folder: string, number: number, name: string): void {
  const database = new DatabaseSync(join(folder, 'connector.db'));
  database.prepare('insert into schema_migration (number, name) values (?, ?)').run(number, name);
  database.close();
}

function read(folder: string, query: string) {
  const database = new DatabaseSync(join(folder, 'connector.db'), { readOnly: true });
  const rows = database.prepare(query).all();
  database.close();
  return rows;
}
