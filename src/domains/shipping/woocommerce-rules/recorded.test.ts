import { describe, expect, it } from 'vitest';
import { recordedShipping, recordedShippingCarts } from '../../../../test/fixtures/carts/shipping.ts';
import { offers } from './offers.ts';
import type { StoreOffers } from './types.ts';

const store = {
  ...{ zones: recordedShipping.zones, classes: recordedShipping.classes },
  continents: recordedShipping.continents,
  policy: {
    decimals: 2,
    decimalSeparator: '.',
    shippingEnabled: true,
    shipsTo: null,
    hidesPaidWhenFree: false,
  },
};

function offeredBy({ methods }: StoreOffers) {
  return methods
    .filter(({ verdict }) => verdict === 'offered')
    .map(({ method, cost }) => ({
      rateId: `${method.methodId}:${method.instanceId}`,
      name: method.title,
      cost,
    }));
}

describe('offers', () => {
  it('are those of the 128 recorded carts: the same methods, in their order, by name and price', () => {
    const compared = recordedShippingCarts.map(({ place, address, lines, subtotal, offered }) => {
      const answer = offers(store, { lines, subtotal }, address);
      return { place, expected: offered, got: offeredBy(answer) };
    });
    expect(compared).toHaveLength(128);
    expect(compared.filter(({ expected }) => expected.length > 0)).toHaveLength(104);
    expect(compared.map(({ place, got }) => ({ place, offered: got }))).toEqual(
      compared.map(({ place, expected }) => ({ place, offered: expected })),
    );
  });

  it('leave nothing open in the recorded store', () => {
    const verdicts = recordedShippingCarts.flatMap(
      ({ address, lines, subtotal }) => offers(store, { lines, subtotal }, address).methods,
    );
    expect(verdicts.filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
  });
});
