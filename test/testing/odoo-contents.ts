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
 * with all its fields and the records that they name, whatever the database ids, as comparable lines.
 */
export function odooContents(odoo: SandboxOdoo): string[] {
  const models = WRITTEN_MODELS.filter((model) => odoo.series < 19 || model !== POSITION_LINE_MODEL);
  const namesOf = namesIn(odoo);
  return [...placeContents(odoo), ...models.flatMap((model) => recordLines(odoo, model, namesOf))];
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

function recordLines(odoo: SandboxOdoo, model: string, namesOf: ReturnType<typeof namesIn>): string[] {
  const { control } = odoo;
  const externalIds = control.externalIds(model);
  const named = namesOf(model);
  return control
    .records(model)
    .map(({ id, ...values }) =>
      [model, externalIds[Number(id)] ?? '', ...comparable(values, named)].join(' | '),
    )
    .sort();
}

/** What the record is called to which a field points, whatever its id; undefined where the field points at none that has a name. */
export type NameOfTarget = (field: string, id: unknown) => string | undefined;

/** Who wrote a row, and in which run, is another one each time. */
const UNNAMED = new Set(['res.users', 'x_woo_run', 'x_woo_operation']);

/** The names of the records of an Odoo as it is now, for the fields of one model after the other. */
export function namesIn({ control }: SandboxOdoo): (model: string) => NameOfTarget {
  const known = new Map<string, ReadonlyMap<unknown, string>>();
  const namesOf = (model: string) => {
    const found = known.get(model);
    if (found !== undefined) return found;
    const externalIds = control.externalIds(model);
    const names = new Map(
      control.records(model).map(({ id, code, name, x_name: own }) => {
        const texts = [code, name, own].filter((text) => typeof text === 'string');
        return [id, externalIds[Number(id)] ?? texts.join(' ')];
      }),
    );
    known.set(model, names);
    return names;
  };
  return (model) => {
    const relations = control.relations(model);
    return (field, id) => {
      const target = relations[field];
      return target === undefined || UNNAMED.has(target) ? undefined : (namesOf(target).get(id) ?? 'nowhere');
    };
  };
}

/**
 * The values of a record as texts, without how often it was written: of a pointer and a list which records they name (by default
 * whether one is set, and how many there are), of a moment whether there is one.
 */
export function comparable(
  values: Readonly<Record<string, unknown>>,
  named: NameOfTarget = () => undefined,
): string[] {
  return Object.entries(values)
    .filter(([field]) => field !== VERSION)
    .map(([field, value]) => {
      if (Array.isArray(value)) {
        const names = value.map((id) => named(field, id) ?? 'one').sort();
        return `${field}: ${names.length} (${names.join(', ')})`;
      }
      const isPointer = field.endsWith('_id') || field.endsWith('_uid');
      const isMoment = field.endsWith('_date') || field.endsWith('_on');
      if (!isPointer && !isMoment) return `${field}=${JSON.stringify(value)}`;
      return `${field}: ${value === false ? 'none' : (named(field, value) ?? 'set')}`;
    })
    .sort();
}
