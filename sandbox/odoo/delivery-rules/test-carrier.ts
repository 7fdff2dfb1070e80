import { Exact } from '../tax-rules/decimals.ts';
import type { CarrierMoney, CarrierRecord, OrderMeasures } from './types.ts';

/** Rows for the unit tests of this folder: each names only what it is about. */

export function carrier(values: Partial<CarrierRecord>): CarrierRecord {
  return {
    id: 1,
    name: 'Carrier',
    deliveryType: 'fixed',
    countryIds: [],
    stateIds: [],
    zipPatterns: [],
    maxWeight: 0,
    maxVolume: 0,
    mustHaveTagIds: [],
    excludedTagIds: [],
    margin: '0',
    fixedMargin: '0',
    freeOver: false,
    amount: '1000',
    rules: [],
    ...values,
  };
}

export function order(
  values: Partial<Omit<OrderMeasures, 'total'>> & { readonly total?: string },
): OrderMeasures {
  const { total = '0', ...measured } = values;
  const nothing = { quantity: 0, weight: 0, volume: 0, wv: 0, wholeWeight: 0, wholeVolume: 0, tagIds: [] };
  return { ...nothing, ...measured, total: new Exact(total) };
}

/** One currency and no taxes. */
export function money(listPrice: string, values: Partial<CarrierMoney> = {}): CarrierMoney {
  const same = (amount: Exact) => amount;
  return { listPrice: new Exact(listPrice), toOrder: same, toCompany: same, mapTaxes: same, ...values };
}
