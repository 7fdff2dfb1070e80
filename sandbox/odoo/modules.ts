import { textOf } from '../json.ts';
import { BASE_VIEWS } from './apps/base-views.ts';
import type { OdooDatabase } from './database.ts';
import { seedDelivery } from './delivery/seed-delivery.ts';
import type { Environment } from './environment.ts';
import { MAGIC_FIELDS } from './model.ts';
import type { ModelDefinition } from './model.ts';
import { baseModels } from './models.ts';
import { insertRecord } from './row-defaults.ts';

/** The modules that a database may lack; every other one that was recorded is installed. */
export const OPTIONAL_MODULES = ['delivery'] as const;
export type OptionalModule = (typeof OPTIONAL_MODULES)[number];

/** The optional module that a module is, or builds on, as `stock_delivery` on `delivery`; null for all others. */
export function optionalModule(module: string): OptionalModule | null {
  return OPTIONAL_MODULES.find((each) => module === each || module.endsWith(`_${each}`)) ?? null;
}

/** Installs a module that the database lacks: its models, views and records, and those that build on it. */
export function installOptional(env: Environment, module: OptionalModule): void {
  const { database } = env;
  for (const model of baseModels(database.series)) {
    if (homeOf(model.name) !== module) continue;
    database.define(model);
    reflectModel(database, model);
  }
  addViews(database, (home) => home === module);
  for (const [id, row] of database.rows('ir.module.module')) {
    if (optionalModule(textOf(row['name'] ?? '')) === module)
      database.put('ir.module.module', id, { ...row, state: 'installed' });
  }
  seedDelivery(env);
}

/** Adds the views of the modules that are asked for. */
export function addViews(database: OdooDatabase, of: (module: string) => boolean): void {
  for (const { externalId, ...view } of BASE_VIEWS) {
    if (!of(externalId.split('.')[0] ?? '')) continue;
    insertRecord(database, 'ir.ui.view', database.nextId('ir.ui.view'), view, externalId);
  }
}

/** Makes the records that tell of a model and its fields. */
export function reflectModel(database: OdooDatabase, model: ModelDefinition): void {
  const id = database.nextId('ir.model');
  const values = { name: model.title, model: model.name, order: model.order, state: 'base' };
  const externalId = `${homeOf(model.name)}.model_${model.name.replaceAll('.', '_')}`;
  insertRecord(database, 'ir.model', id, values, externalId);
  for (const [field, { type, string, relation }] of Object.entries({ ...model.fields, ...MAGIC_FIELDS })) {
    const reflected = { name: field, model: model.name, model_id: id, ttype: type, state: 'base' };
    insertRecord(database, 'ir.model.fields', database.nextId('ir.model.fields'), {
      ...reflected,
      field_description: string,
      relation: relation ?? false,
    });
  }
}

/** The module that a model of Odoo's own comes with. */
export function homeOf(model: string): string {
  return OTHER_HOMES[model] ?? 'base';
}

/** Models that come with another module than `base`. */
const OTHER_HOMES: Readonly<Record<string, string>> = {
  'iap.account': 'iap',
  'base.import.module': 'base_import_module',
  'account.account': 'account',
  'account.fiscal.position': 'account',
  'account.fiscal.position.account': 'account',
  'account.fiscal.position.tax': 'account',
  'account.journal': 'account',
  'account.move': 'account',
  'account.move.line': 'account',
  'account.payment.term': 'account',
  'account.tax': 'account',
  'account.tax.group': 'account',
  'account.tax.repartition.line': 'account',
  'choose.delivery.carrier': 'delivery',
  'delivery.carrier': 'delivery',
  'delivery.price.rule': 'delivery',
  'delivery.zip.prefix': 'delivery',
  'product.category': 'product',
  'product.product': 'product',
  'product.tag': 'product',
  'product.template': 'product',
  'sale.order': 'sale',
  'sale.order.line': 'sale',
};
