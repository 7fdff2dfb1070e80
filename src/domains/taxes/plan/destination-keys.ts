import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { destinationTaxKey } from '../models.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITH_COMPANY_INCLUSION, FIRST_WITHOUT_LINES } from '../series.ts';
import type { ClassColumn } from './columns.ts';
import type { Source } from './sources.ts';
import { plainPercent } from './usable.ts';

/** What destination taxes are made from. */
export interface DestinationInput {
  /** That taxes can be made of. */
  readonly rates: readonly StoreTaxRate[];
  readonly sources: readonly Source[];
  readonly places: readonly Place[];
  /** Rates that may be charged together have different ones. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly series: number;
}

/** Which taxes a rate is for products that carry a source. */
export interface DestinationKeys {
  /** At a place: whether a compound rate is charged there, too, can make it another tax. */
  at(rate: StoreTaxRate, source: Source, withCompound: boolean): string;
  /** Which one of them the rate is bound to: that of places with a compound rate, if there are any. */
  bound(rate: StoreTaxRate, source: Source): string;
  /** All of them, by key, with whether compound taxes are charged on it. */
  all(rate: StoreTaxRate, source: Source): ReadonlyMap<string, boolean>;
}

export function destinationKeys(input: DestinationInput): DestinationKeys {
  const { numbers, series } = input;
  const companies = companiesIn(input);
  const keyOf = (rate: StoreTaxRate, { column, ref }: Source, inBase: boolean) =>
    destinationTaxKey({
      percent: plainPercent(rate.rate),
      included: column.included,
      inBase,
      compoundPriority: rate.compound ? rate.priority : null,
      nth: numbers.get(rate.id) ?? 1,
      source: series >= FIRST_WITHOUT_LINES ? ref.text : null,
    });
  const at = (rate: StoreTaxRate, source: Source, withCompound: boolean) =>
    keyOf(rate, source, isInBase(rate, source.column, withCompound, series));
  const ofPlaces = (rate: StoreTaxRate, { column }: Source) =>
    companies.get(nameOf(column.key, rate.id)) ?? [];
  const bound = (rate: StoreTaxRate, source: Source) =>
    at(rate, source, ofPlaces(rate, source).includes(true));
  return {
    at,
    bound,
    all: (rate, source) =>
      new Map(
        [ofPlaces(rate, source).includes(true), ...ofPlaces(rate, source)].map((withCompound) => {
          const inBase = isInBase(rate, source.column, withCompound, series);
          return [keyOf(rate, source, inBase), inBase];
        }),
      ),
  };
}

/**
 * Whether later taxes are charged on a tax. What is not compound is not affected by it, so it can always be so, except on
 * 17: there two taxes in one price come out wrong with it, so that it is left to places with a compound rate.
 */
function isInBase(
  rate: StoreTaxRate,
  { included }: ClassColumn,
  withCompound: boolean,
  series: number,
): boolean {
  return series >= FIRST_WITH_COMPANY_INCLUSION || !included || rate.compound || withCompound;
}

/** By column and rate, of the places that charge it: whether they charge a compound rate, too. */
function companiesIn({ places, rates }: DestinationInput): ReadonlyMap<string, readonly boolean[]> {
  const compound = new Set(rates.filter((rate) => rate.compound).map(({ id }) => id));
  const found = new Map<string, boolean[]>();
  for (const [column, ids] of places.flatMap((place) => [...place.rates])) {
    const withCompound = ids.some((id) => compound.has(id));
    for (const id of ids) {
      const known = found.get(nameOf(column, id)) ?? [];
      if (!known.includes(withCompound)) found.set(nameOf(column, id), [...known, withCompound]);
    }
  }
  return found;
}

const nameOf = (column: string, rateId: number) => `${column} ${rateId}`;
