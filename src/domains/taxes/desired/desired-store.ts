import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes, StoreTaxPolicy } from '../facts.ts';
import { derivePlaces } from '../places/derive-places.ts';
import type { Limitation, Place, PlaceOptions, UnknownArea } from '../places/types.ts';
import { RateTable } from '../woocommerce-rules/rate-table.ts';
import { classColumns, type ClassColumn } from './class-columns.ts';
import type { DesiredTax } from './desired-tax.ts';
import { desiredClassTax } from './desired-taxes.ts';
import { numberRates } from './number-rates.ts';
import { splitUsable, type UnusableRate } from './usable-rates.ts';

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
  /** By rate: a number that it shares with no rate of its kind that may be charged with it. */
  readonly numbers: ReadonlyMap<number, number>;
}

export function desiredStore(
  { classes, rates: listed }: StoreTaxes,
  policy: StoreTaxPolicy,
  options: PlaceOptions,
): DesiredStore {
  const { unusable, usable: rates } = splitUsable(listed);
  const columns = classColumns(classes, rates, policy, new RateTable(rates));
  const { limitations, places, together, unknown } = derivePlaces(rates, columns, options);
  const byClass = Map.groupBy(rates, ({ taxClass }) => taxClass);
  return {
    ...{ rates, unusable, columns, places, limitations, unknown },
    classTaxes: columns.map((column) => desiredClassTax(column, byClass.get(column.taxClass) ?? [])),
    numbers: numberRates(
      rates.map(({ id }) => id),
      together,
    ),
  };
}
