import { Exact } from '../../shared/decimals.ts';

/** Grams, by the names that WooCommerce (`lbs`) and Odoo (`lb`) have for units. */
const GRAMS: ReadonlyMap<string, string> = new Map([
  ['g', '1'],
  ['kg', '1000'],
  ['oz', '28.349523125'],
  ['lbs', '453.59237'],
  ['lb', '453.59237'],
]);

/** A weight in another unit, up to 6 decimals. Null where there is none, or one of the units is not known. */
export function convertWeight(weight: string | null, from: string, to: string): string | null {
  const [fromGrams, toGrams] = [GRAMS.get(from), GRAMS.get(to)];
  if (weight === null || fromGrams === undefined || toGrams === undefined) return null;
  return new Exact(weight).times(fromGrams).dividedBy(toGrams).toDecimalPlaces(6).toFixed();
}
