import { afterEach, describe, expect, it } from 'vitest';
import { rowOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../testing/rig.ts';
import { EACH_SERIES } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

/** Both units as the consistency list has them: `lbs | lb | agree`. */
async function units(): Promise<string[]> {
  const { agreements } = await rig.engine.check(rig.backend, () => undefined);
  return ['weight_unit', 'dimension_unit'].map((key) => {
    const point = agreements.find((each) => each.key === key);
    return [point?.store, point?.odoo, point?.verdict].join(' | ');
  });
}

/** The setting of Odoo's database, as *Settings* writes it. */
function measure(weight: 'kg' | 'lb', volume: 'm³' | 'ft³'): void {
  set('product.weight_in_lbs', weight === 'lb');
  set('product.volume_in_cubic_feet', volume === 'ft³');
}

function set(key: string, isImperial: boolean): void {
  const { control } = rig.odoo;
  const [found] = control.records('ir.config_parameter', [['key', '=', key]]);
  const value = isImperial ? '1' : '0';
  if (found === undefined) control.create('ir.config_parameter', [{ key, value }]);
  else control.write('ir.config_parameter', [Number(found['id'])], { value });
}

describe.each(EACH_SERIES)('units of weight and dimensions, Odoo %i', (series) => {
  it('are compared with the setting of Odoo, in the names of both, and shown in the app', async () => {
    rig = await startRig({ odoo: { series }, app: true, domains: ['geography', 'taxes'] });
    expect(await units()).toEqual(['lbs | kg | differ', 'in | m³ (volume) | differ']);
    measure('lb', 'ft³');
    expect(await units()).toEqual(['lbs | lb | agree', 'in | ft³ (volume) | agree']);
    await rig.sync();
    expect(rowOf(rig.odoo, 'x_woo_check', { x_key: 'weight_unit' })).toMatchObject({ x_verdict: 'agree' });

    rig.woo.control.setSetting('products', 'woocommerce_weight_unit', 'kg');
    rig.woo.control.setSetting('products', 'woocommerce_dimension_unit', 'cm');
    expect(await units()).toEqual(['kg | lb | differ', 'cm | ft³ (volume) | differ']);
    measure('kg', 'm³');
    expect(await units()).toEqual(['kg | kg | agree', 'cm | m³ (volume) | agree']);
    rig.woo.control.setSetting('products', 'woocommerce_weight_unit', 'g');
    expect((await units())[0]).toBe('g | kg | differ');
  });
});
