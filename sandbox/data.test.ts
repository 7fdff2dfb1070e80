import { describe, expect, it } from 'vitest';
import german from './data/names-de.json' with { type: 'json' };
import { seedDatabase } from './odoo/seed.ts';
import { seedShop } from './woocommerce/seed.ts';

describe('the data sets', () => {
  it('hold the store of 59 rates and 7 zones', () => {
    const shop = seedShop();
    expect([shop.countries.length, shop.taxRates.length, shop.zones.length, shop.taxClasses.length]).toEqual([
      250, 59, 7, 4,
    ]);
    expect(shop.zones.flatMap((zone) => zone.methods)).toHaveLength(14);
    expect(shop.countries.filter((country) => country.states.length > 0)).toHaveLength(69);
  });

  it.each([
    [17, 250, 1736],
    [18, 250, 1765],
    [19, 251, 1977],
  ] as const)('hold the lists of Odoo %i', (series, countries, states) => {
    const database = seedDatabase('x', series, 'uuid');
    expect([database.rows('res.country').length, database.rows('res.country.state').length]).toEqual([
      countries,
      states,
    ]);
    // Every state is Odoo's own and reports it by its external id.
    const named = database.rows('ir.model.data').filter(([, row]) => row['model'] === 'res.country.state');
    expect(new Set(named.map(([, row]) => row['res_id'])).size).toBe(states);
  });

  it('hold German names for countries and states the store has', () => {
    const shop = seedShop();
    const countries = new Set(shop.countries.map((country) => country.code));
    const states = new Set(
      shop.countries.flatMap((country) => country.states.map((state) => `${country.code}:${state.code}`)),
    );
    expect(Object.keys(german.countries).filter((code) => !countries.has(code))).toEqual([]);
    expect(Object.keys(german.states).filter((key) => !states.has(key))).toEqual([]);
  });
});
