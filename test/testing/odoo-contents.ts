import { VERSION } from '../../sandbox/odoo/accounting/version-of.ts';
import { ZIP_PREFIX_MODEL, CARRIER_MODEL, PRICE_RULE_MODEL } from '../../src/domains/shipping/models.ts';
import {
  POSITION_LINE_MODEL,
  POSITION_MODEL,
  TAX_GROUP_MODEL,
  TAX_MODEL,
} from '../../src/domains/taxes/models.ts';
import type { SandboxOdoo } from '../../sandbox/index.ts';

/** What the domains write beside countries and states. */
const WRITTEN_MODELS = [
  ...[TAX_GROUP_MODEL, TAX_MODEL, 'account.tax.repartition.line', POSITION_MODEL, POSITION_LINE_MODEL],
  ...['product.template', 'product.product', CARRIER_MODEL, PRICE_RULE_MODEL, ZIP_PREFIX_MODEL],
  'res.currency',
];

/**
 * Every country and state in Odoo with its external id, and every record of the other models that the connector writes
 * with all its fields, whatever the database ids, as comparable lines.
 */
export function odooContents(odoo: SandboxOdoo): string[] {
  const models = WRITTEN_MODELS.filter((model) => odoo.series < 19 || model !== POSITION_LINE_MODEL);
  return [...placeContents(odoo), ...models.flatMap((model) => recordLines(odoo, model))];
}

/** Every country and state in Odoo with its external id, as comparable lines. */
export function placeContents({ control }: SandboxOdoo): string[] {
  const externalIds = control.externalIds('res.country.state');
  const codes = new Map(
    control.records('res.country').map(({ id, code }) => [id, typeof code === 'string' ? code : '']),
  );
  const states = control
    .records('res.country.state')
    .map(({ id, code, name, country_id: country }) =>
      [codes.get(country), code, name, externalIds[Number(id)] ?? ''].map(String).join(' | '),
    );
  return [...codes.values(), ...states].sort();
}

function recordLines({ control }: SandboxOdoo, model: string): string[] {
  const externalIds = control.externalIds(model);
  return control
    .records(model)
    .map(({ id, ...values }) => [model, externalIds[Number(id)] ?? '', ...comparable(values)].join(' | '))
    .sort();
}

/** The values of a record as texts, without how often it was written: of a pointer whether it is set, of a list how long it is, of a moment whether there is one. */
export function comparable(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values)
    .filter(([field]) => field !== VERSION)
    .map(([field, value]) => {
      if (Array.isArray(value)) return `${field}: ${value.length}`;
      const isPointer = field.endsWith('_id') || field.endsWith('_uid');
      const isMoment = field.endsWith('_date') || field.endsWith('_on');
      return isPointer || isMoment
        ? `${field}: ${value === false ? 'none' : 'set'}`
        : `${field}=${JSON.stringify(value)}`;
    })
    .sort();
}
