import { isJsonObject, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { TaxRate } from './state.ts';

const DECIMALS = 4;

/** A rate with the fields of an input laid over it, in the forms WooCommerce stores. Unknown fields are ignored. */
export function rateFromInput(input: Json, before: TaxRate): TaxRate {
  const given = isJsonObject(input) ? input : {};
  const text = (name: string, old: string) => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? textOf(value) : old;
  };
  const whole = (name: string, old: number) => {
    const value = Number(given[name]);
    return name in given && Number.isInteger(value) ? value : old;
  };
  const flag = (name: string, old: boolean) => {
    const value = given[name];
    return typeof value === 'boolean' ? value : old;
  };
  return {
    id: before.id,
    country: text('country', before.country).toUpperCase(),
    state: text('state', before.state).toUpperCase(),
    postcodes: list(given['postcodes'], given['postcode'], before.postcodes),
    cities: list(given['cities'], given['city'], before.cities),
    rate: fourDecimals(text('rate', before.rate)),
    name: text('name', before.name),
    priority: whole('priority', before.priority),
    compound: flag('compound', before.compound),
    shipping: flag('shipping', before.shipping),
    order: whole('order', before.order),
    class: text('class', before.class),
  };
}

/** `7` and `7.00000` become `7.0000`; what is no number becomes zero. Digits only: a float would change the value. */
export function fourDecimals(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null) return `0.${'0'.repeat(DECIMALS)}`;
  const [, sign = '', whole = '0', fraction = ''] = match;
  return `${sign}${whole}.${fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS)}`;
}

function list(
  plural: Json | undefined,
  singular: Json | undefined,
  old: readonly string[],
): readonly string[] {
  if (Array.isArray(plural)) return (plural as readonly Json[]).map((item) => textOf(item).toUpperCase());
  if (typeof singular !== 'string') return old;
  return singular
    .split(';')
    .map((item) => item.trim().toUpperCase())
    .filter((item) => item !== '');
}
