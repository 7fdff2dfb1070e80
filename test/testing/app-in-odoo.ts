import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currencyApp } from '../../src/domains/currency/app/description.ts';
import { geographyApp } from '../../src/domains/geography/app/description.ts';
import { paymentsApp } from '../../src/domains/payments/app/description.ts';
import { settingsApp } from '../../src/domains/settings/app/description.ts';
import { shippingApp } from '../../src/domains/shipping/app/description.ts';
import { taxesApp } from '../../src/domains/taxes/app/description.ts';
import { basePart } from '../../src/odoo/app/base-part.ts';
import { buildApp } from '../../src/odoo/app/build.ts';
import { APP_NAME } from '../../src/odoo/app/names.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';
import { comparable, namesIn } from './odoo-contents.ts';

/** People of the shop, who work with the app in Odoo. Sandbox material, as all its users. */
export const PEOPLE = {
  /** In the app's group *User*. */
  seller: person(21, 'seller'),
  /** In the app's group *Manager*. */
  manager: person(22, 'manager'),
} as const;

function person(id: number, login: string) {
  const secret = `sandbox-${login}`;
  return {
    id,
    login,
    name: login,
    password: secret,
    apiKey: `${secret}-api-key`,
    groups: ['base.group_user'],
  };
}

/** In the order in which they came: the first four are the app before there was shipping. */
export const PARTS = [basePart, geographyApp, settingsApp, taxesApp, shippingApp, paymentsApp, currencyApp];

const zips = new Map<string, string>();

/** The project's own app as the file an administrator imports, in base64. */
export function appFile(series: number, appVersion?: string, parts = PARTS): string {
  const name = `${series} ${appVersion ?? ''} ${parts.length}`;
  const made = zips.get(name);
  if (made !== undefined) return made;
  const { zip } = buildApp(parts, { series }, appVersion);
  const file = Buffer.from(zip).toString('base64');
  zips.set(name, file);
  return file;
}

/** The file that version 1.4.0 of the app was when it was released, in base64. */
export function releasedApp(series: number): string {
  return readFileSync(join(import.meta.dirname, `../fixtures/app-1.4.0/odoo-${series}.zip`), 'base64');
}

/** Installs the app and puts people into its groups; a login of null leaves the connector out. */
export function installApp(
  odoo: SandboxOdoo,
  connector: string | null = 'connector',
  file = appFile(odoo.series),
): void {
  odoo.control.installApp(file);
  for (const each of Object.values(PEOPLE)) odoo.control.putUser(each);
  odoo.control.joinGroup(PEOPLE.seller.login, `${APP_NAME}.group_user`);
  odoo.control.joinGroup(PEOPLE.manager.login, `${APP_NAME}.group_manager`);
  if (connector !== null) odoo.control.joinGroup(connector, `${APP_NAME}.group_connector`);
}

type Row = Readonly<Record<string, unknown>> & { readonly id: number };

/** The rows of one of the app's models, archived ones too, that have these values. */
export function rowsOf(
  odoo: SandboxOdoo,
  model: string,
  values: Readonly<Record<string, unknown>> = {},
): Row[] {
  const domain = Object.entries(values).map(([field, value]) => [field, '=', value as string]);
  return odoo.control.records(model, domain) as unknown as Row[];
}

/** The one row that has these values. */
export function rowOf(odoo: SandboxOdoo, model: string, values: Readonly<Record<string, unknown>> = {}): Row {
  const rows = rowsOf(odoo, model, values);
  const [only] = rows;
  if (only === undefined || rows.length > 1)
    throw new Error(`${rows.length} rows of ${model} with ${JSON.stringify(values)}`);
  return only;
}

/** What the app keeps of itself and of runs, which differ from run to run. */
const OF_RUNS = new Set(['x_woo_app', 'x_woo_backend', 'x_woo_run', 'x_woo_operation']);

const SHOWN_MODELS = PARTS.flatMap(({ models }) => models.map(({ model }) => model)).filter(
  (model) => !OF_RUNS.has(model),
);

/** What the app's models show of the store, whatever its database ids and dates, as comparable lines. */
export function appContents(odoo: SandboxOdoo): string[] {
  const namesOf = namesIn(odoo);
  return SHOWN_MODELS.flatMap((model) => {
    const externalIds = odoo.control.externalIds(model);
    const named = namesOf(model);
    return rowsOf(odoo, model)
      .map(({ id, ...row }) => {
        const shown = Object.fromEntries(Object.entries(row).filter(([field]) => field.startsWith('x_')));
        return [model, externalIds[String(id)] ?? '', ...comparable(shown, named)].join(' | ');
      })
      .sort();
  });
}
