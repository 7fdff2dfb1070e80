import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

const US = 233;
const CALIFORNIA = 13;

describe.each([17, 18, 19] as const)('a quotation of Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  let [class_, destination, position, template] = [0, 0, 0, 0];
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    const { control } = odoo;
    [class_ = 0] = control.create('account.tax', [{ name: 'Class', amount: 0 }]);
    const [made = 0] = control.create('account.fiscal.position', [
      { name: 'CA', auto_apply: true, country_id: US, state_ids: [CALIFORNIA], sequence: 1 },
    ]);
    position = made;
    const mapping = series === 19 ? { fiscal_position_ids: [position], original_tax_ids: [class_] } : {};
    const [line] = control.records('account.tax.repartition.line', [['account_id', '!=', false]]);
    const lines = [
      [0, 0, { repartition_type: 'base' }],
      [0, 0, { repartition_type: 'tax', account_id: line?.['account_id'] ?? false }],
    ];
    const booked = { invoice_repartition_line_ids: lines, refund_repartition_line_ids: lines };
    [destination = 0] = control.create('account.tax', [
      { name: 'CA 8.25%', amount: 8.25, ...booked, ...mapping },
    ]);
    if (series < 19)
      control.create('account.fiscal.position.tax', [
        { position_id: position, tax_src_id: class_, tax_dest_id: destination },
      ]);
    [template = 0] = control.create('product.template', [
      { name: 'Thing', list_price: 19.99, taxes_id: [class_] },
    ]);
    control.snapshot('made');
  });
  beforeEach(() => {
    odoo.control.restore('made');
  });
  afterAll(() => odoo.close());

  const call = (model: string, method: string, args: readonly unknown[]) =>
    callByRpc(odoo, 'connector', [model, method, args]);
  const taxesField = series === 19 ? 'tax_ids' : 'tax_id';
  const SPEC = {
    order_line: { fields: { product_id: {} } },
    partner_id: {},
    fiscal_position_id: {},
    amount_untaxed: {},
    amount_tax: {},
    amount_total: {},
  };
  const typed = async () => {
    const partner = await call('res.partner', 'create', [
      { name: 'Buyer', country_id: US, state_id: CALIFORNIA, zip: '90001' },
    ]);
    const [variant] = odoo.control.records('product.product', [['product_tmpl_id', '=', template]]);
    return { partner, line: { product_id: variant?.['id'], product_uom_qty: 3, price_unit: 19.99 } };
  };

  it('finds the position of the partner, and leaves out what did not change', async () => {
    const { partner } = await typed();
    const values = { partner_id: partner };
    expect(await call('sale.order', 'onchange', [[], values, ['partner_id'], SPEC])).toEqual({
      value: { fiscal_position_id: position },
    });
  });

  it('taxes new lines by the position that came along, not by the one found in the same call', async () => {
    const { partner, line } = await typed();
    const amounts = async (values: object) =>
      (await call('sale.order', 'onchange', [
        [],
        { partner_id: partner, order_line: [[0, 'v1', line]], ...values },
        ['partner_id', 'order_line'],
        SPEC,
      ])) as { value: object };
    expect(await amounts({ fiscal_position_id: position })).toEqual({
      value: { amount_untaxed: 59.97, amount_tax: 4.95, amount_total: 64.92 },
    });
    expect(await amounts({})).toEqual({
      value: { fiscal_position_id: position, amount_untaxed: 59.97, amount_total: 59.97 },
    });
  });

  it('answers the taxes of a line', async () => {
    const { line } = await typed();
    const values = { ...line, order_id: { fiscal_position_id: position } };
    const spec = { [taxesField]: { fields: {} }, price_tax: {}, price_unit: {} };
    expect(await call('sale.order.line', 'onchange', [[], values, ['product_id'], spec])).toEqual({
      value: { [taxesField]: [[4, destination, { id: destination }]], price_tax: 4.95 },
    });
  });

  it('is reported by the control in one step', () => {
    const address = { country: 'US', state: 'CA', zip: '90001' };
    const lines = [{ productTemplateId: template, price: '19.99', qty: 3 }];
    expect(odoo.control.quote({ ...address, lines })).toMatchObject({
      positionId: position,
      lines: [{ taxIds: [destination], tax: '4.95' }],
      amountTax: '4.95',
    });
    const elsewhere = odoo.control.quote({ country: 'DE', lines: [{ taxIds: [class_], price: 10, qty: 1 }] });
    expect(elsewhere.lines).toMatchObject([{ taxIds: [class_], tax: '0.00' }]);
    expect(() => odoo.control.quote({ country: 'XX', lines: [] })).toThrow('no res.country XX');
  });

  it('becomes an invoice that books its tax on the account of the tax, which is used from then on', async () => {
    const lines = [{ productTemplateId: template, price: 100, qty: 1 }];
    const invoice = odoo.control.postInvoice({ country: 'US', state: 'CA', zip: '90001', lines });
    expect(invoice.taxes).toEqual([
      { taxId: destination, amount: '8.25', accountId: expect.any(Number) as unknown, accountCode: '251000' },
    ]);
    const used = await call('account.tax', 'read', [[destination, class_], ['is_used']]);
    expect(used).toMatchObject([{ is_used: true }, { is_used: false }]);
    expect(await call('account.tax', 'unlink', [[destination]])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
    });
    expect(await call('account.tax', 'write', [[destination], { amount: 9 }])).toBe(true);
  });

  it('books a tax without an account among the income, and takes no tax of another country', () => {
    const { control } = odoo;
    const [bare = 0] = control.create('account.tax', [{ name: 'Bare', amount: 10 }]);
    const ask = (taxIds: number[]) =>
      control.postInvoice({ country: 'DE', lines: [{ taxIds, price: 100, qty: 1 }] });
    expect(ask([bare]).taxes).toMatchObject([{ taxId: bare, accountCode: '400000' }]);
    const [group = 0] = control.create('account.tax.group', [{ name: 'VAT', country_id: 57 }]);
    const [foreign = 0] = control.create('account.tax', [
      { name: 'Foreign', amount: 19, country_id: 57, tax_group_id: group },
    ]);
    expect(() => ask([foreign])).toThrow('not compatible with the fiscal country of the company: Foreign');
  });

  it('needs no writing to compute one tax', async () => {
    const answer = await call('account.tax', 'compute_all', [[destination], 19.99, null, 3]);
    expect(answer).toMatchObject({
      total_excluded: 59.97,
      total_included: 64.92,
      taxes: [{ id: destination, amount: 4.95, base: 59.97 }],
    });
  });

  it('knows its units before there is a product; their defaults it does not tell', async () => {
    const spec = { weight_uom_name: {}, volume_uom_name: {} };
    expect(await call('product.template', 'onchange', [[], {}, [], spec])).toEqual({
      value: { weight_uom_name: 'kg', volume_uom_name: 'm³' },
    });
    expect(await call('product.template', 'default_get', [['weight_uom_name', 'sale_ok']])).toEqual({
      sale_ok: true,
    });
  });
});
