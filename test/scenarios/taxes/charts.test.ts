import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import type { Note } from '../../../src/core/plan.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import type { ParityAddress } from './parity-addresses.ts';
import { PARITY_BASKETS, type ParityBasket } from './parity-baskets.ts';
import { syncedWorld, type ParityWorld } from './parity-world.ts';
import { taxesOf } from './small-shop.ts';

/** A sync of the recorded store and thousands of quotations, on a machine that is busy with other tests. */
const SLOW = 240_000;

/** What a user agrees to beforehand: everything that the plan would propose. */
const CONSENT = { taxAmbiguous: 'create', taxPositionOrder: 'align' } as const;

/** One line of each class, several classes, and shipping. */
const BASKETS: readonly ParityBasket[] = PARITY_BASKETS.filter(
  ({ lines }, at) => lines.length > 1 || at === PARITY_BASKETS.length - 1 || lines[0]?.[1] === '19.99',
);
const VAT = 'FR23334175221';
const EU_VAT_POSITION = 'Business partner EU (with VAT ID)';

interface Wrong {
  readonly place: ParityAddress;
  readonly basket: ParityBasket;
  readonly isBusiness: boolean;
}

const CHARTS = [
  ['us', {}],
  ['de', { 'general/woocommerce_default_country': 'DE' }],
] as const;

/*
 * The second "done when" of the taxes: after one sync with consent no place is charged otherwise than in the store, except
 * listed ones, for private and business customers.
 */
describe.each(
  EACH_SERIES.flatMap((series) => CHARTS.map(([chart, settings]) => ({ series, chart, settings }))),
)('the recorded store in Odoo $series with the chart $chart', ({ chart, series, settings }) => {
  let world: ParityWorld;
  let notes: readonly Note[];
  beforeAll(async () => {
    world = await syncedWorld(series, settings, { chart }, CONSENT);
    world.round('per line');
    ({ notes } = taxesOf(world.first));
  }, SLOW);
  afterAll(() => world.rig.close());

  const wrongOf = (isBusiness: boolean): Wrong[] =>
    world.places.flatMap((place) =>
      BASKETS.flatMap((basket) => {
        const store = world.storeTax(place.odooTakes ?? place.at, basket);
        const odoo = world.odooTax(place.at, basket, isBusiness ? VAT : '');
        return store === odoo ? [] : [{ place, basket, isBusiness }];
      }),
    );
  const message = (code: string) =>
    notes
      .filter((note) => note.code === code)
      .map((note) => note.message)
      .join(' ');
  /** Whether a note names the country of an address. */
  const isListed = ({ place }: Wrong, code: string) =>
    new RegExp(`\\b${place.at.country}\\b`, 'u').test(message(code));

  it('charges private customers what the store charges, everywhere', () => {
    expect(wrongOf(false)).toEqual([]);
    expect(notes.filter(({ code }) => code === 'position_wins' || code === 'vat_position_late')).toEqual([]);
  });

  it('charges business customers the same, except where a note lists the position that requires a VAT number', () => {
    const wrong = wrongOf(true);
    const unlisted = wrong.filter(
      (each) => !isListed(each, 'vat_position') && !isListed(each, 'vat_position_at_home'),
    );
    expect(unlisted).toEqual([]);
    const positions = new Set(wrong.map(({ place }) => world.odooPosition(place.at, VAT)));
    expect([...positions]).toEqual(chart === 'de' ? [EU_VAT_POSITION] : []);
  });

  it('keeps the domestic position or reports that it cannot, and is settled', async () => {
    if (series === 19) {
      // A postcode of the own country without its state has to name the country, and to come first.
      const domestic = world.rig.odoo.control.records(POSITION_MODEL, [['is_domestic', '=', true]]);
      const [name] = domestic.map((position) => position['name']);
      expect(name).toBe(chart === 'de' ? 'WooCommerce DE 27498' : 'Domestic');
      expect(message('domestic_position').includes('"WooCommerce DE 27498"')).toBe(chart === 'de');
    }
    const second = await world.rig.sync();
    expect(second.outcomes).toEqual([]);
  });

  if (chart === 'de') {
    it('gives business customers of the Union reverse charge, and those of Germany its own tax', async () => {
      const basket: ParityBasket = { lines: [['standard', '59.97', 1]] };
      const charged = (country: string, vat = '') =>
        world.odooTax({ country, state: '', postcode: '', city: '' }, basket, vat);
      expect([charged('DE'), charged('FR', VAT), charged('PL', VAT)]).toEqual([1139, 0, 0]);
      expect([charged('GB', VAT), charged('JP', VAT)]).toEqual([charged('GB'), 0]);
      if (series < 19) {
        // What the note lists for the own country is corrected as its hint says.
        const hint = notes.find(({ code }) => code === 'vat_position_at_home')?.hint;
        expect(hint).toContain('Select "VAT required" on "Domestic business partner"');
        const [home] = world.rig.odoo.control.records(POSITION_MODEL, [
          ['name', '=', 'Domestic business partner'],
        ]);
        world.rig.odoo.control.write(POSITION_MODEL, [Number(home?.['id'])], { vat_required: true });
        ({ notes } = taxesOf(await world.rig.sync()));
        expect(notes.find(({ code }) => code === 'vat_position_at_home')).toBeUndefined();
        expect(wrongOf(false)).toEqual([]);
        expect(wrongOf(true).filter((each) => !isListed(each, 'vat_position'))).toEqual([]);
      }
      expect([charged('DE', 'DE123456788'), charged('FR', VAT)]).toEqual([1139, 0]);
    });
  }
});
