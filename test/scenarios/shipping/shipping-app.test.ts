import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

describe.each(EACH_SERIES)('shipping in the app of Odoo %i', (series) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: ['geography', 'taxes', 'shipping'] });
    await rig.sync();
  });
  afterAll(() => rig.close());

  it('shows zones in the order in which the store asks them, with their places', () => {
    const zones = rowsOf(rig.odoo, 'x_woo_shipping_zone');
    expect(zones).toHaveLength(7);
    expect(zones.find((row) => row['x_zone_id'] === 1)).toMatchObject({
      ...{ x_name: 'Berlin 10115-10119', x_order: 1, x_method_count: 2 },
      x_locations: 'Germany (DE)\nPostcode 10115 to 10119',
    });
    expect(zones.find((row) => row['x_order'] === 7)).toMatchObject({ x_zone_id: 0 });
  });

  it('shows every method with its carrier and how well Odoo says it', () => {
    const methods = rowsOf(rig.odoo, 'x_woo_shipping_method');
    expect(methods).toHaveLength(14);
    const made = methods.filter((row) => row['x_status'] === 'bound');
    expect(made).toHaveLength(13);
    for (const row of made) {
      expect(row).toMatchObject({ x_created: true, x_rule: 'external id' });
      expect(typeof row['x_carrier_id']).toBe('number');
    }
    expect(rowOf(rig.odoo, 'x_woo_shipping_method', { x_instance_id: 5 })).toMatchObject({
      ...{ x_name: 'US express (off)', x_enabled: false, x_status: 'pending', x_carrier_id: false },
      x_cost: 'Cost: 45\nCalculation: each shipping class on its own',
      x_type_name: 'Flat rate',
    });
    expect(rowOf(rig.odoo, 'x_woo_shipping_method', { x_instance_id: 7 })).toMatchObject({
      x_report: 'limited',
      x_limitation: expect.stringContaining('In DE: Odoo offers it only to addresses with a') as unknown,
    });
  });

  it('shows classes and types, and counts', () => {
    expect(rowsOf(rig.odoo, 'x_woo_shipping_class').map((row) => row['x_slug'])).toEqual([
      'bulky',
      'fragile',
    ]);
    const types = rowsOf(rig.odoo, 'x_woo_shipping_method_type').map((row) => row['x_code']);
    expect(types).toContain('pickup_location');
    expect(rowOf(rig.odoo, 'x_woo_backend')).toMatchObject({
      x_shipping_zone_count: 7,
      x_shipping_method_count: 14,
    });
  });

  it('writes nothing in a second run', async () => {
    rig.odoo.control.reset();
    const second = await rig.sync();
    expect(second.outcomes).toEqual([]);
    expect(second.plan?.domains.at(-1)?.appRows).toEqual({ create: 0, update: 0, vanished: 0 });
    expect(rig.odoo.control.counts().writes).toBe(2);
  });

  it('follows the choice of a user, and takes the carrier made before out of use', async () => {
    const { odoo } = rig;
    const row = rowOf(odoo, 'x_woo_shipping_method', { x_instance_id: 3 });
    const made = row['x_carrier_id'];
    const { id: theirs } = rowOf(odoo, 'delivery.carrier', { name: 'Standard delivery' });
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_shipping_method', row.id, { x_choice_id: theirs });
    const report = await rig.sync();
    expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(rowOf(odoo, 'x_woo_shipping_method', { x_instance_id: 3 })).toMatchObject({
      ...{ x_carrier_id: theirs, x_rule: 'choice', x_created: false, x_status: 'bound', x_report: 'limited' },
    });
    expect(rowOf(odoo, 'delivery.carrier', { id: made })['active']).toBe(false);
    expect((await rig.sync()).outcomes).toEqual([]);

    // Taken back: the one that was made is in use again.
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_shipping_method', row.id, { x_choice_id: false });
    await rig.sync();
    expect(rowOf(odoo, 'x_woo_shipping_method', { x_instance_id: 3 })).toMatchObject({
      ...{ x_carrier_id: made, x_created: true, x_report: 'exact' },
    });
    expect(rowOf(odoo, 'delivery.carrier', { id: made })['active']).toBe(true);
    expect((await rig.sync()).outcomes).toEqual([]);
  });
});
