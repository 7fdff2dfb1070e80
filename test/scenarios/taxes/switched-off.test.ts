import { describe, expect, it } from 'vitest';
import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  changesOf,
  charged,
  contents,
  destination,
  expectSettled,
  GERMANY,
  positionOf,
  rate,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  TEXAS,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** The merchant switches taxes off, for a day or for good: that is reported, and nothing is taken down. */
const open = useShops();

const MODELS = ['x_woo_tax_class', 'x_woo_tax_rate', 'x_woo_tax', 'x_woo_fiscal_position'];

function switchTaxes({ woo }: Shop, value: 'yes' | 'no'): void {
  woo.control.setSetting('general', 'woocommerce_calc_taxes', value);
}

describe.each(EACH_SERIES)('taxes are switched off in the store, Odoo %i', (series) => {
  const synced = async (): Promise<Shop> => {
    const shop = await open(series, { app: true });
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    return shop;
  };
  const rows = ({ odoo }: Shop) => MODELS.flatMap((model) => rowsOf(odoo, model));
  const inUse = (shop: Shop) => rows(shop).filter((row) => row['x_active'] === true).length;

  it('said, and everything stays; switched on again, the second plan is empty', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const fresh = contents(odoo);
    const shown = rows(shop);
    switchTaxes(shop, 'no');
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(taxesOf(report).notes).toMatchObject([{ level: 'info', code: 'removals_blocked' }]);
    expect(taxesOf(report).notes[0]?.message).toContain('switched off in the store');
    expect(contents(odoo)).toEqual(fresh);
    expect(inUse(shop)).toBe(shown.length);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
    expect(await boundTax(shop, GERMANY.id)).toMatchObject({ archivedAt: null });
    // Orders of before still name the rate, and the row still shows what it represents.
    expect(rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: GERMANY.id })).toMatchObject({
      ...{ x_active: true, x_status: 'bound', x_tax_id: taxOf(odoo, destination(series, '19-excl-1')).id },
    });
    const check = () => rowOf(odoo, 'x_woo_check', { x_key: 'tax_enabled' });
    expect(check()).toMatchObject({ x_store_value: 'off' });
    await expectSettled(shop);

    switchTaxes(shop, 'yes');
    const again = await shop.sync();
    expect(changesOf(again)).toEqual([]);
    expect(again.outcomes).toEqual([]);
    expect(contents(odoo)).toEqual(fresh);
    expect(rows(shop).map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
    expect(check()).toMatchObject({ x_store_value: 'on' });
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('what the merchant does meanwhile follows when they are on again', async () => {
    const shop = await synced();
    const { odoo, woo } = shop;
    const fresh = contents(odoo);
    switchTaxes(shop, 'no');
    woo.control.removeRate(TEXAS.id);
    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    woo.control.putRate(rate(13, 'US', '6.8500', { state: 'NV' }));
    woo.control.removeClass('reduced-rate');
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(contents(odoo)).toEqual(fresh);
    const standard = taxOf(odoo, STANDARD_TAX).id;
    const inTexas = () => charged(odoo, standard, { country: 'US', state: 'TX' });
    expect(inTexas()).toBe('6.25');
    expect(await boundTax(shop, TEXAS.id)).toMatchObject({ archivedAt: null });
    await expectSettled(shop);

    switchTaxes(shop, 'yes');
    const again = await shop.sync();
    expect(again.status, again.message).toBe('done');
    expect(inTexas()).toBe('0.00');
    expect((await boundTax(shop, TEXAS.id))?.archivedAt).not.toBeNull();
    expect(positionOf(odoo, 'US-TX')['active']).toBe(false);
    expect(charged(odoo, standard, { country: 'DE' })).toBe('21.00');
    expect(charged(odoo, standard, { country: 'US', state: 'NV' })).toBe('6.85');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('every rate removed, too: nothing is archived, even where removals are allowed', async () => {
    const shop = await synced();
    const { odoo, woo } = shop;
    const fresh = contents(odoo);
    switchTaxes(shop, 'no');
    woo.control.setRates([]);
    const report = await shop.sync({ allowRemovals: true });
    expect(changesOf(report)).toEqual([]);
    expect(contents(odoo)).toEqual(fresh);
    await expectSettled(shop);
  });

  it('from the beginning: nothing is made, until they are switched on', async () => {
    const shop = await open(series, { app: true });
    const { odoo } = shop;
    const before = contents(odoo);
    switchTaxes(shop, 'no');
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(contents(odoo)).toEqual(before);
    expect(await boundTax(shop, GERMANY.id)).toBeUndefined();
    await expectSettled(shop);

    switchTaxes(shop, 'yes');
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('a user’s work on what was made meanwhile is not reported and not undone; it is reported when they are on again', async () => {
    const shop = await synced();
    const { odoo } = shop;
    switchTaxes(shop, 'no');
    await shop.sync();
    const { id } = taxOf(odoo, destination(series, '6.25-excl-1'));
    odoo.control.write(TAX_MODEL, [id], { active: false });
    expect(changesOf(await expectSettled(shop))).toEqual([]);
    switchTaxes(shop, 'yes');
    const again = await shop.sync();
    expect(changesOf(again)).toEqual([`conflict tax ${destination(series, '6.25-excl-1')}: archived`]);
    expect(taxOf(odoo, destination(series, '6.25-excl-1'))['active']).toBe(false);
  });

  it('in one of two stores: what it binds stays, whatever the other one gives up', async () => {
    const one = await open(series);
    await one.sync();
    const other = await one.second();
    await other.sync();
    const { odoo } = one;
    switchTaxes(one, 'no');
    await one.sync();
    other.woo.control.removeRate(TEXAS.id);
    const report = await other.sync();
    expect(report.status, report.message).toBe('done');
    expect(taxOf(odoo, destination(series, '6.25-excl-1'))['active']).toBe(true);
    expect(positionOf(odoo, 'US-TX')['active']).toBe(true);

    switchTaxes(one, 'yes');
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });
});
