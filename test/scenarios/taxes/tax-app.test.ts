import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

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
    expect(checks).toHaveLength(16);
    const differing = checks.filter((row) => row['x_verdict'] === 'differ');
    expect(rowOf(rig.odoo, 'x_woo_backend')).toMatchObject({
      x_tax_class_count: 4,
      x_tax_rate_count: 59,
      x_fiscal_position_count: 32,
      x_disagreement_count: differing.length,
    });
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
