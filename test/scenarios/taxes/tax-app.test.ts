import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const ADMINISTRATOR = 'admin';
/** May change companies and is a Manager of the app, but neither the connector nor an administrator of the system. */
const OFFICE = {
  ...{ ...PEOPLE.manager, id: 23, login: 'office', name: 'office' },
  groups: ['base.group_user', 'base.group_erp_manager'],
};

describe.each(EACH_SERIES)('the tax policy in the app of Odoo %i', (series) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: ['geography', 'taxes'] });
    await rig.sync();
  });
  afterAll(() => rig.close());

  it('shows every rate with the tax that it is bound to', () => {
    const rates = rowsOf(rig.odoo, 'x_woo_tax_rate');
    expect(rates).toHaveLength(59);
    expect(rates.filter((row) => row['x_status'] !== 'bound' || typeof row['x_tax_id'] !== 'number')).toEqual(
      [],
    );
    const cities = rates.filter((row) => row['x_limitation'] !== false);
    expect(cities.map((row) => row['x_rate_id']).length).toBe(6);
  });

  it('shows the taxes of classes, destinations and positions, made by us', () => {
    const made = ['x_woo_tax_class', 'x_woo_tax', 'x_woo_fiscal_position'].map((model) =>
      rowsOf(rig.odoo, model),
    );
    expect(made.map((rows) => rows.length)).toEqual([7, series === 19 ? 66 : 31, 32]);
    for (const row of made.flat()) expect(row).toMatchObject({ x_status: 'bound', x_created: true });
  });

  it('shows where the platforms disagree, and counts', () => {
    const checks = rowsOf(rig.odoo, 'x_woo_check');
    // The last one is how the chart's positions treat the taxes of classes.
    expect(checks).toHaveLength(17);
    const differing = checks.filter((row) => row['x_verdict'] === 'differ');
    expect(rowOf(rig.odoo, 'x_woo_backend')).toMatchObject({
      // As many as its list shows: the tax of shipping in a class has a row, too.
      x_tax_class_count: 7,
      x_tax_rate_count: 59,
      x_fiscal_position_count: 32,
      x_disagreement_count: differing.length,
    });
  });

  it('aligns a point by a button, with the rights of the user, only while nobody changed it', async () => {
    const { odoo } = rig;
    const rounding = () => rowOf(odoo, 'x_woo_check', { x_key: 'tax_rounding' });
    const { id } = rounding();
    const press = (login: string) =>
      odoo.control.press(login, 'woo_connector.action_align', 'x_woo_check', id);
    const company = () => rowOf(odoo, 'res.company', { id: 1 });
    const set = (value: string) =>
      odoo.control.write('res.company', [1], { tax_calculation_rounding_method: value });
    const before = String(company()['tax_calculation_rounding_method']);
    const other = before === 'round_globally' ? 'round_per_line' : 'round_globally';
    if (rounding()['x_verdict'] !== 'differ') set(other);
    await rig.sync();
    const found = String(company()['tax_calculation_rounding_method']);
    expect(rounding()).toMatchObject({ x_verdict: 'differ', x_rank: 1 });
    expect(() => press(PEOPLE.seller.login)).toThrow();
    expect(() => press(PEOPLE.manager.login)).toThrow();
    expect(company()['tax_calculation_rounding_method']).toBe(found);
    set(found === before ? other : before);
    expect(() => press(ADMINISTRATOR)).toThrow('was changed in Odoo after the last sync');
    set(found);
    odoo.control.putUser(OFFICE);
    odoo.control.joinGroup(OFFICE.login, 'woo_connector.group_manager');
    expect(press(OFFICE.login)).toMatchObject({ tag: 'display_notification' });
    expect(company()['tax_calculation_rounding_method']).not.toBe(found);
    expect(rounding()).toMatchObject({ x_verdict: 'agree', x_alignment: false });
    expect(() => press(ADMINISTRATOR)).toThrow('nothing to align');
    await rig.sync();
    expect(rounding()).toMatchObject({ x_verdict: 'agree' });
  });

  it('writes no row in a second run', async () => {
    const second = await rig.sync();
    expect(second.plan?.domains.map(({ appRows }) => appRows)).toEqual([
      { create: 0, update: 0, vanished: 0 },
      { create: 0, update: 0, vanished: 0 },
    ]);
    expect(second.outcomes).toEqual([]);
  });
});
