import type { Limitation, LimitationCode } from './types.ts';

/** What happens instead, by code. Orders name their rates by id, so their own taxes are right in any case. */
const MESSAGES: Readonly<Record<LimitationCode, string>> = {
  city:
    'Fiscal positions know no cities: quotations in Odoo are taxed as in the rest of the state or postcode. ' +
    'Orders still get the tax that they name.',
  zip_plus_4:
    'The store compares these postcodes as numbers, so longer ones (90210-1234) lie outside; Odoo compares texts, and ' +
    'quotations for a longer postcode between the first and the last one are taxed like the others. ' +
    'Orders still get the tax that they name.',
  letter_range:
    'The store compares ranges with letters without spaces, Odoo with them: quotations for postcodes at the ends of ' +
    'these ranges may be taxed like their neighbours. Orders still get the tax that they name.',
  lower_case_zip:
    'Odoo distinguishes upper and lower case: quotations for a postcode typed in lower case are taxed as in the rest of the ' +
    'state or country. Type postcodes as the store writes them (K1A 0B1).',
  postcode_unreadable:
    'These rates have postcodes that no address can have, or ranges of numbers that differ in length: such postcodes ' +
    'are passed over. Correct them in the store.',
  no_country:
    'Rates of a state or postcode without a country apply in every country of the store. Odoo does not support that: ' +
    'quotations are taxed without them. Give them a country in the store.',
  too_many_positions:
    'There are more places with taxes of their own than the limit of fiscal positions of this backend: quotations ' +
    'there are taxed as in the rest of the state or country, or, where the table has only postcodes of it, by the most ' +
    'frequent percentage of the state. Orders still get the tax that they name.',
};

/** Collects which rates are concerned by what Odoo does not support. */
export class Limitations {
  readonly #rateIds = new Map<LimitationCode, Set<number>>();

  add(code: LimitationCode, rateIds: Iterable<number>): void {
    const known = this.#rateIds.get(code) ?? new Set();
    for (const id of rateIds) known.add(id);
    if (known.size > 0) this.#rateIds.set(code, known);
  }

  /** One for each code that occurs, by code. */
  list(): Limitation[] {
    return [...this.#rateIds]
      .map(([code, ids]) => ({
        code,
        rateIds: [...ids].toSorted((a, b) => a - b),
        message: MESSAGES[code],
      }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}
