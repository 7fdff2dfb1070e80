import { describe, expect, it } from 'vitest';
import { STANDARD, taxExternalId, classTaxKey } from '../../../src/domains/shared/class-taxes.ts';
import { POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  boundTax,
  charged,
  conflictsOf,
  expectSettled,
  rate,
  reviewsOf,
  taxesOf,
  useShops,
  type Place,
  type Shop,
} from './small-shop.ts';

/** A store of a branch (`parent_id`): it uses the chart of accounts of the company above it, and has records of its own. */
const open = useShops();

const RATES = [
  rate(1, 'DE', '19.0000'),
  rate(2, 'DE', '7.0000', { class: 'reduced-rate' }),
  rate(3, 'FR', '20.0000'),
  rate(4, 'FR', '5.5000', { class: 'reduced-rate' }),
  rate(5, '', '0.0000'),
  rate(6, '', '0.0000', { class: 'reduced-rate' }),
];
const PLACES: readonly Place[] = ['DE', 'FR', 'GB', 'US'].map((country) => ({ country }));
const EU = 'Business partner EU (with VAT ID)';

function stock({ woo }: Pick<Shop, 'woo'>): void {
  woo.control.setRates(RATES);
  woo.control.setSetting('general', 'woocommerce_default_country', 'DE:DE-BE');
  woo.control.setSetting('general', 'woocommerce_store_postcode', '10115');
}

/** The root's own shop is only there to open Odoo; the branches have the stores. */
async function openBranches(series: Parameters<typeof open>[0], names: readonly string[]) {
  const root = await open(series, { odoo: { chart: 'de' } });
  const shops: { shop: Shop; id: number }[] = [];
  for (const name of names) {
    const id = root.odoo.control.addBranch(name, 1, ['connector']);
    const shop = await root.second(id);
    stock(shop);
    shops.push({ shop, id });
  }
  return { root, odoo: root.odoo, shops };
}

/** The tax on products of a class: the connector's own for the branch, or the root's default sale tax. */
function classTax({ odoo }: Shop, id: number, key: string): number {
  const own = odoo.control.resolve(taxExternalId(id, key));
  const [company] = odoo.control.records('res.company', [['id', '=', 1]]);
  return own ?? Number(company?.['account_sale_tax_id']);
}

const ownTaxes = ({ odoo }: Shop, id: number) => odoo.control.records(TAX_MODEL, [['company_id', '=', id]]);
const namesOf = (records: readonly Readonly<Record<string, unknown>>[]) =>
  records.map(({ name }) => String(name));

describe.each(EACH_SERIES)('a branch of a German company, Odoo %i', (series) => {
  it('uses the taxes, accounts and groups of its root, and a second sync writes nothing', async () => {
    const { odoo, shops } = await openBranches(series, ['Filiale Nord']);
    const [{ shop, id }] = shops as [{ shop: Shop; id: number }];
    const before = namesOf(odoo.control.records(TAX_MODEL, [['company_id', '=', 1]]));
    const report = await shop.sync({ allowRemovals: true });
    expect(conflictsOf(report)).toEqual([]);
    expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(taxesOf(report).failure, report.message).toBeUndefined();
    expect(taxesOf(report).notes.map(({ code }) => code)).toContain('branch');
    // The chart's 19 % is taken, not made again.
    expect(classTax(shop, id, classTaxKey(STANDARD, '19', false))).toBe(
      Number(odoo.control.records('res.company', [['id', '=', 1]])[0]?.['account_sale_tax_id']),
    );
    expect(namesOf(odoo.control.records(TAX_MODEL, [['company_id', '=', 1]]))).toEqual(before);
    const standard = classTax(shop, id, classTaxKey(STANDARD, '19', false));
    expect(PLACES.map((place) => charged(odoo, standard, place, id))).toEqual([
      '19.00',
      '20.00',
      '0.00',
      '0.00',
    ]);
    for (const tax of ownTaxes(shop, id)) {
      const [line] = odoo.control.records('account.tax.repartition.line', [
        ['tax_id', '=', Number(tax['id'])],
        ['repartition_type', '=', 'tax'],
      ]);
      expect(
        odoo.control.records('account.account', [['id', '=', Number(line?.['account_id'])]]),
      ).toHaveLength(1);
      expect(
        odoo.control.records('account.tax.group', [['id', '=', Number(tax['tax_group_id'])]])[0],
      ).toMatchObject({
        company_id: 1,
      });
    }
    await expectSettled(shop);
    expect(await boundTax(shop, 3)).toBeDefined();
    const [resolved] = await shop.engine.resolve(
      shop.backend,
      { domain: 'taxes', values: { tax_rate: '3', percent: '20' } },
      () => undefined,
    );
    expect(resolved).toMatchObject({ status: 'found' });
  });

  it('serves business customers of the EU by the position of its root, or shows what to do', async () => {
    const { odoo, shops } = await openBranches(series, ['Filiale Nord']);
    const [{ shop, id }] = shops as [{ shop: Shop; id: number }];
    const report = await shop.sync({ allowRemovals: true });
    const standard = classTax(shop, id, classTaxKey(STANDARD, '19', false));
    const business = () =>
      odoo.control.quote({
        ...{ country: 'FR', vat: 'FR123', companyId: id },
        lines: [{ taxIds: [standard], price: '100', qty: 1 }],
      }).amountTax;
    const late = reviewsOf(report).filter(({ code }) => code === 'vat_position_late');
    if (series < 19) {
      expect([business(), late]).toEqual(['0.00', []]);
      return;
    }
    // 19 takes those of the branch first; following the hint makes both sides agree.
    expect(business()).toBe('20.00');
    expect(late[0]?.message).toContain(EU);
    const hint = late[0]?.hint ?? '';
    const first = Number(/sequences below (-?\d+)/u.exec(hint)?.[1]);
    const named = [...hint.matchAll(/"[^"]+" \((\d+)\)/gu)].map((match) => Number(match[1]));
    for (const [at, copied] of named.entries()) {
      const [position] = odoo.control.records(POSITION_MODEL, [['id', '=', copied]]);
      const taxes = odoo.control.records(TAX_MODEL, [['fiscal_position_ids', 'in', [copied]]]);
      const {
        name = '',
        country_id = false,
        country_group_id = false,
        vat_required = false,
      } = position ?? {};
      odoo.control.create(POSITION_MODEL, [
        {
          ...{ name, country_id, country_group_id, vat_required, company_id: id, auto_apply: true },
          sequence: first - named.length + at,
          tax_ids: [[6, 0, taxes.map((tax) => Number(tax['id']))]],
        },
      ]);
    }
    const second = await shop.sync();
    expect(reviewsOf(second).filter(({ code }) => code === 'vat_position_late')).toEqual([]);
    expect(business()).toBe('0.00');
    const home = {
      country: 'DE',
      vat: 'DE1',
      companyId: id,
      lines: [{ taxIds: [standard], price: '100', qty: 1 }],
    };
    expect(odoo.control.quote(home).amountTax).toBe('19.00');
    await expectSettled(shop);
  });

  it('two branches have a store each: no name is refused, and neither changes what the other has', async () => {
    const { odoo, shops } = await openBranches(series, ['Filiale Nord', 'Filiale Süd']);
    for (const { shop, id } of shops) {
      const report = await shop.sync({ allowRemovals: true });
      expect(report.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
      expect(conflictsOf(report)).toEqual([]);
      const standard = classTax(shop, id, classTaxKey(STANDARD, '19', false));
      expect(PLACES.map((place) => charged(odoo, standard, place, id))).toEqual([
        '19.00',
        '20.00',
        '0.00',
        '0.00',
      ]);
    }
    const [north, south] = shops.map(({ shop, id }) => ownTaxes(shop, id).length);
    expect([north === south, (north ?? 0) > 0]).toEqual([true, true]);
    // Names are unique among all branches: 19 refuses those of one that the user does not work for.
    const second = namesOf(shops.slice(1).flatMap(({ shop, id }) => ownTaxes(shop, id)));
    expect(second.every((name) => name.endsWith(' (2)'))).toBe(series === 19);
    for (const { shop } of shops) await expectSettled(shop);
  });
});
