import { describe, expect, it } from 'vitest';
import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import {
  boundTax,
  changesOf,
  charged,
  conflictsOf,
  contents,
  destination,
  expectSettled,
  GERMANY,
  operationOf,
  rate,
  STANDARD_TAX,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** On which account the taxes are booked that the connector makes: an invoice with none would book tax as income. */
const open = useShops();

const LINE_MODEL = 'account.tax.repartition.line';
/** On which a fresh company books the tax of sales, and others of its chart. */
const RECEIVED = '251000';
const PAYABLE = '252000';

function accountOf({ odoo }: Shop, code: string): number {
  const [account] = odoo.control.records('account.account', [['code', '=', code]]);
  if (account === undefined) throw new Error(`no account ${code}`);
  return Number(account['id']);
}

interface Line {
  readonly account_id: number | false;
  readonly document_type: string;
  readonly repartition_type: string;
}

/** The lines of a tax, each with the code of its account. */
function bookingOf({ odoo }: Shop, taxId: number): string[] {
  const accounts = odoo.control.records('account.account') as unknown as { id: number; code: string }[];
  const codes = new Map<number | false, string>(accounts.map(({ id, code }) => [id, code]));
  const lines = odoo.control.records(LINE_MODEL, [['tax_id', '=', taxId]]) as unknown as Line[];
  return lines
    .map((line) => `${line.document_type} ${line.repartition_type} ${codes.get(line.account_id) ?? 'none'}`)
    .sort();
}

const bookedOn = (code: string) => [
  'invoice base none',
  `invoice tax ${code}`,
  'refund base none',
  `refund tax ${code}`,
];

/** Every tax of the connector. */
function made({ odoo }: Shop): number[] {
  const names = odoo.control.externalIds(TAX_MODEL);
  return Object.entries(names).flatMap(([id, name]) =>
    name.startsWith('__woo_sync__.') ? [Number(id)] : [],
  );
}

const setDefault = ({ odoo }: Shop, id: number | false): void => {
  odoo.control.write('res.company', [1], { account_sale_tax_id: id });
};

describe.each(EACH_SERIES)('the account of taxes that are made, Odoo %i', (series) => {
  const GERMAN = destination(series, '19-excl-1');
  const sale = ({ odoo }: Shop) => ({
    country: 'DE',
    lines: [{ taxIds: [taxOf(odoo, STANDARD_TAX).id], price: '100', qty: 1 }],
  });

  it('is that of the default sale tax, with invoices and refunds', async () => {
    const shop = await open(series);
    await shop.sync();
    const taxes = made(shop);
    expect(taxes.length).toBeGreaterThan(10);
    for (const id of taxes) expect(bookingOf(shop, id), String(id)).toEqual(bookedOn(RECEIVED));
    expect(shop.odoo.control.postInvoice(sale(shop)).taxes).toEqual([
      expect.objectContaining({ accountId: accountOf(shop, RECEIVED), amount: '19' }),
    ]);
  });

  it('is the one that the backend names', async () => {
    const shop = await open(series);
    const report = await shop.sync({}, { taxAccount: PAYABLE });
    expect(report.status, report.message).toBe('done');
    for (const id of made(shop)) expect(bookingOf(shop, id), String(id)).toEqual(bookedOn(PAYABLE));
    expect(shop.odoo.control.postInvoice(sale(shop)).taxes).toEqual([
      expect.objectContaining({ accountId: accountOf(shop, PAYABLE), amount: '19' }),
    ]);
  });

  it('is not changed on taxes that are there: only new ones are booked on another', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    const before = made(shop);
    const renamed = await shop.sync({}, { taxAccount: PAYABLE });
    expect(changesOf(renamed)).toEqual([]);
    woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    await shop.sync({}, { taxAccount: PAYABLE });
    for (const id of before) expect(bookingOf(shop, id), String(id)).toEqual(bookedOn(RECEIVED));
    const german = taxOf(odoo, destination(series, '21-excl-1')).id;
    expect(bookingOf(shop, german)).toEqual(bookedOn(PAYABLE));
  });

  it('that is not in the chart is reported, and nothing is made with another', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    const before = contents(odoo);
    const report = await shop.sync({}, { taxAccount: '999999' });
    expect(report.status).toBe('partial');
    const asked = operationOf(report, 'tax_class', 'standard');
    expect(asked).toMatchObject({ kind: 'conflict', rule: 'account' });
    expect(asked.reason).toContain('999999');
    expect(contents(odoo)).toEqual(before);
    expect(await boundTax(shop, GERMANY.id)).toBeUndefined();
    const again = await shop.sync({}, { taxAccount: '999999' });
    expect(changesOf(again)).toEqual(conflictsOf(again));
    expect(again.outcomes).toEqual([]);

    const named = await shop.sync({}, { taxAccount: PAYABLE });
    expect(named.status, named.message).toBe('done');
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('that is not in the chart any more stands only in the way of what is new', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    await shop.sync();
    woo.control.putRate(rate(13, 'US', '6.8500', { state: 'NV' }));
    const report = await shop.sync({}, { taxAccount: '999999' });
    const key = destination(series, '6.85-excl-1');
    expect(conflictsOf(report)).toEqual([
      `conflict tax ${key}: account`,
      'conflict fiscal_position US-NV: tax',
    ]);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
    expect(taxOf(odoo, GERMAN)['active']).toBe(true);
  });

  it('without a default sale tax must be named; the taxes are then made as ever', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    setDefault(shop, false);
    const before = contents(odoo);
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    const asked = operationOf(report, 'tax_class', 'standard');
    expect(asked).toMatchObject({ kind: 'conflict', rule: 'account' });
    expect(asked.reason).toContain('--tax-account');
    expect(asked.reason).toContain('no default sale tax');
    expect(contents(odoo)).toEqual(before);
    expect(conflictsOf(await expectSettled(shop))).not.toEqual([]);

    const named = await shop.sync({}, { taxAccount: RECEIVED });
    expect(named.status, named.message).toBe('done');
    for (const id of made(shop)) expect(bookingOf(shop, id), String(id)).toEqual(bookedOn(RECEIVED));
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('19.00');
    // What is there needs no account any more.
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('must be named where the default sale tax has none', async () => {
    const shop = await open(series);
    const { odoo } = shop;
    const [bare = 0] = odoo.control.create(TAX_MODEL, [{ name: 'Bare', amount: 15, type_tax_use: 'sale' }]);
    setDefault(shop, bare);
    const report = await shop.sync();
    const asked = operationOf(report, 'tax_class', 'standard');
    expect(asked).toMatchObject({ kind: 'conflict', rule: 'account' });
    expect(asked.reason).toContain('default sale tax');
    expect(asked.reason).toContain('has no account');
    expect((await shop.sync({}, { taxAccount: RECEIVED })).status).toBe('done');
  });

  it('is one of the company, where another one has an account of the same code', async () => {
    const one = await open(series);
    const { odoo } = one;
    const first = accountOf(one, PAYABLE);
    const company = odoo.control.addCompany('Branch', 'US', [odoo.users.connector.login]);
    const other = await one.second(company);
    const report = await other.sync({}, { taxAccount: PAYABLE });
    expect(report.status, report.message).toBe('done');
    const { id } = taxOf(odoo, GERMAN, company);
    const booked = odoo.control
      .records(LINE_MODEL, [['tax_id', '=', id]])
      .flatMap((line) => (typeof line['account_id'] === 'number' ? [line['account_id']] : []));
    expect(booked).toHaveLength(2);
    expect(booked).not.toContain(first);
    expect(bookingOf(other, id)).toEqual(bookedOn(PAYABLE));
  });
});
