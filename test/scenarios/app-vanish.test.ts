import { afterEach, describe, expect, it } from 'vitest';
import { rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

async function synced(series: 17 | 18 | 19): Promise<Rig> {
  rig = await startRig({ odoo: { series }, app: true });
  expect((await rig.sync()).status).toBe('done');
  return rig;
}

const berat = () => rowOf(rig.odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' });
const setting = (group: string, key: string) =>
  rowOf(rig.odoo, 'x_woo_setting', { x_group: group, x_key: key });

describe.each(EACH_SERIES)('rows follow the store, Odoo %s', (series) => {
  it('a state that vanishes: its row is archived with the date, its record stays; back, it is active again', async () => {
    const { odoo, woo, sync } = await synced(series);
    const before = berat();
    woo.control.removeState('AL', 'AL-01');
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    const gone = berat();
    expect(gone).toMatchObject({
      id: before.id,
      x_active: false,
      x_status: 'vanished',
      x_state_id: before['x_state_id'],
    });
    expect(String(gone['x_vanished_on'])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u);
    expect(Math.abs(Date.parse(`${String(gone['x_vanished_on'])}Z`) - Date.now())).toBeLessThan(60_000);
    expect(odoo.control.resolve('__woo_sync__.state_AL_AL-01')).toBe(before['x_state_id']);
    expect(rowOf(odoo, 'x_woo_backend')['x_state_count']).toBe(69);
    odoo.control.reset();
    expect((await sync()).status).toBe('nothing');
    expect(odoo.control.counts().writes).toBe(2);
    expect(berat()).toEqual(gone);

    woo.control.putState('AL', { code: 'AL-01', name: 'Berat' });
    expect((await sync()).status).toBe('done');
    expect({ ...berat(), write_date: '' }).toEqual({ ...before, write_date: '' });
    expect((await sync()).status).toBe('nothing');
  });

  it('a read that is too small to be believed archives no row', async () => {
    const { woo, odoo, sync } = await synced(series);
    woo.control.snapshot('whole');
    for (const { code } of rowsOf(odoo, 'res.country').map(({ code: found }) => ({ code: String(found) })))
      if (code < 'M' && code !== 'DE') woo.control.removeCountry(code);
    expect((await sync()).status).toBe('partial');
    expect(Number(rowOf(odoo, 'x_woo_backend')['x_review_count'])).toBeGreaterThan(0);
    expect(rowsOf(odoo, 'x_woo_state', { x_active: false })).toEqual([]);
    expect(rowsOf(odoo, 'x_woo_country', { x_active: false })).toEqual([]);
    woo.control.restore('whole');
    expect((await sync()).status).toBe('nothing');
    expect(rowOf(odoo, 'x_woo_backend')['x_review_count']).toBe(0);
  });

  it('settings: changed, emptied, removed and new, each told with its old and new value', async () => {
    const { odoo, woo, sync, database } = await synced(series);
    const [general, tax] = ['general', 'tax'] as const;
    const old = String(setting(general, 'woocommerce_currency')['x_value']);
    woo.control.setSetting(general, 'woocommerce_currency', 'EUR');
    woo.control.setSetting(tax, 'woocommerce_price_display_suffix', 'incl. VAT');
    expect((await sync()).status).toBe('done');
    woo.control.setSetting(general, 'woocommerce_currency', 'GBP');
    woo.control.setSetting(tax, 'woocommerce_price_display_suffix', '');
    woo.control.removeSetting(general, 'woocommerce_store_city');
    const fresh = { group: tax, id: 'acme_rounding', label: 'Rounding by Acme', type: 'text', value: 'up' };
    woo.control.putSetting(fresh);
    woo.control.putOrderStatus({ slug: 'in-oven', name: 'In the oven' });
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    const changes = (await database.runs.operations(report.runId))
      .filter(({ operation: { kind, subject } }) => kind !== 'keep' && subject.type === 'setting')
      .map(({ operation: { kind, subject, changes: reported = [] }, status }) => [
        kind,
        subject.key,
        reported,
        status,
      ]);
    expect(changes).toEqual([
      ['update', 'general:woocommerce_currency', [{ field: 'value', from: 'EUR', to: 'GBP' }], 'applied'],
      ['archive', 'general:woocommerce_store_city', [], 'applied'],
      ['create', 'order_statuses:in-oven', [], 'applied'],
      ['create', 'tax:acme_rounding', [], 'applied'],
      [
        'update',
        'tax:woocommerce_price_display_suffix',
        [{ field: 'value', from: 'incl. VAT', to: '' }],
        'applied',
      ],
    ]);
    expect(setting(general, 'woocommerce_currency')).toMatchObject({ x_value: 'GBP', x_active: true });
    expect(old).not.toBe('GBP');
    expect(setting(tax, 'woocommerce_price_display_suffix')['x_value']).toBe(false);
    expect(setting(general, 'woocommerce_store_city')).toMatchObject({ x_active: false });
    expect(setting(general, 'woocommerce_store_city')['x_vanished_on']).not.toBe(false);
    expect(setting(tax, 'acme_rounding')).toMatchObject({ x_value: 'up', x_name: 'Rounding by Acme' });
    // In Odoo the run tells the same, old value and new.
    const run = rowOf(odoo, 'x_woo_run', { x_number: report.runId });
    const reported = rowOf(odoo, 'x_woo_operation', {
      x_run_id: run.id,
      x_key: 'general:woocommerce_currency',
    });
    expect(reported).toMatchObject({ x_kind: 'update', x_outcome: 'applied' });
    expect(reported['x_reason']).toBe("the store's value changed\nvalue: EUR → GBP");
    expect((await sync()).status).toBe('nothing');
  });

  it('a row that a user changed or deleted in Odoo is put right', async () => {
    const { odoo, sync } = await synced(series);
    const before = berat();
    odoo.control.write('x_woo_state', [before.id], { x_name: 'Mine', x_status: 'conflict', x_active: false });
    odoo.control.unlink('x_woo_setting', [setting('general', 'woocommerce_currency').id]);
    const report = await sync();
    expect(report.status, report.message).toBe('done');
    expect(berat()).toMatchObject({ x_name: 'Berat', x_status: 'bound', x_active: true });
    expect(setting('general', 'woocommerce_currency')).toMatchObject({ x_active: true });
    expect((await sync()).status).toBe('nothing');
  });
});
