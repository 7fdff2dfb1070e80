import type { TaxAddress } from '../facts.ts';
import type { RateTable } from '../woocommerce-rules/rate-table.ts';
import type { Column, Place } from './types.ts';

/**
 * The one place of a store that charges the tax of its own address, whoever buys (`tax_based_on` is `base`): everywhere.
 * The address is whole, so rates of cities and of longer postcodes count as they do in the store.
 */
export function placeOfBase(base: TaxAddress, columns: readonly Column[], table: RateTable): Place {
  const rates = new Map(
    columns.map(({ key, shipping, taxClass }) => [
      key,
      (shipping ? table.selectForShipping(base, taxClass) : table.select(base, taxClass)).map(({ id }) => id),
    ]),
  );
  return {
    ...{ key: 'everywhere', country: '', states: [], unknownStates: [], zipFrom: '', zipTo: '' },
    ...{ level: 'everywhere', rank: 9, label: 'everywhere', rates },
    rateIds: [...new Set([...rates.values()].flat())].sort((a, b) => a - b),
  };
}
