import { describe, expect, it } from 'vitest';
import { EACH_SERIES } from '../../testing/series.ts';
import { charged, expectSettled, rate, taxesOf, taxOf, useShops } from './small-shop.ts';

/** A rate for each ZIP, none for states, and more places than fiscal positions. */
const open = useShops();

const STATES = { CA: ['9.5000', '90'], NY: ['8.8750', '10'] } as const;

/** Ten ZIPs of each state: seven with its frequent percentage, three with others, which nothing but a ZIP has. */
const RATES = Object.entries(STATES).flatMap(([state, [frequent, prefix]], block) =>
  Array.from({ length: 10 }, (_, at) =>
    rate(100 + block * 10 + at, 'US', at % 4 === 1 ? `${at}.2500` : frequent, {
      ...{ state, postcodes: [`${prefix}1${String(at * 2).padStart(2, '0')}`] },
    }),
  ),
);

describe.each(EACH_SERIES)('more places than fiscal positions, Odoo %i', (series) => {
  it('are charged the most frequent percentage of their state, and the run reports it', async () => {
    const shop = await open(series);
    shop.woo.control.setRates(RATES);
    shop.woo.control.setSetting('general', 'woocommerce_default_country', 'US:CA');
    shop.woo.control.setSetting('general', 'woocommerce_store_postcode', '90100');
    await shop.database.backends.change(shop.backend.id, { taxPositionLimit: 5 });
    const report = await shop.sync({ allowRemovals: true });
    expect(report.message).toContain(
      '4 places taxed like what surrounds them, since there may be 5 fiscal positions',
    );
    const note = taxesOf(report).notes.find(({ code }) => code === 'places_left_out');
    expect(note?.message).toContain('3 in US NY: 8.875%; 1 in US CA: 9.5%');

    const product = taxOf(shop.odoo, 'class-standard-9.5-excl').id;
    const at = (state: string, zip: string) => charged(shop.odoo, product, { country: 'US', state, zip });
    expect(['90100', '90104', '90118'].map((zip) => at('CA', zip))).toEqual(['9.50', '9.50', '9.50']);
    expect(['10100', '10104', '10118'].map((zip) => at('NY', zip))).toEqual(['8.88', '8.88', '8.88']);
    const off = RATES.filter(({ postcodes: [zip = ''], rate: percent, state }) => {
      const tax = Number(at(state, zip));
      expect(tax, zip).not.toBe(0);
      return Math.abs(tax - Number(percent)) > 0.01;
    });
    expect(off).toHaveLength(4);
    await expectSettled(shop);
  });
});
