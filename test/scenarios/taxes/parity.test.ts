import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaxAddress } from '../../../src/domains/taxes/facts.ts';
import { PARITY_BASKETS, type ParityBasket } from './parity-baskets.ts';
import { cents, syncedWorld, type Compared, type ParityWorld } from './parity-world.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** A sync and thousands of quotations, on a machine that is busy with other tests. */
const SLOW = 180_000;

const QUEBEC: TaxAddress = { country: 'CA', state: 'QC', postcode: 'H2X 1Y4', city: '' };

/** How the store's exact taxes come out where each tax of Odoo's is added up over the lines and rounded by itself. */
function roundedByTax(world: ParityWorld, at: TaxAddress, basket: ParityBasket): number {
  const { lines, shipping } = world.computeStore(at, basket);
  const apart = world.series === 19 && world.hasFreightTax(basket);
  const sums = new Map<string, Decimal>();
  const add = (name: string, tax: string) =>
    sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(new Decimal(tax).times(100)));
  for (const { rateId, tax } of lines.flatMap(({ perRate }) => perRate))
    add(String(world.taxOfRate(rateId)), tax);
  for (const { rateId, tax } of shipping.flatMap(({ perRate }) => perRate))
    add(`${world.taxOfRate(rateId)}${apart ? ' on shipping' : ''}`, tax);
  return [...sums.values()].reduce(
    (total, sum) => total + sum.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
    0,
  );
}

const isLimited = ({ place }: Compared) => place.limit !== undefined;
const differs = ({ odoo, store }: Compared) => odoo !== store;

/*
 * The recorded store, synced once: what a quotation in Odoo comes to is what the store charges, at every place of its
 * rate table. Prices are without tax; see parity-included.test.ts for the others.
 */
describe.each(EACH_SERIES)('taxes of the recorded store in Odoo %i', (series) => {
  let world: ParityWorld;
  beforeAll(async () => {
    world = await syncedWorld(series);
  }, SLOW);
  afterAll(() => world.rig.close());

  it('are compared at places of all kinds', () => {
    const { places } = world;
    const count = (limit: string) => places.filter((place) => place.limit === limit).length;
    expect({ all: places.length, city: count('city'), zip_plus_4: count('zip_plus_4') }).toEqual({
      all: 152,
      city: 21,
      zip_plus_4: 5,
    });
    expect(new Set(places.map(({ at }) => at.country)).size).toBeGreaterThanOrEqual(18);
    const taxes = world.first.plan?.domains.find(({ domain }) => domain === 'taxes');
    const listed = taxes?.operations.filter(({ kind }) => kind === 'unsupported') ?? [];
    expect(listed.map(({ subject }) => subject.key)).toEqual(expect.arrayContaining(['city', 'zip_plus_4']));
  });

  it('rounded per line, are the same to the cent but for what is listed as unsupported', () => {
    world.round('per line');
    const compared = world.compare();
    expect(compared).toHaveLength(152 * PARITY_BASKETS.length);
    expect(compared.filter((one) => !isLimited(one) && differs(one))).toEqual([]);
    // Unsupported places are taxed as the plan says: as if there was no city, and no more digits.
    const limited = compared.filter(isLimited);
    const asReported = limited.filter(
      ({ basket, odoo, place }) => odoo === world.storeTax(place.odooTakes ?? place.at, basket),
    );
    expect(asReported).toHaveLength(limited.length);
    // None is called unsupported that is not.
    expect(new Set(limited.filter(differs).map(({ place }) => place)).size).toBe(26);
  });

  it('rounded at the subtotal, are the same where there is one tax, else rounded once per tax', () => {
    world.round('at subtotal');
    const compared = world.compare();
    const expected = compared.map(({ basket, place }) =>
      roundedByTax(world, place.odooTakes ?? place.at, basket),
    );
    expect(compared.map(({ odoo }) => odoo)).toEqual(expected);
    const off = compared.filter((one) => !isLimited(one) && differs(one));
    expect(off.filter(({ odoo, store }) => Math.abs(odoo - store) !== 1)).toEqual([]);
    // The store rounds the taxes on goods once, those on shipping once. On 17 and 18 both can be one tax.
    const ofOneTax = off.filter(({ basket, place }) => {
      const { perRate, shipping } = world.computeStore(place.at, basket);
      const taxes = new Set(perRate.map(({ rateId }) => world.taxOfRate(rateId)));
      return taxes.size === 1 && !(shipping.length > 0 && series < 19);
    });
    expect(ofOneTax).toEqual([]);
    expect(off).toHaveLength(series === 19 ? 74 : 81);
  });

  it('rounded per line, differ by a cent at most where a compound tax is charged on a rounded one', () => {
    world.round('per line');
    const prices = Array.from({ length: 400 }, (_, at) =>
      new Decimal(at).times('0.37').plus('0.05').toFixed(2),
    );
    const compared = prices.map((price) => {
      const basket: ParityBasket = { lines: [['standard', price, 1]] };
      const gst = new Decimal(price).times('0.05').toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
      const qst = gst.plus(price).times('0.09975').toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
      return {
        store: world.storeTax(QUEBEC, basket),
        odoo: world.odooTax(QUEBEC, basket),
        onRounded: cents(gst.plus(qst).toFixed(2)),
      };
    });
    expect(compared.filter(({ odoo, onRounded }) => odoo !== onRounded)).toEqual([]);
    const off = compared.filter(({ odoo, store }) => odoo !== store);
    expect(off.filter(({ odoo, store }) => Math.abs(odoo - store) > 1)).toEqual([]);
    expect(off).toHaveLength(15);
  });
});
