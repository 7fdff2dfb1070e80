import './behaviour.ts';
import odoo17 from '../data/odoo-17.json' with { type: 'json' };
import odoo18 from '../data/odoo-18.json' with { type: 'json' };
import odoo19 from '../data/odoo-19.json' with { type: 'json' };
import { seedJournals, seedPaymentTerms } from './accounting/books.ts';
import { seedChart } from './accounting/chart.ts';
import type { ChartData } from './accounting/chart.ts';
import { countryChart } from './accounting/country-charts.ts';
import type { ChartName } from './accounting/country-charts.ts';
import { symbolPosition } from './currency/symbol-position.ts';
import { OdooDatabase } from './database.ts';
import { Environment } from './environment.ts';
import { enroll } from './group-membership.ts';
import { GROUPS, ODOO_USERS } from './groups.ts';
import type { Series } from './model.ts';
import { baseModels } from './models.ts';
import {
  addViews,
  homeOf,
  installOptional,
  optionalModule,
  OPTIONAL_MODULES,
  reflectModel,
} from './modules.ts';
import type { OptionalModule } from './modules.ts';
import { insertRecord } from './row-defaults.ts';
import { createRecords } from './write.ts';

/** The lists of one series, as the data files hold them. */
interface SeriesData extends ChartData {
  readonly series: number;
  readonly modules: readonly string[];
  /** `[id, name, symbol, decimal places, active]` */
  readonly currencies: readonly (readonly [number, string, string, number, number])[];
  /** `[id, code, name, currency id or 0, phone code, flags, [id, code, name, external id][]]`; flags `s`tate, `z`ip required. */
  readonly countries: readonly (readonly [
    number,
    string,
    string,
    number,
    number,
    string,
    readonly (readonly [number, string, string, string])[],
  ])[];
  /** `[id, name, country ids, code]`; only 19 has codes. */
  readonly countryGroups: readonly (readonly [number, string, readonly number[], string?])[];
}

const DATA: Readonly<Record<Series, unknown>> = { 17: odoo17, 18: odoo18, 19: odoo19 };

/** External ids of countries are their codes, except where Odoo's history has it otherwise. */
const COUNTRY_IDS: Readonly<Record<string, string>> = { GB: 'uk' };
const APPLICATIONS = ['account', 'sale_management', 'stock'];

/**
 * A fresh database: currencies, countries, states with their external ids, one company, the users. Modules named in
 * `without` are not installed in it: neither their models nor their records and views are there. A chart of a country
 * brings its taxes and positions, and the country and currency of the company.
 */
export function seedDatabase(
  name: string,
  series: Series,
  uuid: string,
  without: readonly OptionalModule[] = [],
  chartName: ChartName = 'recorded',
  countries?: readonly string[],
): OdooDatabase {
  const chart = countryChart(chartName, series);
  const data = listed(DATA[series] as SeriesData, countries && [...countries, chart?.country ?? 'US']);
  const database = new OdooDatabase(name, series);
  const models = baseModels(series).filter((model) => optionalModule(homeOf(model.name)) === null);
  for (const model of models) database.define(model);
  const insert: Insert = (...record) => {
    insertRecord(database, ...record);
  };

  for (const [id, currency, symbol, decimals, active] of data.currencies) {
    insert(
      'res.currency',
      id,
      {
        name: currency,
        symbol,
        // Every recorded currency rounds to its last decimal.
        rounding: 10 ** -decimals,
        position: symbolPosition(currency),
        active: active === 1 || currency === chart?.currency,
      },
      `base.${currency}`,
    );
  }
  for (const [id, code, title, currency, phone, flags, states] of data.countries) {
    const values = {
      name: title,
      code,
      currency_id: currency === 0 ? false : currency,
      phone_code: phone,
      state_required: flags.includes('s'),
      zip_required: flags.includes('z'),
    };
    insert('res.country', id, values, `base.${COUNTRY_IDS[code] ?? code.toLowerCase()}`);
    for (const [stateId, stateCode, stateName, externalId] of states) {
      const state = { name: stateName, code: stateCode, country_id: id };
      insert('res.country.state', stateId, state, `base.${externalId}`);
    }
  }
  for (const [id, title, members, code] of data.countryGroups) {
    insert('res.country.group', id, {
      name: title,
      country_ids: members,
      ...(code === undefined ? {} : { code }),
      ...(title === VAT_GROUP && { exclude_state_ids: statesOutsideOfVat(data) }),
    });
  }
  const home = data.countries.find(([, code]) => code === (chart?.country ?? 'US'))?.[0] ?? 1;
  const currency_id = data.currencies.find(([, code]) => code === (chart?.currency ?? 'USD'))?.[0] ?? 1;
  const company = { name: 'My Company', country_id: home, currency_id, account_fiscal_country_id: home };
  insert('res.company', 1, company, 'base.main_company');
  for (const user of Object.values(ODOO_USERS)) {
    const values = { login: user.login, name: user.name, company_id: 1, company_ids: [1] };
    insert('res.users', user.id, values, user.id === 2 ? 'base.user_admin' : undefined);
  }
  seedGroups(database, insert);
  LANGUAGES.forEach(([code, title], index) => {
    insert('res.lang', index + 1, { code, name: title, active: index === 0 });
  });
  addViews(database, (module) => optionalModule(module) === null);
  insert('ir.config_parameter', 1, { key: 'database.uuid', value: uuid });
  insert('ir.sequence', 1, {
    ...{ name: 'Sales Order', code: 'sale.order', prefix: 'S', padding: 5, number_next: 1 },
  });
  [...data.modules, ...(chart?.modules ?? [])].forEach((module, index) => {
    const application = APPLICATIONS.includes(module);
    const state = optionalModule(module) === null ? 'installed' : 'uninstalled';
    insert('ir.module.module', index + 1, { name: module, state, application });
  });
  for (const model of models) reflectModel(database, model);
  const env = new Environment(database, null, { active_test: false });
  seedChart(env, 1, chart ?? data);
  seedJournals(env, 1, chart?.cashJournal);
  seedPaymentTerms(env);
  createRecords(env, env.model('product.category'), [{ name: 'All' }]);
  for (const module of OPTIONAL_MODULES) if (!without.includes(module)) installOptional(env, module);
  seedProducts(env);
  database.commit();
  return database;
}

/** A group of 19 that leaves out states where the VAT of the Union is not charged, by their external ids. */
const VAT_GROUP = 'European Union VAT';
const OUTSIDE_OF_VAT: readonly string[] = ['es_ce', 'es_ml', 'es_tf', 'es_gc', 'nl_bq1', 'nl_bq2', 'nl_bq3'];

function statesOutsideOfVat({ countries }: SeriesData): number[] {
  return countries.flatMap(([, , , , , , states]) =>
    states.flatMap(([id, , , externalId]) =>
      OUTSIDE_OF_VAT.includes(externalId.replace(/^state_/u, '')) ? [id] : [],
    ),
  );
}

/** Without the countries that a small world leaves out; those that companies of charts lie in are always there. */
function listed(data: SeriesData, codes: readonly string[] | undefined): SeriesData {
  if (codes === undefined) return data;
  const countries = data.countries.filter(([, code]) => ['US', 'DE', ...codes].includes(code));
  const ids = new Set(countries.map(([id]) => id));
  const countryGroups = data.countryGroups.map(([id, name, members, code]) => {
    const left = members.filter((member) => ids.has(member));
    return code === undefined ? ([id, name, left] as const) : ([id, name, left, code] as const);
  });
  return { ...data, countries, countryGroups };
}

/** Gives a database its own uuid, as Odoo does with a copy. */
export function setUuid(database: OdooDatabase, uuid: string): void {
  const id = database.lookup('ir.config_parameter', 0, ['database.uuid']) ?? 0;
  database.put('ir.config_parameter', id, { ...database.row('ir.config_parameter', id), value: uuid });
  database.commit();
}

/** Gives a company added later the chart that the first one has. */
export function seedCompany(env: Environment, companyId: number): void {
  seedChart(env, companyId, DATA[env.database.series] as SeriesData);
  seedJournals(env, companyId);
}

/** Two things to sell, with the default sale tax. */
function seedProducts(env: Environment): void {
  const taxes_id = [[6, 0, [env.database.row('res.company', 1)?.['account_sale_tax_id'] ?? 0]]];
  createRecords(env, env.model('product.template'), [
    { name: 'Desk', list_price: 249, weight: 18, taxes_id },
    { name: 'Mug', list_price: 12.95, weight: 0.4, taxes_id },
  ]);
}

/** Languages that can be installed. */
const LANGUAGES: readonly (readonly [code: string, title: string])[] = [
  ['en_US', 'English (US)'],
  ['de_DE', 'German / Deutsch'],
];

/** Puts a record into the database that is being seeded. */
type Insert = (...record: Tail<Parameters<typeof insertRecord>>) => void;
type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;

function seedGroups(database: OdooDatabase, insert: Insert): void {
  const categories = [...new Set(Object.values(GROUPS).map((title) => title.split('/')[0] ?? ''))];
  const privileged = database.model('res.groups.privilege') !== undefined;
  categories.forEach((name, index) => {
    insert('ir.module.category', index + 1, { name });
    if (privileged) insert('res.groups.privilege', index + 1, { name, category_id: index + 1 });
  });
  const groups = Object.entries(GROUPS).filter(
    ([externalId]) => database.series >= 18 || externalId !== 'product.group_product_manager',
  );
  groups.forEach(([externalId, title], index) => {
    const [category = '', name = ''] = title.split('/');
    const above = { [privileged ? 'privilege_id' : 'category_id']: categories.indexOf(category) + 1 };
    insert('res.groups', index + 1, { name, ...above }, externalId);
  });
  for (const user of Object.values(ODOO_USERS)) enroll(database, user);
}
