import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { probeApp, record } from '../apps/probe-app.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

const CARRIER = ['id', 'name', 'delivery_type', 'product_id/id', 'fixed_price'];
const PLACES = ['country_ids/.id', 'state_ids/.id', 'zip_prefix_ids/.id'];
const RULES = [
  'id',
  'variable',
  'operator',
  'max_value',
  'list_base_price',
  'list_price',
  'variable_factor',
].map((name) => `price_rule_ids/${name}`);

describe.each([17, 18, 19] as const)('carriers of Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const call = (model: string, method: string, args: readonly unknown[], kwargs = {}) =>
    callByRpc(odoo, 'connector', [model, method, args, kwargs]);
  const load = (model: string, columns: readonly string[], rows: readonly (readonly string[])[]) =>
    call(model, 'load', [columns, rows]);
  const read = async (id: number | null, ...fields: readonly string[]) =>
    ((await call('delivery.carrier', 'read', [[id], fields])) as Record<string, unknown>[])[0];
  const refused = { exception: 'odoo.exceptions.AccessError' };

  async function product(name: string, price = '4.9'): Promise<void> {
    const kind = series === 17 ? 'detailed_type' : 'type';
    const columns = [
      'id',
      'name',
      kind,
      'sale_ok',
      'purchase_ok',
      'list_price',
      'taxes_id/.id',
      'invoice_policy',
    ];
    const row = [`w.${name}`, name, 'service', 'False', 'False', price, '', 'order'];
    expect(await load('product.product', columns, [row])).toMatchObject({ messages: [] });
  }

  it('start with the one that the module brings', async () => {
    const id = odoo.control.resolve('delivery.free_delivery_carrier');
    expect(id).toBe(1);
    expect(await read(id, 'name', 'fixed_price', 'amount', 'product_id', 'currency_id', 'sequence')).toEqual({
      id,
      name: 'Standard delivery',
      fixed_price: 0,
      amount: 1000,
      product_id: [odoo.control.resolve('delivery.product_product_delivery'), 'Standard delivery'],
      currency_id: [1, 'USD'],
      sequence: 1,
    });
  });

  it('keep their fixed price on the product, whoever writes it', async () => {
    await product('p');
    await load('delivery.carrier', CARRIER, [['w.c', 'Post', 'fixed', 'w.p', '7.5']]);
    const [id, productId] = ['w.c', 'w.p'].map((each) => odoo.control.resolve(each));
    expect(await read(id ?? 0, 'fixed_price')).toMatchObject({ fixed_price: 7.5 });
    expect(odoo.control.records('product.template', [['name', '=', 'p']])).toMatchObject([
      { list_price: 7.5, type: 'service', sale_ok: false, taxes_id: [], invoice_policy: 'order' },
    ]);
    await call('product.product', 'write', [[productId], { list_price: 8 }]);
    expect(await read(id ?? 0, 'fixed_price')).toMatchObject({ fixed_price: 8 });
    const second = [['w.d', 'Twin', 'fixed', 'w.p', '9']];
    await load('delivery.carrier', CARRIER, second);
    expect(await read(id ?? 0, 'fixed_price')).toMatchObject({ fixed_price: 9 });
  });

  it(`keep prices with ${series === 19 ? 'all' : 'two'} decimals`, async () => {
    await product('p', '4.995');
    await load('delivery.carrier', CARRIER.slice(0, 4), [['w.c', 'Post', 'fixed', 'w.p']]);
    const id = odoo.control.resolve('w.c');
    expect(await read(id, 'fixed_price')).toMatchObject({ fixed_price: series === 19 ? 4.995 : 5 });
    const rule = { carrier_id: id, max_value: 0.125, list_base_price: 1.005, list_price: 0.004 };
    odoo.control.create('delivery.price.rule', [rule]);
    expect(odoo.control.records('delivery.price.rule')).toMatchObject([
      series === 19 ? rule : { max_value: 0.125, list_base_price: 1.01, list_price: 0 },
    ]);
  });

  it('are loaded with places and rules; repeated, nothing is made twice', async () => {
    await product('p');
    const zips = await load(
      'delivery.zip.prefix',
      ['id', 'name'],
      [
        ['w.z1', 'sw1'],
        ['w.z2', '1011[5-9]$'],
      ],
    );
    const [one, two] = (zips as { ids: number[] }).ids;
    const head = ['w.c', 'Rules', 'base_on_rule', 'w.p', '0', '233,38', '13,14', `${one},${two}`];
    const rows = [
      [...head, 'w.r1', 'price', '<', '50', '5', '0', 'quantity'],
      [...head.map(() => ''), 'w.r2', 'price', '>=', '50', '0', '2', 'quantity'],
    ];
    const columns = [...CARRIER, ...PLACES, ...RULES];
    const first = await load('delivery.carrier', columns, rows);
    expect(first).toMatchObject({ messages: [] });
    expect(await load('delivery.carrier', columns, rows)).toEqual(first);
    const id = odoo.control.resolve('w.c');
    expect(await read(id, 'country_ids', 'state_ids', 'zip_prefix_ids', 'price_rule_ids')).toEqual({
      id,
      country_ids: [233, 38],
      state_ids: [13, 14],
      zip_prefix_ids: [one, two],
      price_rule_ids: ['w.r1', 'w.r2'].map((each) => odoo.control.resolve(each)),
    });
    expect(odoo.control.records('delivery.zip.prefix')).toMatchObject([
      { name: 'SW1' },
      { name: '1011[5-9]$' },
    ]);
    expect(odoo.control.records('delivery.price.rule')).toMatchObject([
      { list_base_price: 5, operator: '<', carrier_id: id },
      { list_price: 2, operator: '>=' },
    ]);
    odoo.control.unlink('delivery.carrier', [id ?? 0]);
    expect(odoo.control.records('delivery.price.rule')).toEqual([]);
  });

  it('refuse what Odoo refuses', async () => {
    await product('p');
    expect(await load('delivery.carrier', ['id', 'name'], [['w.c', 'Post']])).toMatchObject({ ids: false });
    const margin = [[['w.c', 'Post', 'w.p', '-1.1']], ['id', 'name', 'product_id/id', 'margin']] as const;
    expect(await load('delivery.carrier', margin[1], margin[0])).toMatchObject({
      ids: false,
      messages: [{ message: 'Margin cannot be lower than -100%' }],
    });
    await load('delivery.carrier', CARRIER, [['w.c', 'Post', 'fixed', 'w.p', '5']]);
    const used = odoo.control.resolve('w.p');
    expect(await call('product.product', 'unlink', [[used]])).toHaveProperty('exception');
    const rule = { carrier_id: odoo.control.resolve('w.c') };
    expect(await call('delivery.price.rule', 'create', [rule])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
    });
    await call('delivery.zip.prefix', 'create', [{ name: 'ab1' }]);
    expect(await call('delivery.zip.prefix', 'create', [{ name: 'AB1' }])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
    });
  });

  it('belong to the company of their product', async () => {
    await product('p');
    await load('delivery.carrier', CARRIER, [['w.c', 'Post', 'fixed', 'w.p', '5']]);
    const id = odoo.control.resolve('w.c') ?? 0;
    expect(await read(id, 'company_id')).toMatchObject({ company_id: false });
    const other = odoo.control.addCompany('Other', 'DE');
    odoo.control.write('delivery.carrier', [id], { company_id: other });
    expect(odoo.control.records('product.template', [['name', '=', 'p']])).toMatchObject([
      { company_id: other },
    ]);
    expect(await call('delivery.carrier', 'search', [[['id', '=', id]]])).toEqual([]);
  });

  it('are out of reach for an ordinary employee, and only to be read without a seller’s or storekeeper’s rights', async () => {
    const employee = (model: string, method: string, args: readonly unknown[]) =>
      callByRpc(odoo, 'employee', [model, method, args]);
    for (const model of ['delivery.carrier', 'delivery.price.rule', 'delivery.zip.prefix'])
      expect(await employee(model, 'search', [[]])).toMatchObject(refused);
    odoo.control.joinGroup('employee', 'base.group_partner_manager');
    expect(await employee('delivery.carrier', 'search', [[]])).toEqual([1]);
    expect(await employee('delivery.carrier', 'write', [[1], { name: 'Mine' }])).toMatchObject(refused);
    expect(await employee('delivery.zip.prefix', 'create', [{ name: '1' }])).toEqual(expect.any(Number));
    expect(await employee('product.product', 'create', [{ name: 'x' }])).toMatchObject(refused);
  });

  it('may be missing, as every field of theirs, until an app asks for them', async () => {
    const bare = await startOdoo({ series, without: ['delivery'] });
    const ask = (model: string, method: string, args: readonly unknown[] = []) =>
      callByRpc(bare, 'connector', [model, method, args]);
    const missing = { exception: 'odoo.exceptions.UserError' };
    expect(await ask('delivery.carrier', 'fields_get')).toMatchObject(missing);
    expect(bare.control.records('product.template').map(({ name }) => name)).toEqual(['Desk', 'Mug']);
    expect(bare.control.resolve('delivery.view_delivery_carrier_form')).toBeNull();
    expect(bare.control.resolve('delivery.model_delivery_carrier')).toBeNull();

    const app = probeApp(series, { files: { 'none.xml': '<odoo/>' } });
    bare.control.installApp(app);
    expect(await ask('delivery.carrier', 'fields_get')).toMatchObject(missing);
    bare.control.installApp(tabApp(series));
    expect(await ask('delivery.carrier', 'search_count', [[]])).toBe(1);
    expect(bare.control.records('ir.module.module', [['name', 'like', '%delivery']])).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'delivery', state: 'installed' })]),
    );
    await bare.close();
  });

  it('take a tab of an app on their form, with a journal and a payment term in its model', async () => {
    odoo.control.installApp(tabApp(series));
    const [bank, term] = ['account.1_bank', 'account.account_payment_term_30days'].map((each) =>
      odoo.control.resolve(each),
    );
    const [id = 0] = odoo.control.create('x_tab', [
      { x_name: 'Card', x_journal_id: bank ?? 0, x_term_id: term ?? 0 },
    ]);
    const [row] = (await callByRpc(odoo, 'admin', ['x_tab', 'read', [[id]]])) as Record<string, unknown>[];
    expect(row).toMatchObject({ x_journal_id: [bank, 'Bank'], x_term_id: [term, '30 Days'] });
    expect(() => {
      odoo.control.installApp(tabApp(series, 'nowhere'));
    }).toThrow('cannot be located');
  });
});

/** An app that depends on `delivery` and adds a page behind one of the carrier's form. */
function tabApp(series: 17 | 18 | 19, page = 'description'): string {
  const field = (name: string, ttype: string, more: Readonly<Record<string, string>> = {}) =>
    record('ir.model.fields', `f_${name}`, {
      model_id: '@model_tab',
      name,
      field_description: name,
      ttype,
      ...more,
    });
  const onCarrier = {
    model_id: '@delivery.model_delivery_carrier',
    name: 'x_tab_ids',
    field_description: 'Tabs',
    ttype: 'one2many',
    relation: 'x_tab',
    relation_field: 'x_carrier_id',
  };
  const xml = [
    record('ir.model', 'model_tab', { name: 'Tab', model: 'x_tab' }),
    field('x_name', 'char'),
    field('x_carrier_id', 'many2one', { relation: 'delivery.carrier' }),
    field('x_journal_id', 'many2one', { relation: 'account.journal' }),
    field('x_term_id', 'many2one', { relation: 'account.payment.term' }),
    record('ir.model.fields', 'f_tabs', onCarrier),
    record('ir.model.access', 'access_tab', {
      name: 'tabs',
      model_id: '@model_tab',
      group_id: '@base.group_system',
      perm_read: '=True',
    }),
    record('ir.ui.view', 'view_carrier', {
      name: 'tab',
      model: 'delivery.carrier',
      inherit_id: '@delivery.view_delivery_carrier_form',
      arch: `<xpath expr="//page[@name='${page}']" position="after"><page name="woo"><field name="x_tab_ids"/></page></xpath>`,
    }),
  ];
  return probeApp(series, {
    module: 'tab_app',
    manifest: "'depends': ['delivery', 'account'],",
    files: { 'data.xml': `<odoo>${xml.join('')}</odoo>` },
  });
}
