import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

describe.each([17, 18, 19] as const)('products of Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const call = (model: string, method: string, args: readonly unknown[]) =>
    callByRpc(odoo, 'connector', [model, method, args]);
  const templates = (name: string) => odoo.control.records('product.template', [['name', '=', name]]);
  const defaultTax = () => odoo.control.resolve('account.1_sale_tax_template');

  it('bring their template along, and the template its variant', async () => {
    const id = Number(await call('product.product', 'create', [{ name: 'Thing', list_price: 19.99 }]));
    const [template] = templates('Thing');
    expect(template).toMatchObject({ list_price: 19.99, taxes_id: [defaultTax()], sale_ok: true });
    const read = async (field: string) =>
      ((await call('product.product', 'read', [[id], [field]])) as Record<string, unknown>[])[0]?.[field];
    expect(await read('taxes_id')).toEqual([defaultTax()]);
    await call('product.product', 'write', [[id], { name: 'Other' }]);
    expect(templates('Other')).toHaveLength(1);
    expect(await read('name')).toBe('Other');
    const made = Number(await call('product.template', 'create', [{ name: 'Two' }]));
    expect(odoo.control.records('product.product', [['product_tmpl_id', '=', made]])).toHaveLength(1);
    await call('product.template', 'write', [[made], { active: false }]);
    expect(await call('product.product', 'search_count', [[['product_tmpl_id', '=', made]]])).toBe(0);
  });

  it('carry the taxes they are given, found by tax and by template', async () => {
    const tax = Number(await call('account.tax', 'create', [{ name: 'Class', amount: 0 }]));
    const columns = ['id', 'name', 'taxes_id/.id'];
    await call('product.product', 'load', [columns, [['w.thing', 'Thing', `${tax}`]]]);
    const [template] = templates('Thing');
    expect(template).toMatchObject({ taxes_id: [tax] });
    expect(odoo.control.resolve('w.thing_product_template')).toBe(template?.['id']);
    const selling = [
      ['sale_ok', '=', true],
      ['taxes_id', 'in', [tax]],
    ];
    expect(await call('product.template', 'search_count', [selling])).toBe(1);
    await call('product.product', 'load', [columns, [['w.thing', 'Thing', '']]]);
    expect(templates('Thing')).toMatchObject([{ taxes_id: [] }]);
    expect(await call('product.template', 'search_count', [[['taxes_id', '=', false]]])).toBe(1);
  });

  it('say in which units the database measures', async () => {
    const units = ['weight_uom_name', 'volume_uom_name'];
    const read = () => call('product.template', 'search_read', [[], units, 0, 1]);
    expect(await read()).toMatchObject([{ weight_uom_name: 'kg', volume_uom_name: 'm³' }]);
    odoo.control.create('ir.config_parameter', [
      { key: 'product.weight_in_lbs', value: '1' },
      { key: 'product.volume_in_cubic_feet', value: '1' },
    ]);
    expect(await read()).toMatchObject([{ weight_uom_name: 'lb', volume_uom_name: 'ft³' }]);
  });
});
