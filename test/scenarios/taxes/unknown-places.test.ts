import { describe, expect, it } from 'vitest';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  CALIFORNIA,
  changesOf,
  charged,
  contents,
  expectSettled,
  operationOf,
  rate,
  reviewsOf,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  TEXAS,
  useShops,
  type Place,
  type Shop,
} from './small-shop.ts';

/** Rates of countries and states that no record in Odoo corresponds to: they alone are left out. */
const open = useShops();

/** What Odoo charges for a product of the standard class. */
const taxIn = ({ odoo }: Shop, place: Place) => charged(odoo, taxOf(odoo, STANDARD_TAX).id, place);

const positionsIn = ({ odoo }: Shop) =>
  contents(odoo).filter((line) => line.startsWith(`${POSITION_MODEL} |`) && line.endsWith('in use'));

const archivedBy = (report: Parameters<typeof changesOf>[0]) =>
  changesOf(report).filter((line) => line.startsWith('archive'));

const STALE = rate(40, 'US', '6.2500', { state: 'ZZ' });
const RATES_OF_INDIA = 500;

/** The states of India as the store lists them, each with a rate of 18%. */
function indiaOf({ woo }: Shop) {
  const india = woo.control.data().countries.find(({ code }) => code === 'IN');
  return (india?.states ?? []).map(({ code }, at) =>
    rate(RATES_OF_INDIA + at, 'IN', '18.0000', { state: String(code) }),
  );
}

describe.each(EACH_SERIES)('rates of unknown places, Odoo %i', (series) => {
  it('one stale state beside all states of India takes nothing away, at once or on the second sync', async () => {
    const shop = await open(series, { also: ['IN'] });
    const { woo } = shop;
    const states = indiaOf(shop);
    expect(states.length).toBeGreaterThan(30);
    woo.control.setRates([CALIFORNIA, ...states, rate(900, 'IN', '18.0000', { state: 'QQ' })]);
    const report = await shop.sync({ allowRemovals: true });
    for (const state of ['MH', 'KA', 'DL'])
      expect(taxIn(shop, { country: 'IN', state }), state).toBe('18.00');
    expect(operationOf(report, 'fiscal_position', 'IN-QQ')).toMatchObject({
      ...{ kind: 'unsupported', rule: 'place' },
      reason: expect.stringContaining('the state QQ of IN') as unknown,
    });
    const again = await expectSettled(shop);
    expect(archivedBy(again)).toEqual([]);
    expect(taxIn(shop, { country: 'IN', state: 'MH' })).toBe('18.00');
  });

  it('a stale rate that is added later changes no position', async () => {
    const shop = await open(series);
    shop.woo.control.putRate(rate(41, 'US', '6.2500', { state: 'WA' }));
    await shop.sync();
    const before = positionsIn(shop);
    shop.woo.control.putRate(STALE);
    const report = await shop.sync();
    expect(archivedBy(report)).toEqual([]);
    expect(positionsIn(shop)).toEqual(before);
    for (const state of ['TX', 'WA']) expect(taxIn(shop, { country: 'US', state }), state).toBe('6.25');
    // It is still bound, since old orders may name it.
    expect(operationOf(report, 'tax_rate', '40').kind).toMatch(/link|keep/u);
    expect(reviewsOf(report).find(({ code }) => code === 'unknown_state')?.message).toContain('40 (US ZZ)');
    await expectSettled(shop);
  });

  it('a state that the store lists no longer: the position that names it and others stays, and so does its own', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    woo.control.putRate(rate(41, 'US', '6.2500', { state: 'WA' }));
    woo.control.putRate(rate(42, 'US', '5.0000', { state: 'UT' }));
    woo.control.putRate(rate(43, 'US', '1.0000', { state: 'WA', postcodes: ['98*'], priority: 2 }));
    await shop.sync();
    const before = positionsIn(shop);
    for (const state of ['WA', 'UT']) woo.control.removeState('US', state);
    const report = await shop.sync({ allowRemovals: true });
    expect(archivedBy(report).filter((line) => line.includes('fiscal_position'))).toEqual([]);
    expect(positionsIn(shop)).toEqual(before);
    expect(taxIn(shop, { country: 'US', state: 'TX' })).toBe('6.25');
    expect(taxIn(shop, { country: 'US', state: 'WA', zip: '10001' })).toBe('6.25');
    expect(taxIn(shop, { country: 'US', state: 'UT' })).toBe('5.00');
    await expectSettled(shop);

    // The others of the position go on following the store.
    woo.control.putRate({ ...TEXAS, rate: '6.5000' });
    await shop.sync();
    expect(taxIn(shop, { country: 'US', state: 'TX' })).toBe('6.50');
    expect(odoo.control.records(POSITION_MODEL).length).toBe(before.length);
    await expectSettled(shop);
  });

  it('a country that the store lists no longer keeps its positions', async () => {
    const shop = await open(series);
    const { woo } = shop;
    await shop.sync();
    const before = positionsIn(shop);
    woo.control.removeCountry('DE');
    const report = await shop.sync({ allowRemovals: true });
    expect(operationOf(report, 'fiscal_position', 'DE').kind).toBe('unsupported');
    expect(positionsIn(shop)).toEqual(before);
    expect(taxIn(shop, { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);
  });

  it('unknown places count nothing towards the limit of positions', async () => {
    const shop = await open(series);
    const { woo } = shop;
    const first = await shop.sync();
    const limit = taxesOf(first).operations.filter(
      ({ subject }) => subject.type === 'fiscal_position',
    ).length;
    await shop.database.backends.change(shop.backend.id, { taxPositionLimit: limit });
    for (const [at, state] of ['YA', 'YB', 'YC', 'YD'].entries())
      woo.control.putRate(rate(60 + at, 'US', `${at + 1}.0000`, { state }));
    const report = await shop.sync();
    expect(archivedBy(report)).toEqual([]);
    expect(taxesOf(report).operations.some(({ subject }) => subject.key === 'too_many_positions')).toBe(
      false,
    );
  });
});
