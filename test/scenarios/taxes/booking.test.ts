import { describe, expect, it } from 'vitest';
import { TAX_GROUP_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import {
  destination,
  expectSettled,
  FRANCE,
  GERMANY,
  GERMANY_REDUCED,
  operationOf,
  rate,
  taxesOf,
  taxOf,
  useShops,
  type Series,
  type Shop,
} from './small-shop.ts';

/** Under which report tags, on which account and in which tax group created taxes are. */
const open = useShops();

const LINE_MODEL = 'account.tax.repartition.line';
const TAG_MODEL = 'account.account.tag';

interface Line {
  readonly account_id: number | false;
  readonly document_type: string;
  readonly repartition_type: string;
  readonly tag_ids: readonly number[];
}

type Row = Readonly<Record<string, unknown>>;

/** Names of records of a model, by id. */
const namesOf = ({ odoo }: Shop, model: string, field = 'name'): ReadonlyMap<unknown, unknown> =>
  new Map(odoo.control.records(model).map((row) => [row['id'], row[field]]));

function taxRow({ odoo }: Shop, id: number | undefined): Row {
  const [found] = odoo.control.records(TAX_MODEL, [['id', '=', id ?? 0]]);
  if (found === undefined) throw new Error(`no tax ${id}`);
  return found;
}

/** A tax of the connector, by its key. */
const taxOfRate = ({ odoo }: Shop, key: string): Row => taxOf(odoo, key);

/** How a tax is booked: its group, and each line with account and tags. */
function bookingOf(shop: Shop, tax: Row): Readonly<Record<string, string>> {
  const groups = namesOf(shop, TAX_GROUP_MODEL);
  const accounts = namesOf(shop, 'account.account', 'code');
  const tags = namesOf(shop, TAG_MODEL);
  const lines = shop.odoo.control.records(LINE_MODEL, [
    ['tax_id', '=', Number(tax['id'])],
  ]) as unknown as Line[];
  const shown = lines.map(
    ({ account_id: account, document_type: document, repartition_type: type, tag_ids }) => {
      const code = account === false ? [] : [String(accounts.get(account))];
      return [
        `${document} ${type}`,
        [...code, ...tag_ids.map((id) => String(tags.get(id)))].join(' '),
      ] as const;
    },
  );
  return Object.fromEntries([['group', String(groups.get(tax['tax_group_id']))] as const, ...shown]);
}

/** As each series writes report tags. */
const signed = (series: Series, sign: '+' | '-', name: string) => (series === 19 ? name : `${sign}${name}`);

function booked(series: Series, group: string, account: string, base: string, tax: string) {
  const tag = (sign: '+' | '-', name: string) => (name === '' ? '' : signed(series, sign, name));
  const of = (sign: '+' | '-') => [account, tag(sign, tax)].filter((part) => part !== '').join(' ');
  return {
    group,
    ...{ 'invoice base': tag('+', base), 'invoice tax': of('+') },
    ...{ 'refund base': tag('-', base), 'refund tax': of('-') },
  };
}

const german = async (series: Series): Promise<Shop> => {
  const shop = await open(series, { odoo: { chart: 'de' } });
  shop.woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
  shop.woo.control.setRates([GERMANY, GERMANY_REDUCED, FRANCE, rate(11, 'GB', '19.0000')]);
  return shop;
};

describe.each(ALL_SERIES)('taxes created beside the German chart, Odoo %i', (series) => {
  it('of the own country are booked like its taxes, those of other countries are named once', async () => {
    const shop = await german(series);
    const first = await shop.sync();
    expect(bookingOf(shop, taxOfRate(shop, 'class-reduced-rate-7-excl'))).toEqual(
      booked(series, 'VAT 7%', '1771', '86_BASE', '86_TAX'),
    );
    const standard = operationOf(first, 'tax_class', 'standard').record?.id ?? 0;
    const source = series === 19 ? `-of-#${standard}` : '';
    const foreign = booked(series, 'VAT 19%', '1776', '', '');
    for (const key of ['20-excl-abroad-1', '19-excl-abroad-1'])
      expect(bookingOf(shop, taxOfRate(shop, `${key}${source}`))).toEqual(foreign);
    if (series === 19)
      expect(bookingOf(shop, taxOfRate(shop, `19-excl-1${source}`))).toEqual(
        booked(series, 'VAT 19%', '1776', '81_BASE', '81_TAX'),
      );
    const note = taxesOf(first).notes.find(({ code }) => code === 'taxes_untagged');
    expect(note).toMatchObject({ level: 'info' });
    expect(note?.message).toContain('VAT return');
    expect(note?.hint).toContain('l10n_eu_oss');
    const again = await expectSettled(shop);
    expect(taxesOf(again).notes.find(({ code }) => code === 'taxes_untagged')).toBeUndefined();
  });

  it('for distance sales take tags, account and group of the tax that the company has for them', async () => {
    const shop = await german(series);
    const { control } = shop.odoo;
    const [tag = 0] = control.create(TAG_MODEL, [{ name: 'OSS', applicability: 'taxes' }]);
    const whose = series === 17 ? { company_id: 1 } : { company_ids: [[6, 0, [1]]] };
    const [account = 0] = control.create('account.account', [
      { code: '1767', name: 'OSS', account_type: 'liability_current', ...whose },
    ]);
    const [group = 0] = control.create(TAX_GROUP_MODEL, [{ name: 'OSS 20.0%' }]);
    const lines = ['base', 'tax'].map((type) => [
      ...[0, 0],
      { repartition_type: type, account_id: account, tag_ids: [[6, 0, [tag]]] },
    ]);
    control.create(TAX_MODEL, [
      {
        ...{ name: '20.0% FR TVA', amount: 20, tax_group_id: group, sequence: 1000 },
        ...{ invoice_repartition_line_ids: lines, refund_repartition_line_ids: lines },
      },
    ]);
    const first = await shop.sync();
    const standard = operationOf(first, 'tax_class', 'standard').record?.id ?? 0;
    const source = series === 19 ? `-of-#${standard}` : '';
    const oss = (name: string) => ({
      group: name,
      ...{ 'invoice base': 'OSS', 'invoice tax': '1767 OSS', 'refund base': 'OSS', 'refund tax': '1767 OSS' },
    });
    expect(bookingOf(shop, taxOfRate(shop, `20-excl-abroad-1${source}`))).toEqual(oss('OSS 20.0%'));
    await expectSettled(shop);
  });
});

describe.each(ALL_SERIES)('a default sale tax that is a group, Odoo %i', (series) => {
  it.each([
    ['14.975% GST+QST', 'QC', 'QST', '9.9750', '9.975', booked(series, 'QST', '232000', '', 'CaQc203')],
    ['12% GST+PST BC', 'BC', 'PST', '7.0000', '7', booked(series, 'PST 7%', '232000', '', 'CaBcB')],
    ['12% GST+PST MB', 'MB', 'PST', '7.0000', '7', booked(series, 'PST 7%', '232000', '', 'CaMb1')],
    ['11% GST+PST SK', 'SK', 'PST', '6.0000', '6', booked(series, 'PST 6%', '232000', 'CaSk8Base', 'CaSk8')],
  ])(
    '%s: each part is booked as in the group, and shown by its name',
    async (name, state, label, percent, key, part) => {
      const shop = await open(series, { odoo: { chart: 'ca' } });
      const { odoo, woo } = shop;
      const [standard] = odoo.control.records(TAX_MODEL, [['name', '=', name]]);
      odoo.control.write('res.company', [1], { account_sale_tax_id: Number(standard?.['id']) });
      woo.control.setSetting('general', 'woocommerce_default_country', `CA:${state}`);
      woo.control.setRates([
        rate(1, 'CA', '5.0000', { state, name: 'GST' }),
        rate(2, 'CA', percent, { state, name: label, priority: 2 }),
      ]);
      const first = await shop.sync();
      expect(first.status, first.message).toBe('done');
      const total = (5 + Number(percent)).toString();
      const of = (tax: string) => taxOfRate(shop, destination(series, tax, `class-standard-${total}-excl`));
      expect(bookingOf(shop, of('5-excl-1'))).toEqual(booked(series, 'GST', '231000', 'Ca90', 'Ca103'));
      expect(bookingOf(shop, of(`${key}-excl-1`))).toEqual(part);
      await expectSettled(shop);
    },
  );

  it('in India: CGST and SGST of one percentage are distinguished by their names', async () => {
    const shop = await open(series, { odoo: { chart: 'in' } });
    const { woo } = shop;
    woo.control.putCountry({ code: 'IN', name: 'India', states: [{ code: 'MH', name: 'Maharashtra' }] });
    woo.control.setSetting('general', 'woocommerce_default_country', 'IN:MH');
    woo.control.setRates([
      rate(1, 'IN', '9.0000', { state: 'MH', name: 'CGST' }),
      rate(2, 'IN', '9.0000', { state: 'MH', name: 'SGST', priority: 2 }),
    ]);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    const of = (nth: number) =>
      taxOfRate(shop, destination(series, `9-excl-${nth}`, 'class-standard-18-excl'));
    expect(bookingOf(shop, of(1))).toEqual(booked(series, 'CGST', '11233', 'BASE CGST', 'CGST'));
    expect(bookingOf(shop, of(2))).toEqual(booked(series, 'SGST', '11232', 'BASE SGST', 'SGST'));
    await expectSettled(shop);
  });

  it('in Gabon: the taxes in it, which are archived, are the models', async () => {
    const shop = await open(series, { odoo: { chart: 'ga' } });
    const { woo } = shop;
    woo.control.putCountry({ code: 'GA', name: 'Gabon', states: [] });
    woo.control.setSetting('general', 'woocommerce_default_country', 'GA');
    woo.control.setRates([
      rate(1, 'GA', '18.0000', { name: 'TVA' }),
      rate(2, 'GA', '1.0000', { name: 'CSS', priority: 2 }),
    ]);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    const of = (key: string) => taxOfRate(shop, destination(series, key, 'class-standard-19-excl'));
    expect(bookingOf(shop, of('18-excl-1'))).toEqual(
      booked(series, '18%', '4431', 'GA_base_3_18', 'GA_tax_3_18'),
    );
    expect(bookingOf(shop, of('1-excl-1'))).toEqual(booked(series, '1%', '4431', 'GA_css', 'GA_css_tax'));
    await expectSettled(shop);
  });

  it('in Bolivia, where it is in the price by division, is the model of its percentage', async () => {
    const shop = await open(series, { odoo: { chart: 'bo' } });
    const { woo } = shop;
    woo.control.putCountry({ code: 'BO', name: 'Bolivia', states: [] });
    woo.control.setSetting('general', 'woocommerce_default_country', 'BO');
    woo.control.setRates([rate(1, 'BO', '13.0000', { name: 'IVA' })]);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    const lines = bookingOf(shop, taxOfRate(shop, 'class-standard-13-excl'));
    expect(lines['group']).toBe('IVA 13%');
    expect(lines['invoice tax']).toBe(
      `2135 ${signed(series, '+', 'IVA 13')} ${signed(series, '+', 'IVA 19')}`,
    );
    await expectSettled(shop);
  });
});

it.each(ALL_SERIES)(
  'GST and QST get groups of their own where no tax of the company names them, Odoo %i',
  async (series) => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    woo.control.setRates([
      rate(1, 'US', '7.2500', { state: 'CA' }),
      rate(2, 'CA', '5.0000', { state: 'QC', name: 'GST' }),
      rate(3, 'CA', '9.9750', { state: 'QC', name: 'QST', priority: 2 }),
    ]);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    const groups = namesOf(shop, TAX_GROUP_MODEL);
    const lines = [
      { taxIds: [taxOfRate(shop, 'class-standard-7.25-excl')['id'] as number], price: '100', qty: 1 },
    ];
    const quoted = odoo.control.quote({ country: 'CA', state: 'QC', lines });
    expect(quoted.amountTax).toBe('14.98');
    const shown = quoted.lines.flatMap(({ taxIds }) =>
      taxIds.map((id) => groups.get(taxRow(shop, id)['tax_group_id'])),
    );
    expect(shown).toEqual(['GST', 'QST']);
    await expectSettled(shop);
  },
);
