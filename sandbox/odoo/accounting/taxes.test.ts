import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callByRpc } from '../call-by-rpc.ts';
import type { Json } from '../../json.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

const LINES = [
  'invoice_repartition_line_ids/id',
  'invoice_repartition_line_ids/repartition_type',
  'invoice_repartition_line_ids/account_id/.id',
  'refund_repartition_line_ids/id',
  'refund_repartition_line_ids/repartition_type',
  'refund_repartition_line_ids/account_id/.id',
];

describe.each([17, 18, 19] as const)('taxes of Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const call = (
    model: string,
    method: string,
    args: readonly unknown[],
    user: 'connector' | 'admin' | 'employee' = 'connector',
  ) => callByRpc(odoo, user, [model, method, args]);
  const account = (code: string) =>
    Number(odoo.control.records('account.account', [['code', '=', code]])[0]?.['id']);
  const tax = (id: Json) => odoo.control.records('account.tax', [['id', '=', id]])[0];
  const create = async (values: object) => Number(await call('account.tax', 'create', [values]));
  const loadTax = (key: string, name: string, amount: string, to: number) =>
    call('account.tax', 'load', [
      ['id', 'name', 'amount', ...LINES],
      [
        [`w.${key}`, name, amount, `w.${key}_i1`, 'base', '', `w.${key}_r1`, 'base', ''],
        ['', '', '', `w.${key}_i2`, 'tax', `${to}`, `w.${key}_r2`, 'tax', `${to}`],
      ],
    ]);

  it('start as a fresh company has them', async () => {
    const [company] = odoo.control.records('res.company');
    expect(company).toMatchObject({
      tax_calculation_rounding_method: series === 19 ? 'round_globally' : 'round_per_line',
      account_sale_tax_id: odoo.control.resolve('account.1_sale_tax_template'),
    });
    const [line] = odoo.control.records('account.tax.repartition.line', [
      ['tax_id', '=', company?.['account_sale_tax_id'] ?? 0],
      ['repartition_type', '=', 'tax'],
    ]);
    expect(line).toMatchObject({ account_id: account('251000'), use_in_tax_closing: true });
    const positions = await call('account.fiscal.position', 'search_read', [[], ['name', 'sequence']]);
    expect(positions).toMatchObject(
      series === 19
        ? [
            { name: 'Domestic', sequence: 10 },
            { name: 'Foreign Trade', sequence: 20 },
          ]
        : [],
    );
  });

  it('get country, group, company and lines of their own, and four decimals', async () => {
    const id = await create({ name: 'QST', amount: 9.97499 });
    expect(tax(id)).toMatchObject({
      amount: 9.975,
      country_id: 233,
      company_id: 1,
      tax_group_id: odoo.control.resolve('account.1_tax_group_15'),
      include_base_amount: false,
      is_base_affected: true,
      sequence: 1,
    });
    const [read] = (await call('account.tax', 'read', [
      [id],
      LINES.map((name) => name.split('/')[0]),
    ])) as object[];
    expect(read).toMatchObject({ invoice_repartition_line_ids: [expect.any(Number), expect.any(Number)] });
  });

  it('go in with their lines by one load, and repeated change nothing', async () => {
    const first = await loadTax('de', 'DE VAT 19%', '19', account('251000'));
    expect(first).toMatchObject({ ids: [expect.any(Number)], messages: [] });
    const again = await loadTax('de', 'DE VAT 19%', '19', account('252000'));
    expect(again).toEqual(first);
    const lines = odoo.control.records('account.tax.repartition.line', [
      ['tax_id', '=', odoo.control.resolve('w.de')],
    ]);
    expect(
      lines.map((line) => [line['document_type'], line['repartition_type'], line['account_id']]),
    ).toEqual([
      ['invoice', 'base', false],
      ['invoice', 'tax', account('252000')],
      ['refund', 'base', false],
      ['refund', 'tax', account('252000')],
    ]);
    expect(odoo.control.resolve('w.de_r2')).toBe(lines[3]?.['id']);
  });

  it('are refused by load with the row each came from', async () => {
    const bad = await call('account.tax', 'load', [
      ['id', 'name', 'amount', ...LINES],
      [
        ['w.a', 'A', '1', 'w.a_i1', 'base', '', 'w.a_r1', 'base', ''],
        ['', '', '', 'w.a_i2', 'tax', '', 'w.a_r2', 'tax', ''],
        ['w.b', 'B', 'much', 'w.b_i1', 'base', '', 'w.b_r1', 'base', ''],
        ['', '', '', 'w.b_i2', 'tax', '99999', 'w.b_r2', 'tax', ''],
        ['w.c', 'A', '3', '', '', '', '', '', ''],
      ],
    ]);
    const refused = bad as {
      ids: unknown;
      messages: { rows: unknown; record: number; field?: string; message: string }[];
    };
    expect(refused.ids).toBe(false);
    // The whole table is tried at once first; what a model itself says of that is reported of the first record.
    expect(refused.messages.slice(0, 3)).toMatchObject([
      { rows: { from: 0, to: 1 }, record: 0, message: expect.stringContaining('unique') as unknown },
      { rows: { from: 2, to: 3 }, record: 1, field: 'amount' },
      {
        rows: { from: 2, to: 3 },
        record: 1,
        field: 'invoice_repartition_line_ids',
        message:
          "No matching record found for database id '99999' in field 'Distribution for Invoices/Account'",
      },
    ]);
    expect(refused.messages.at(-1)).toMatchObject({ rows: { from: 4, to: 4 }, record: 2 });
    expect(odoo.control.resolve('w.a_i1')).toBeNull();
  });

  it('are unique by name, use and country; a group belongs to one country', async () => {
    await create({ name: 'Twice', amount: 1 });
    expect(await call('account.tax', 'create', [{ name: 'Twice', amount: 2 }])).toEqual({
      exception: 'odoo.exceptions.ValidationError',
      message: 'Tax names must be unique!\n- Twice in My Company',
    });
    await create({ name: 'Twice', amount: 2, type_tax_use: 'purchase' });
    const german = { name: 'Twice', amount: 19, country_id: 57 };
    expect(await call('account.tax', 'create', [german])).toMatchObject({
      message: expect.stringContaining('tax_group_id') as unknown,
    });
    const group = await call('account.tax.group', 'create', [{ name: 'VAT', country_id: 57 }]);
    expect(tax(await create(german))).toMatchObject({ tax_group_id: group });
    expect(
      await call('account.tax', 'create', [{ name: 'Mixed', amount: 1, tax_group_id: group }]),
    ).toMatchObject({
      message: 'The tax group must have the same country_id as the tax using it.',
    });
  });

  it('keep their lines balanced', async () => {
    const id = await create({ name: 'Lines', amount: 1 });
    const half = [[0, 0, { repartition_type: 'tax', factor_percent: 50 }]];
    const answer = await call('account.tax', 'write', [[id], { invoice_repartition_line_ids: half }]);
    expect(answer).toMatchObject({ exception: 'odoo.exceptions.ValidationError' });
    expect(odoo.control.records('account.tax.repartition.line', [['tax_id', '=', id]])).toHaveLength(4);
  });

  it('show whether a price contains them, as the series does', async () => {
    const id = await create({ name: 'Inside', amount: 19, price_include: true });
    const read = async () => {
      const [row] = (await call('account.tax', 'read', [[id], ['price_include']])) as {
        price_include: boolean;
      }[];
      return row?.price_include;
    };
    expect(await read()).toBe(series === 17);
    if (series === 17) return;
    await call('account.tax', 'write', [[id], { price_include_override: 'tax_included' }]);
    expect(await read()).toBe(true);
    await call('account.tax', 'write', [[id], { price_include_override: false, price_include: true }]);
    expect(await read()).toBe(false);
    odoo.control.write('res.company', [1], { account_price_include: 'tax_included' });
    expect(await read()).toBe(true);
  });

  it('are written by accounting alone; the company by administrators', async () => {
    const [row] = odoo.control.records('account.tax');
    const refused = { exception: 'odoo.exceptions.AccessError' };
    expect(await call('account.tax', 'write', [[row?.['id']], { amount: 1 }], 'employee')).toMatchObject(
      refused,
    );
    expect(await call('account.tax', 'search_count', [[]], 'employee')).toBeGreaterThan(1);
    const rounding = [[1], { tax_calculation_rounding_method: 'round_globally' }];
    expect(await call('res.company', 'write', rounding)).toMatchObject(refused);
    expect(await call('res.company', 'write', rounding, 'admin')).toBe(true);
  });

  it('belong to a company and stay out of the others', async () => {
    const company = odoo.control.addCompany('Filiale', 'DE', ['connector']);
    odoo.control.addCompany('Foreign', 'FR');
    const seen = async (companies: number[]) =>
      (await callByRpc(odoo, 'connector', [
        'account.tax',
        'search_read',
        [[['type_tax_use', '=', 'sale']], ['company_id']],
        { context: { allowed_company_ids: companies } },
      ])) as { id: number; company_id: [number, string] }[];
    const both = await seen([1, company]);
    expect(new Set(both.map((row) => row.company_id[0]))).toEqual(new Set([1, company]));
    expect(new Set((await seen([company])).map((row) => row.company_id[0]))).toEqual(new Set([company]));
    const theirs = both.find((row) => row.company_id[0] === company)?.id;
    const write = { context: { allowed_company_ids: [1] } };
    const refused = await callByRpc(odoo, 'connector', [
      'account.tax',
      'write',
      [[theirs], { amount: 1 }],
      write,
    ]);
    expect(refused).toMatchObject({ exception: 'odoo.exceptions.AccessError' });
    const made = await callByRpc(odoo, 'connector', [
      'account.tax',
      'create',
      [{ name: 'Ours', amount: 7 }],
      { context: { allowed_company_ids: [company, 1] } },
    ]);
    expect(tax(Number(made))).toMatchObject({ company_id: company, country_id: 57 });
  });
});
