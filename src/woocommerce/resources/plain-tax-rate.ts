import type { StoreTaxRate } from '../port.ts';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH } from './schemas.ts';

/** Printable ASCII: neither control characters nor half ones. Anything else is left to the schema. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Without an entity to decode and without outer spaces to cut. */
const PLAIN_NAME = /^(?:[\x21-\x25\x27-\x7e](?:[\x20-\x25\x27-\x7e]*[\x21-\x25\x27-\x7e])?)?$/;
const PLAIN_RATE = /^-?\d{1,5}(?:\.\d{1,4})?$/;
const MAX_PLACES = 100;
const MAX_INT32 = 2 ** 31 - 1;

/**
 * A row of `GET taxes` in the form in which nearly all of them come, read without a schema: of 50,000 rates the schema
 * takes longer than the rest of the reading. What it reads, the schema reads in the same way (see the tests).
 *
 * @returns null where the row is in any other form: only the schema decides then, and shows what is wrong
 */
export function readPlainTaxRate(row: unknown): StoreTaxRate | null {
  if (typeof row !== 'object' || row === null) return null;
  const fields = row as Readonly<Record<string, unknown>>;
  const { cities, compound, country, id, name, order, postcodes, priority, rate, shipping, state } = fields;
  const taxClass = fields['class'];
  if (!isWhole(id) || id < 1 || !isWhole(priority) || !isWhole(order)) return null;
  if (!isPlain(country, MAX_CODE_LENGTH) || !isPlain(state, MAX_CODE_LENGTH)) return null;
  if (!arePlain(postcodes) || !arePlain(cities)) return null;
  if (typeof rate !== 'string' || !PLAIN_RATE.test(rate)) return null;
  if (typeof name !== 'string' || name.length > MAX_NAME_LENGTH || !PLAIN_NAME.test(name)) return null;
  if (typeof compound !== 'boolean' || typeof shipping !== 'boolean') return null;
  if (!isPlain(taxClass, MAX_NAME_LENGTH) || taxClass === '') return null;
  return { id, country, state, postcodes, cities, rate, name, priority, compound, shipping, order, taxClass };
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) <= MAX_INT32;
}

function isPlain(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && PLAIN.test(value);
}

function arePlain(values: unknown): values is readonly string[] {
  if (!Array.isArray(values) || values.length > MAX_PLACES) return false;
  for (const value of values) if (!isPlain(value, MAX_NAME_LENGTH)) return false;
  return true;
}
