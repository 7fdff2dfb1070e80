import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { destinationTaxKey } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITH_COMPANY_INCLUSION, FIRST_WITHOUT_LINES } from '../series.ts';
import type { Source } from './tax-ref.ts';
import { plainPercent } from './usable-rates.ts';

/** What destination taxes are made from. */
export interface DestinationInput {
  /** That taxes can be made of. */
  readonly rates: readonly StoreTaxRate[];
  readonly sources: readonly Source[];
  readonly places: readonly Place[];
  /** Rates that may be charged together have different ones. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly series: number;
  /** The country of the company: ISO code; null where it has none. */
  readonly home: string | null;
  /** Whether taxes of other countries are booked differently from those of the own one, so that they share none. */
  readonly splitAbroad: boolean;
}

/** Which taxes a rate is for products that carry a source. */
export interface DestinationKeys {
  /** At a place: whether a compound rate is charged there, too, can make it another tax. */
  at(rate: StoreTaxRate, source: Source, withCompound: boolean): string;
  /** Which one of them the rate is bound to: that of places with a compound rate, if there are any. */
  bound(rate: StoreTaxRate, source: Source): string;
  /** All of them, the one it is bound to first, each with whether compound taxes are charged on it. */
  all(rate: StoreTaxRate, source: Source): readonly DestinationKey[];
}

export interface DestinationKey {
  readonly key: string;
  readonly inBase: boolean;
}

/**
 * The keys of rates that differ in nothing but the percentage, by that as the store writes it. Nearly all are such, and
 * each is asked for several times.
 */
interface PlainKeys {
  readonly inBase: Map<string, string>;
  readonly last: Map<string, string>;
}

export function destinationKeys(input: DestinationInput): DestinationKeys {
  const { home, numbers, series, splitAbroad } = input;
  const companies = compoundNeighbours(input);
  const makeKey = (rate: StoreTaxRate, { included, ref }: Source, inBase: boolean) =>
    destinationTaxKey({
      percent: plainPercent(rate.rate),
      included,
      inBase,
      compoundPriority: rate.compound ? rate.priority : null,
      nth: numbers.get(rate.id) ?? 1,
      abroad: splitAbroad && rate.country !== '' && rate.country !== home,
      source: series >= FIRST_WITHOUT_LINES ? ref.text : null,
    });
  const known = new Map<Source, PlainKeys>();
  const keyOf = (rate: StoreTaxRate, source: Source, inBase: boolean) => {
    const isPlain =
      !rate.compound && (numbers.get(rate.id) ?? 1) === 1 && (!splitAbroad || rate.country === home);
    if (!isPlain) return makeKey(rate, source, inBase);
    let keys = known.get(source);
    if (keys === undefined) known.set(source, (keys = { inBase: new Map(), last: new Map() }));
    const byPercent = inBase ? keys.inBase : keys.last;
    let key = byPercent.get(rate.rate);
    if (key === undefined) byPercent.set(rate.rate, (key = makeKey(rate, source, inBase)));
    return key;
  };
  const at = (rate: StoreTaxRate, source: Source, withCompound: boolean) =>
    keyOf(rate, source, isInBase(rate, source, withCompound, series));
  const seenAt = (rate: StoreTaxRate, { column }: Source) => companies.get(column.key)?.get(rate.id) ?? 0;
  const bound = (rate: StoreTaxRate, source: Source) =>
    at(rate, source, (seenAt(rate, source) & WITH_COMPOUND) !== 0);
  const describe = (rate: StoreTaxRate, source: Source, withCompound: boolean): DestinationKey => {
    const inBase = isInBase(rate, source, withCompound, series);
    return { key: keyOf(rate, source, inBase), inBase };
  };
  return {
    at,
    bound,
    all: (rate, source) => {
      const seen = seenAt(rate, source);
      const first = describe(rate, source, (seen & WITH_COMPOUND) !== 0);
      if (seen !== (WITH_COMPOUND | WITHOUT_COMPOUND)) return [first];
      const second = describe(rate, source, false);
      return second.key === first.key ? [first] : [first, second];
    },
  };
}

/**
 * Whether later taxes are charged on a tax. What is not compound is not affected by it, so it can always be so, except on
 * 17: there two taxes in one price come out wrong with it, so that it is left to places with a compound rate.
 */
function isInBase(
  rate: StoreTaxRate,
  { included }: Pick<Source, 'included'>,
  withCompound: boolean,
  series: number,
): boolean {
  return series >= FIRST_WITH_COMPANY_INCLUSION || !included || rate.compound || withCompound;
}

/** A rate is charged at places with a compound rate, at places without one, or at both. */
const WITH_COMPOUND = 1;
const WITHOUT_COMPOUND = 2;

/** By column and rate, of the places that charge it: whether they charge a compound rate, too (bits of the above). */
function compoundNeighbours({
  places,
  rates,
}: DestinationInput): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const compound = new Set(rates.filter((rate) => rate.compound).map(({ id }) => id));
  const found = new Map<string, Map<number, number>>();
  for (const place of places) {
    for (const [column, ids] of place.rates) {
      const seen = ids.some((id) => compound.has(id)) ? WITH_COMPOUND : WITHOUT_COMPOUND;
      const ofColumn = found.get(column) ?? new Map<number, number>();
      found.set(column, ofColumn);
      for (const id of ids) ofColumn.set(id, (ofColumn.get(id) ?? 0) | seen);
    }
  }
  return found;
}
