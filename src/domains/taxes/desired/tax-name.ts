import type { StoreTaxRate } from '../../../woocommerce/port.ts';

/** A percentage in the name of a rate: a merchant who changes the rate often leaves the old one there. */
const PERCENTAGE = /(?<!\d)\d+(?:[.,]\d+)?\s*%/gu;

/**
 * The name of a tax that rates share. It stands on invoices, so it names no more than what is true of all of them:
 * `DE MwSt. 19%` for rates of one country and name, `US 6.25%` for those of one country, else `Tax 7%`.
 *
 * @param percent decimal text without trailing zeros
 * @param className on 19, where each class has its own: text in brackets; empty otherwise
 */
export function nameOfShared(
  rates: readonly Pick<StoreTaxRate, 'country' | 'name'>[],
  percent: string,
  className: string,
): string {
  const countries = new Set(rates.map(({ country }) => country));
  const names = new Set(rates.map(plainName));
  const [country = ''] = countries;
  const [name = ''] = names;
  const parts = countries.size > 1 ? ['Tax'] : names.size > 1 ? [country || 'Tax'] : [country, name];
  const text = [...parts.filter((word) => word !== ''), `${percent}%`].join(' ');
  return className === '' ? text : `${text} (${className})`;
}

/** A name of letters alone, as most are. */
const WORD = /^\p{L}+$/u;

/** A rate's name without percentages. */
function plainName({ name }: Pick<StoreTaxRate, 'name'>): string {
  if (WORD.test(name)) return name;
  return name.replace(PERCENTAGE, ' ').replace(/\s+/gu, ' ').trim();
}

/** What countries call one of several taxes that are charged together: `GST`, `QST`, `CGST`. */
const LABEL = /^\p{Lu}{3,6}$/u;

/** The name by which all of some rates call a tax, where it is such a word; empty otherwise. */
export function labelOf(rates: readonly Pick<StoreTaxRate, 'name'>[]): string {
  const [name = '', ...more] = new Set(rates.map(plainName));
  return more.length === 0 && LABEL.test(name) ? name : '';
}
