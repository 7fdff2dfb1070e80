import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSeveralTaxes, movesPrices, taxOnKeptPrices } from './kept-prices.ts';
import { syncedWorld, type Compared, type ParityWorld, type Rounding } from './parity-world.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** A sync and thousands of quotations, on a machine that is busy with other tests. */
const SLOW = 180_000;

const INCLUDED = { 'tax/woocommerce_prices_include_tax': 'yes' };
const STORES = {
  // As recorded: its prices contain 8.625% there, two rates, and quotations in Odoo 7.25%, since one is of a city.
  'San Francisco': INCLUDED,
  Berlin: {
    ...INCLUDED,
    'general/woocommerce_default_country': 'DE',
    'general/woocommerce_store_postcode': '10115',
    'general/woocommerce_store_city': 'Berlin',
  },
};

const ROUNDINGS: readonly Rounding[] = ['per line', 'at subtotal'];
const CASES = EACH_SERIES.flatMap((series) =>
  (['San Francisco', 'Berlin'] as const).map((city) => ({ series, city })),
);

/** How many of 2,394 quotations at places that positions can say differ, and by how many cents at most. */
const DIFFERENCES: Readonly<Record<string, readonly [count: number, most: number]>> = {
  '17 San Francisco per line': [123, 2],
  '17 San Francisco at subtotal': [109, 1],
  '17 Berlin per line': [111, 2],
  '17 Berlin at subtotal': [120, 1],
  '18 San Francisco per line': [38, 1],
  '18 San Francisco at subtotal': [97, 1],
  '18 Berlin per line': [56, 1],
  '18 Berlin at subtotal': [93, 1],
  '19 San Francisco per line': [10, 1],
  '19 San Francisco at subtotal': [77, 1],
  '19 Berlin per line': [8, 1],
  '19 Berlin at subtotal': [46, 1],
};

const isLimited = ({ place }: Compared) => place.limit !== undefined;
const differs = ({ odoo, store }: Compared) => odoo !== store;

/*
 * A store whose prices include tax: where other taxes apply than at its own address, WooCommerce keeps the price without
 * tax, and so does Odoo when a position maps one included tax to another. They round what comes out differently.
 */
describe.each(CASES)('prices with tax of a store in $city, in Odoo $series', ({ city, series }) => {
  let world: ParityWorld;
  const compared = new Map<Rounding, readonly Compared[]>();
  const placesOf = ({ place }: Compared) => place.odooTakes ?? place.at;
  beforeAll(async () => {
    world = await syncedWorld(series, STORES[city]);
    for (const rounding of ROUNDINGS) {
      world.round(rounding);
      compared.set(rounding, world.compare());
    }
  }, SLOW);
  afterAll(() => world.rig.close());

  it.each(ROUNDINGS)('rounded %s, are taxed as the store would tax the price that Odoo keeps', (rounding) => {
    const all = compared.get(rounding) ?? [];
    expect(all.length).toBeGreaterThan(2500);
    // On 17, how several taxes share the cents of a line does not show in the store's figures.
    const reported = all.filter(
      (one) => rounding === 'per line' || series > 17 || !hasSeveralTaxes(world, placesOf(one), one.basket),
    );
    expect(reported.length).toBeGreaterThan(2300);
    const wrong = reported
      .map((one) => ({ ...one, expected: taxOnKeptPrices(world, placesOf(one), one.basket, rounding) }))
      .filter(({ expected, odoo }) => odoo !== expected);
    expect(wrong).toEqual([]);
  });

  it('rounded per line, differ from the store only where the price changes or cents are shared out', () => {
    const off = (compared.get('per line') ?? []).filter((one) => !isLimited(one) && differs(one));
    const unexplained = off.filter(
      ({ basket, place }) =>
        !movesPrices(world, place.at, basket) && !hasSeveralTaxes(world, place.at, basket),
    );
    expect(unexplained).toEqual([]);
  });

  it.each(ROUNDINGS)('rounded %s, differ from the store by cents, in so many cases', (rounding) => {
    const off = (compared.get(rounding) ?? []).filter((one) => !isLimited(one) && differs(one));
    const most = Math.max(0, ...off.map(({ odoo, store }) => Math.abs(odoo - store)));
    expect([off.length, most]).toEqual(DIFFERENCES[`${series} ${city} ${rounding}`]);
  });

  it('has nothing to do in a second run', async () => {
    world.round('per line');
    const { outcomes, plan } = await world.rig.sync();
    expect(outcomes).toEqual([]);
    const kinds = plan?.domains.flatMap(({ operations }) => operations.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['keep', 'unsupported']));
  });
});
