import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxes, StoreTaxPolicy } from '../facts.ts';
import { derivePlaces } from '../places/derive-places.ts';
import type { Limitation, Place } from '../places/types.ts';
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
  readonly limitations: readonly Limitation[];
  /** By rate: a number that it shares with no rate of its kind that may be charged with it. */
  readonly numbers: ReadonlyMap<number, number>;
}

/** @param positionLimit how many places there may be */
export function desiredStore(
  { classes, rates: listed }: StoreTaxes,
  policy: StoreTaxPolicy,
  positionLimit: number,
): DesiredStore {
  const { unusable, usable: rates } = splitUsable(listed);
  const columns = classColumns(classes, rates, policy, new RateTable(rates));
  const { limitations, places, together } = derivePlaces(rates, columns, { limit: positionLimit });
  const byClass = Map.groupBy(rates, ({ taxClass }) => taxClass);
  return {
    ...{ rates, unusable, columns, places, limitations },
    classTaxes: columns.map((column) => desiredClassTax(column, byClass.get(column.taxClass) ?? [])),
    numbers: numberRates(
      rates.map(({ id }) => id),
      together,
    ),
  };
}
