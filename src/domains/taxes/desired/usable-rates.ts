import { Decimal } from 'decimal.js';
import type { FoundSubject } from '../../../core/domain.ts';
import type { StoreTaxRate, InvalidTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes } from '../facts.ts';
import { withoutEnd } from '../../../core/trim.ts';

/** Above this a percentage is a slip of the hand rather than a tax. */
const MAX_PERCENT = 100;

/** Why nothing is made of a rate: it is for a user to correct in the store, or to bind by hand. */
export interface UnusableRate {
  readonly rate: StoreTaxRate;
  readonly rule: 'negative' | 'unlikely';
  readonly reason: string;
}

/** A percentage below a hundred, as WooCommerce writes it: `19.0000`. */
const ORDINARY = /^\d{1,2}(?:\.\d+)?$/u;

/** Tells rates that taxes can be made of from those that a user must look at first. */
export function splitUsable(rates: readonly StoreTaxRate[]): {
  usable: StoreTaxRate[];
  unusable: UnusableRate[];
} {
  const usable: StoreTaxRate[] = [];
  const unusable: UnusableRate[] = [];
  for (const rate of rates) {
    // Nearly all are such, and 50,000 decimals take longer than all else here.
    if (ORDINARY.test(rate.rate)) {
      usable.push(rate);
      continue;
    }
    const percent = new Decimal(rate.rate);
    if (percent.isNegative() && !percent.isZero()) {
      const reason = `a rate of ${rate.rate}% would take tax off the price; correct it in the store, or choose a tax for it`;
      unusable.push({ rate, rule: 'negative', reason });
    } else if (percent.greaterThan(MAX_PERCENT)) {
      const reason = `a rate of ${rate.rate}% is hardly meant; correct it in the store, or choose a tax for it`;
      unusable.push({ rate, rule: 'unlikely', reason });
    } else usable.push(rate);
  }
  return { usable, unusable };
}

/** The rates of places that the store itself does not know: no address can ever have them. */
export function ratesOfUnknownPlaces(
  rates: readonly StoreTaxRate[],
  found: (type: string, key: string) => FoundSubject | null,
): { countries: StoreTaxRate[]; states: StoreTaxRate[] } {
  const countries = rates.filter(({ country }) => country !== '' && found('country', country) === null);
  const states = rates.filter(
    ({ country, state }) =>
      country !== '' &&
      state !== '' &&
      found('country', country) !== null &&
      found('state', `${country}:${state}`) === null,
  );
  return { countries, states };
}

/** Ids that the store lists more than once, ascending. The first row that can be understood counts. */
export function repeatedRates({ faults, rates }: Pick<StoreTaxes, 'faults' | 'rates'>): number[] {
  const known = new Set(rates.map(({ id }) => id));
  const repeated = faults.flatMap(({ id }) => (id !== null && known.has(id) ? [id] : []));
  return [...new Set(repeated)].sort((a, b) => a - b);
}

/** Faults of rates of which no row can be understood, one per rate. */
export function unreadableRates({
  faults,
  rates,
}: Pick<StoreTaxes, 'faults' | 'rates'>): (InvalidTaxRate & { readonly id: number })[] {
  const seen = new Set(rates.map(({ id }) => id));
  return faults.flatMap((fault) => {
    const { id } = fault;
    if (id === null || seen.has(id)) return [];
    seen.add(id);
    return [{ ...fault, id }];
  });
}

/** Rates of one place and priority, of which only the first is ever charged. */
export function doubledRates(rates: readonly StoreTaxRate[]): StoreTaxRate[][] {
  const place = ({ taxClass, country, state, postcodes, cities, priority }: StoreTaxRate) =>
    JSON.stringify([taxClass, country, state, postcodes.toSorted(), cities.toSorted(), priority]);
  // Few are alike: in the first of their postcodes already most differ from all others.
  // By priority and text apart: 50,000 keys put together take longer than all else here.
  const near = new Map<number, Map<string, StoreTaxRate[]>>();
  for (const rate of rates) {
    const { country, postcodes, priority, state } = rate;
    const first = postcodes.length > 1 ? postcodes.toSorted()[0] : postcodes[0];
    const key = first ?? `${country} ${state}`;
    const ofPriority = near.get(priority) ?? new Map<string, StoreTaxRate[]>();
    near.set(priority, ofPriority);
    const list = ofPriority.get(key);
    if (list === undefined) ofPriority.set(key, [rate]);
    else list.push(rate);
  }
  return [...near.values()]
    .flatMap((ofPriority) => [...ofPriority.values()].filter((list) => list.length > 1))
    .flatMap((list) => [...Map.groupBy(list, place).values()])
    .filter((list) => list.length > 1)
    .sort(([a], [b]) => (a?.id ?? 0) - (b?.id ?? 0));
}

/** A plain percentage, as nearly all are: no sign, no exponent, no leading zero. */
const PLAIN = /^(0|[1-9]\d*)(?:\.(\d*))?$/u;

/** A percentage as it stands in keys and names: without trailing zeros. */
export function plainPercent(rate: string): string {
  const plain = PLAIN.exec(rate);
  if (plain === null) return new Decimal(rate).toFixed();
  const [, whole = '0', decimals = ''] = plain;
  const fraction = withoutEnd(decimals, '0');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
