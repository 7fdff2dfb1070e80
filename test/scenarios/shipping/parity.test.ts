import { Decimal } from 'decimal.js';
import { expect, describe, it } from 'vitest';
import { offers, type OfferingStore } from '../../../src/domains/shipping/woocommerce-rules/offers.ts';
import type { ShippingAddress } from '../../../src/domains/shipping/woocommerce-rules/types.ts';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { methodsOf, useShops, type Shop } from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const at = (country: string, postcode: string, state = ''): ShippingAddress => ({ country, state, postcode });

/** Within and around every zone, at the edges of ranges, with and without the separators of the country. */
const ADDRESSES = [
  ...['10114', '10115', '10117', '10119', '10120', '10179', '10180', '1011', '101150', '80331'].map((zip) =>
    at('DE', zip),
  ),
  ...['90001', '94103', '94103-1234', '94110'].map((zip) => at('US', zip, 'CA')),
  ...['10001', '94199', '94200', '10001-0001'].map((zip) => at('US', zip, 'NY')),
  ...['SW1A 1AA', 'sw1a1aa', 'SW1A 2AA', 'EC1A 1BB', 'EC1A1BB', 'EC1A 1BC'].map((zip) => at('GB', zip)),
  at('FR', '75001'),
  ...[at('DE', ''), at('US', '', 'CA'), at('US', '', 'NY'), at('GB', '')],
  ...['8001', '3011'].flatMap((zip) => [at('CH', zip, 'ZH'), at('CH', zip, 'BE')]),
  at('CA', 'K1A 0B1', 'ON'),
];

const BASKETS = [
  { quantity: 1, total: '10' },
  { quantity: 3, total: '59.97' },
  { quantity: 40, total: '4000' },
];

/** What the store holds, as its API answers. */
function storeOf({ woo }: Shop): OfferingStore {
  const { continents, shippingClasses, zones } = woo.control.data();
  return {
    zones: zones as OfferingStore['zones'],
    classes: shippingClasses,
    continents: continents.map((each) => ({
      ...each,
      countries: each.countries.map((code) => code.slice(0, 2)),
    })),
    policy: {
      decimals: 2,
      decimalSeparator: '.',
      shippingEnabled: true,
      shipsTo: null,
      hidesPaidWhenFree: false,
    },
  };
}

/** Odoo's code of a state of the store's, through what geography bound. */
function odooState({ odoo }: Shop, first: RunReport, { country, state }: ShippingAddress): string {
  if (state === '') return '';
  const bound = first.outcomes.find(({ key, type }) => type === 'state' && key === `${country}:${state}`);
  const [found] = odoo.control.records('res.country.state', [['id', '=', bound?.odooId ?? 0]]);
  const code = found?.['code'];
  if (typeof code !== 'string') throw new Error(`the sync bound nothing to ${country}:${state}`);
  return code;
}

/** What the store offers at most, by instance: nothing where its price is not known. */
function inTheStore(shop: Shop, address: ShippingAddress, { quantity, total }: (typeof BASKETS)[number]) {
  const lines = [{ quantity, total, shippingClassId: null }];
  const { methods } = offers(storeOf(shop), { lines, subtotal: total }, address);
  return new Map(
    methods.flatMap(({ cost, method, verdict }) =>
      verdict === 'offered' ? [[String(method.instanceId), cost] as const] : [],
    ),
  );
}

describe.each(EACH_SERIES)('the store and Odoo %i', (series) => {
  const openShop = useShops();

  it('offer the same methods at the same prices wherever the report says exact', async () => {
    const shop = await openShop(series);
    const first = await shop.sync();
    const made = new Map(
      first.outcomes.flatMap(({ key, odooId, type }) =>
        type.startsWith('shipping_method') && odooId !== null ? [[odooId, key.split(':')[0]] as const] : [],
      ),
    );
    // Eleven methods, and three delivery methods more for those whose zones mix countries, states and postcodes.
    expect(made.size).toBe(14);
    const limitations = methodsOf(first).map(
      ({ subject }) => [subject.key, subject.details?.['limitation'] ?? ''] as const,
    );
    const keysOf = (fits: RegExp) => limitations.flatMap(([key, text]) => (fits.test(text) ? [key] : []));
    const exact = keysOf(/^$/u);
    expect(exact).toEqual(['101', '102', '105', '106', '109']);
    const exactWithPostcode = keysOf(
      /^(?:(?:In GB: )?Odoo offers it only to addresses with a postcode.*)?$/u,
    );
    expect(exactWithPostcode).toEqual(['101', '102', '103', '104', '105', '106', '107', '109', '110']);

    let compared = 0;
    for (const address of ADDRESSES) {
      const state = odooState(shop, first, address);
      for (const basket of BASKETS) {
        const here = inTheStore(shop, address, basket);
        const request = { country: address.country, state, zip: address.postcode, ...basket };
        const offered = shop.odoo.control
          .deliveryOffers(request)
          .flatMap(({ carrierId, price }) =>
            made.has(carrierId) ? [[made.get(carrierId), price] as const] : [],
          );
        const there = new Map(offered);
        expect(there.size, 'a method is offered twice').toBe(offered.length);
        for (const key of address.postcode === '' ? exact : exactWithPostcode) {
          const name = `${key} at ${address.country} ${address.postcode} ${address.state} for ${basket.quantity}`;
          const [store, odoo] = [here.get(key), there.get(key)];
          expect(odoo === undefined, name).toBe(store === undefined);
          if (store !== undefined) expect(new Decimal(odoo ?? 0).eq(store), name).toBe(true);
          compared += 1;
        }
      }
    }
    const bare = ADDRESSES.filter(({ postcode }) => postcode === '').length;
    const keys = (ADDRESSES.length - bare) * exactWithPostcode.length + bare * exact.length;
    expect(compared).toBe(BASKETS.length * keys);
  });
});
