import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { syncedWorld, type ParityWorld } from './parity-world.ts';

/** A sync and thousands of quotations, on a machine that is busy with other tests. */
const SLOW = 180_000;

const GERMAN_STORE = {
  'general/woocommerce_default_country': 'DE:DE-BE',
  'general/woocommerce_currency': 'EUR',
};

/** What the fresh Odoo of a chart takes for its domestic position; null up to 18, which has none. */
const DOMESTIC = { us: 'Domestic', de: 'Domestic business partner' } as const;

const START = ([17, 18, 19] as const).flatMap((series) =>
  (['us', 'de'] as const).map((chart) => ({ series, chart })),
);

/*
 * What the guide calls enough: one sync, on an Odoo as its chart of accounts leaves it. A quotation then charges what
 * the store charges, at every address of the recorded trial.
 */
describe.each(START)('a first sync on a fresh Odoo $series with the chart $chart', ({ series, chart }) => {
  let world: ParityWorld;
  beforeAll(async () => {
    world = await syncedWorld(series, chart === 'de' ? GERMAN_STORE : {}, { chart });
    world.round('per line');
  }, SLOW);
  afterAll(() => world.rig.close());

  it('charges the tax of the store at every place', { timeout: SLOW }, () => {
    const compared = world.compare();
    const wrong = compared.filter(({ odoo, place, store }) => odoo !== store && place.limit === undefined);
    expect(wrong.map(({ odoo, place, store }) => ({ ...place.at, odoo, store }))).toEqual([]);
  });

  it('leaves no position to a user, and writes nothing the second time', async () => {
    const { rig } = world;
    const notes = world.first.plan?.domains.flatMap((domain) => domain.notes) ?? [];
    expect(notes.filter(({ code }) => code === 'position_wins')).toEqual([]);
    const second = await rig.sync();
    expect(second.outcomes).toEqual([]);
  });

  it('keeps the domestic position of the company, or reports that it is another one', () => {
    if (series < 19) return;
    const { control } = world.rig.odoo;
    const [domestic] = control.records(POSITION_MODEL, [['is_domestic', '=', true]]);
    const notes = world.first.plan?.domains
      .flatMap((domain) => domain.notes)
      .filter(({ code }) => code === 'domestic_position');
    if (domestic?.['name'] === DOMESTIC[chart]) expect(notes).toEqual([]);
    else expect(notes).toMatchObject([{ level: 'info' }]);
    // The store of the trial taxes all of Germany alike, and each state of the US by itself.
    expect(domestic?.['name'] === DOMESTIC[chart]).toBe(chart === 'us');
  });
});
