import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes, StoreTaxPolicy } from '../facts.ts';
import { placeOfBase } from '../places/base-place.ts';
import { derivePlaces } from '../places/derive-places.ts';
import type {
  DerivedPlaces,
  LeftOut,
  Limitation,
  Place,
  PlaceOptions,
  UnknownArea,
} from '../places/types.ts';
import { RateTable } from '../woocommerce-rules/rate-table.ts';
import { classColumns, type ClassColumn } from './class-columns.ts';
import type { DesiredTax } from './desired-tax.ts';
import { desiredClassTax } from './desired-taxes.ts';
import { numberRates } from './number-rates.ts';
import { plainPercent, splitUsable, type UnusableRate } from './usable-rates.ts';

/** What there has to be in Odoo, as far as it follows from the store alone. */
export interface DesiredStore {
  /** Rates that taxes can be made of, and the others. */
  readonly rates: readonly StoreTaxRate[];
  readonly unusable: readonly UnusableRate[];
  /** What products and carriers carry, with the tax of each. */
  readonly columns: readonly ClassColumn[];
  readonly classTaxes: readonly DesiredTax[];
  readonly places: readonly Place[];
  /** Countries and states that no position can name. */
  readonly unknown: readonly UnknownArea[];
  readonly limitations: readonly Limitation[];
  /** What is charged at the places beyond the limit. */
  readonly leftOut: readonly LeftOut[];
  /** By rate: a number that it shares with no rate of its kind that may be charged with it. */
  readonly numbers: ReadonlyMap<number, number>;
}

export function desiredStore(
  { classes, rates: listed }: StoreTaxes,
  policy: StoreTaxPolicy,
  options: PlaceOptions,
): DesiredStore {
  const { unusable, usable: rates } = splitUsable(listed);
  const table = new RateTable(rates);
  const columns = classColumns(classes, rates, policy, table);
  const derived = derivePlaces(rates, columns, options);
  const { leftOut, limitations, places, together, unknown } =
    policy.basedOn === 'base' ? atBase(derived, placeOfBase(policy.base, columns, table), rates) : derived;
  const byClass = Map.groupBy(rates, ({ taxClass }) => taxClass);
  return {
    ...{ rates, unusable, columns, places, limitations, leftOut, unknown },
    classTaxes: columns.map((column) => desiredClassTax(column, byClass.get(column.taxClass) ?? [])),
    numbers: numberRates(
      rates.map(({ id }) => id),
      together,
    ),
  };
}

/**
 * One charge for everybody instead of places. Which rates need taxes of their own stays as it is with places, so that
 * changing the setting renumbers nothing; equal rates of the own address are charged together as well.
 */
function atBase(derived: DerivedPlaces, place: Place, rates: readonly StoreTaxRate[]): DerivedPlaces {
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const kind = (id: number) =>
    `${plainPercent(byId.get(id)?.rate ?? '0')} ${byId.get(id)?.compound ?? false}`;
  const equal = [...place.rates.values()]
    .flatMap((ids) => [...Map.groupBy(ids, kind).values()])
    .filter((ids) => ids.length > 1)
    .map((ids) => ids.toSorted((a, b) => a - b));
  const together = [...derived.together, ...equal];
  return { places: [place], limitations: [], leftOut: [], unknown: [], together };
}
