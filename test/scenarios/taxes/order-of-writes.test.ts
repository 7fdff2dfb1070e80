import { describe, expect, it } from 'vitest';
import {
  charged,
  contents,
  conflictsOf,
  destination,
  expectSettled,
  FRANCE,
  GERMANY,
  QUEBEC,
  rate,
  SANTA_MONICA,
  STANDARD_TAX,
  taxOf,
  useShops,
  type Place,
  type Series,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/**
 * Many things change in the store at once: percentages, a new place, the store's own address. Whatever was written last
 * when the connector is stopped, Odoo charges at each place what the store charged before or what it charges now.
 */
const open = useShops();

const PLACES: readonly { place: Place; before: string; after: string }[] = [
  { place: { country: 'DE' }, before: '19.00', after: '21.00' },
  { place: { country: 'FR' }, before: '20.00', after: '20.00' },
  { place: { country: 'CA', state: 'QC' }, before: '15.47', after: '15.50' },
  { place: { country: 'CA', state: 'ON' }, before: '5.00', after: '5.00' },
  { place: { country: 'US', state: 'CA', zip: '94104' }, before: '7.25', after: '7.25' },
  { place: { country: 'US', state: 'CA', zip: '90210' }, before: '10.25', after: '11.25' },
  { place: { country: 'US', state: 'NV' }, before: '0.00', after: '6.85' },
  { place: { country: 'GB' }, before: '20.00', after: '0.00' },
];

/** Products carry the tax of the standard class, as they do once a shop is set up. */
async function openForSale(series: Series): Promise<Shop> {
  const shop = await open(series);
  expect((await shop.sync()).status).toBe('done');
  const { odoo } = shop;
  const products = odoo.control.records('product.template', [['sale_ok', '=', true]]);
  odoo.control.write(
    'product.template',
    products.map(({ id }) => Number(id)),
    { taxes_id: [[6, 0, [taxOf(odoo, STANDARD_TAX).id]]] },
  );
  return shop;
}

function changeAll({ woo }: Shop): void {
  woo.control.putRate({ ...GERMANY, rate: '21.0000' });
  woo.control.putRate({ ...QUEBEC, rate: '10.0000' });
  woo.control.putRate({ ...SANTA_MONICA, rate: '4.0000' });
  woo.control.removeRate(11);
  woo.control.putRate(rate(13, 'US', '6.8500', { state: 'NV' }));
  woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
  woo.control.setSetting('general', 'woocommerce_store_postcode', '10001');
}

function taxesNow({ odoo }: Shop): Record<string, string> {
  const carried = taxOf(odoo, STANDARD_TAX).id;
  return Object.fromEntries(
    PLACES.map(({ place }) => [Object.values(place).join(' '), charged(odoo, carried, place)]),
  );
}

function expectBeforeOrAfter(shop: Shop, when: string): void {
  const now = taxesNow(shop);
  for (const { after, before, place } of PLACES) {
    const name = Object.values(place).join(' ');
    expect([before, after], `${name}, ${when}`).toContain(now[name]);
  }
}

const expected = Object.fromEntries(
  PLACES.map(({ place, after }) => [Object.values(place).join(' '), after]),
);

describe.each(EACH_SERIES)('between two writes, Odoo %i', (series) => {
  it('Odoo never charges the tax of the class where a rate applies', async () => {
    const shop = await openForSale(series);
    expectBeforeOrAfter(shop, 'before the run');
    changeAll(shop);
    const { odoo } = shop;
    // A delay of nothing marks the calls, so that each can be waited for.
    odoo.control.fault({ action: { kind: 'delay', ms: 0 }, always: true, only: { call: 'load' } });
    const run = shop.sync();
    const ended = run.then(() => 'ended' as const);
    let seen = 0;
    while ((await Promise.race([odoo.control.struck(seen + 1), ended])) !== 'ended') {
      seen += 1;
      expectBeforeOrAfter(shop, `after write ${seen}`);
    }
    expect(seen).toBeGreaterThanOrEqual(4);
    const report = await run;
    expect(conflictsOf(report)).toEqual([]);
    expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(taxesNow(shop)).toEqual(expected);
    await expectSettled(shop);
  });

  it('a run that is stopped after any of them is finished by the next', async () => {
    const undisturbed = await openForSale(series);
    changeAll(undisturbed);
    undisturbed.odoo.control.reset();
    await undisturbed.sync();
    const end = contents(undisturbed.odoo);
    const writes = undisturbed.odoo.control.counts().writes;
    expect(writes).toBeGreaterThanOrEqual(4);
    for (let at = 1; at <= writes; at += 1) {
      const shop = await openForSale(series);
      const { odoo } = shop;
      changeAll(shop);
      // Odoo did what this call asked, but no answer comes, and no other call gets through.
      odoo.control.fault({ action: { kind: 'lostAnswer' }, at, only: { call: 'load' } });
      odoo.control.fault({ action: { kind: 'cut' }, at: at + 1, always: true, only: { call: 'load' } });
      const stopped = await shop.sync();
      expect(stopped.status, `write ${at}`).not.toBe('done');
      expectBeforeOrAfter(shop, `stopped after write ${at}`);
      odoo.control.clearFaults();

      const next = await shop.sync();
      expect(conflictsOf(next), `write ${at}`).toEqual([]);
      expect(contents(odoo), `write ${at}`).toEqual(end);
      expect(taxesNow(shop), `write ${at}`).toEqual(expected);
      await expectSettled(shop);
    }
  });

  it('a position that Odoo refuses keeps the tax that it maps to from being archived', async () => {
    const shop = await openForSale(series);
    const { odoo, woo } = shop;
    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    // Odoo's answer to a batch with a row that it does not take; 19 is asked without an envelope.
    const refusal = { ids: false, messages: [{ type: 'error', record: 0, message: 'not this one' }] };
    const body = series === 19 ? refusal : { jsonrpc: '2.0', id: 1, result: refusal };
    odoo.control.fault({
      action: { kind: 'status', status: 200, body },
      always: true,
      only: { model: 'account.fiscal.position', call: 'load' },
    });
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    const outcomes = new Map(report.outcomes.map(({ key, status, type }) => [`${type} ${key}`, status]));
    expect(outcomes.get('fiscal_position DE')).toBe('failed');
    expect(outcomes.get(`tax ${destination(series, '19-excl-1')}`)).toBe('skipped');
    expect(taxOf(odoo, destination(series, '19-excl-1'))['active']).toBe(true);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');

    odoo.control.clearFaults();
    await shop.sync();
    expect(taxOf(odoo, destination(series, '19-excl-1'))['active']).toBe(false);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('21.00');
    await expectSettled(shop);
  });
});

describe.each(EACH_SERIES)('a first run, Odoo %i', (series) => {
  it('makes nothing twice, whichever answer is lost', async () => {
    const undisturbed = await open(series);
    undisturbed.odoo.control.reset();
    await undisturbed.sync();
    const end = contents(undisturbed.odoo);
    const loads = undisturbed.odoo.control.log().filter(({ call }) => call === 'load').length;
    expect(loads).toBeGreaterThanOrEqual(3);
    for (let at = 1; at <= loads; at += 1) {
      const shop = await open(series);
      shop.odoo.control.fault({ action: { kind: 'lostAnswer' }, at, only: { call: 'load' } });
      const report = await shop.sync();
      expect(report.status, `load ${at}: ${report.message}`).toBe('done');
      expect(contents(shop.odoo), `load ${at}`).toEqual(end);
      await expectSettled(shop);
    }
  });

  it('that is stopped between the taxes and the positions is finished by the next', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    odoo.control.fault({
      action: { kind: 'cut' },
      always: true,
      only: { model: 'account.fiscal.position', call: 'load' },
    });
    await shop.sync();
    expect(taxOf(odoo, destination(series, '20-excl-1'))['active']).toBe(true);
    odoo.control.clearFaults();
    const next = await shop.sync();
    expect(next.status, next.message).toBe('done');
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: FRANCE.country })).toBe('20.00');
    await expectSettled(shop);
  });
});
