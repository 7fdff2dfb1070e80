import { z } from 'zod';
import { badField, badRow, fieldsOf, noObject, readId } from './bad-row.ts';
import { PAGE_SIZE } from '../http/paging.ts';
import type { StoreList, StoreTaxClass, StoreTaxRate, InvalidTaxRate } from '../port.ts';
import type { Redact } from '../http/redact.ts';
import { readPlainTaxRate } from './plain-tax-rate.ts';
import { rowListSchema } from './row-list.ts';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH, name, text } from './schemas.ts';

/** Bounds far above what stores have and far below what would hurt. */
const MAX_CLASSES = 1_000;
const MAX_PLACES = 100_000;
/** A percentage beyond this is a slip or an attack; what is merely odd (1000 %, -5 %) is for the tax rules to judge. */
const MAX_RATE = 100_000;

/** The slug of the class that every store has and none can delete. */
const STANDARD = 'standard';

/** What `GET taxes` is asked for: the singular fields count only where a store has no plural ones. */
export const TAX_RATE_FIELDS =
  'id,country,state,postcode,city,postcodes,cities,rate,name,priority,compound,shipping,order,class';

/** A percentage as decimal text, up to 4 decimals as WooCommerce stores it; further zeros are form, not value. */
const rate = z
  .string()
  .regex(/^-?\d{1,6}(?:\.\d{1,4}0*)?$/, 'is not a decimal with up to 4 decimals')
  .transform((value) => value.replace(/(\.\d{4})0+$/, '$1'))
  .refine((value) => Math.abs(Number(value)) <= MAX_RATE, `is beyond ${MAX_RATE} %`);

const places = z.array(text(MAX_NAME_LENGTH)).max(MAX_PLACES);

/** WooCommerce before 5.3 has only `postcode` and `city`; where it shows several there, semicolons part them. */
const place = text(MAX_NAME_LENGTH).transform((value) =>
  value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Odoo's integers, into which these are written, cannot be larger. */
const whole = z.int32();

/** In WooCommerce's own table the standard class is an empty text, and a plugin may let it through. */
const taxClass = text(MAX_NAME_LENGTH).transform((value) => value || STANDARD);

const taxRate: z.ZodType<StoreTaxRate> = z
  .object({
    id: whole.positive(),
    country: text(MAX_CODE_LENGTH),
    state: text(MAX_CODE_LENGTH),
    postcodes: places,
    cities: places,
    rate,
    name,
    priority: whole,
    compound: z.boolean(),
    shipping: z.boolean(),
    order: whole,
    class: taxClass,
  })
  .transform(({ class: slug, ...rest }) => ({ ...rest, taxClass: slug }));

/** One row of `GET taxes`: a rate, or what is wrong with it. */
export type TaxRateRow = StoreTaxRate | InvalidTaxRate;

/** Whether a row could not be understood. */
export function isInvalidTaxRate(row: TaxRateRow): row is InvalidTaxRate {
  return 'message' in row;
}

/**
 * One page of `GET taxes`. No row fails the page: what cannot be understood, or comes twice, is a fault of its own. Faults
 * quote what the store returned, which may be what it was sent: hence `redact`.
 */
export function taxRatesSchema(redact: Redact): z.ZodType<TaxRateRow[]> {
  return z
    .array(z.unknown())
    .max(PAGE_SIZE)
    .transform((rows) => {
      const seen = new Set<number>();
      return rows.map((row) => {
        const read = readTaxRate(row, redact);
        if (isInvalidTaxRate(read)) return read;
        if (seen.has(read.id)) return { id: read.id, ...badField('id', `${read.id} comes a second time`) };
        seen.add(read.id);
        return read;
      });
    });
}

function readTaxRate(row: unknown, redact: Redact): TaxRateRow {
  return readPlainTaxRate(row) ?? readAnyTaxRate(row, redact);
}

/** By the schema, which knows every form and shows what is wrong. */
export function readAnyTaxRate(row: unknown, redact: Redact): TaxRateRow {
  const fields = fieldsOf(row);
  if (fields === null) return { id: null, ...noObject(row, redact) };
  const parsed = taxRate.safeParse({
    ...fields,
    postcodes: fields['postcodes'] ?? listed(fields['postcode']),
    cities: fields['cities'] ?? listed(fields['city']),
  });
  if (parsed.success) return parsed.data;
  return { id: readId(fields['id']), ...badRow(fields, parsed.error, redact) };
}

/** The singular field in the form of the plural one; undefined where it has none. */
function listed(value: unknown): readonly string[] | undefined {
  const parsed = place.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** How the standard class is called where the store returns no name for it. */
const STANDARD_NAME = 'Standard rate';

/**
 * `GET taxes/classes`, the standard class first. No row fails the list: what cannot be understood, or comes twice, is a
 * fault. A list without the standard class is no list of classes: taken at its word, an empty answer would mean that every
 * class is gone.
 */
export function taxClassesSchema(redact: Redact): z.ZodType<StoreList<StoreTaxClass>> {
  const row = z.object({ slug: text(MAX_NAME_LENGTH).min(1), name });
  return rowListSchema({ row, key: 'slug', most: MAX_CLASSES, twins: 'fault' }, redact)
    .superRefine(({ faults, rows }, context) => {
      const isListed = [...rows.map(({ slug }) => slug), ...faults.map(({ id }) => id)].includes(STANDARD);
      if (!isListed) context.addIssue({ code: 'custom', message: `contains no class ${STANDARD}` });
    })
    .transform(({ faults, rows }) => {
      const standard = rows.find(({ slug }) => slug === STANDARD) ?? { slug: STANDARD, name: STANDARD_NAME };
      return { rows: [standard, ...rows.filter(({ slug }) => slug !== STANDARD)], faults };
    });
}
