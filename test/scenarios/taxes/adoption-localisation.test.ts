import { describe, expect, it } from 'vitest';
import { TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { PEOPLE, rowOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  BRITAIN,
  CANADA,
  charged,
  conflictsOf,
  destination,
  expectSettled,
  FRANCE,
  GERMANY,
  operationOf,
  QUEBEC,
  rate,
  REDUCED_TAX,
  STANDARD_TAX,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { makeTax, included, IN_BASE, COMPOUND, setDefault, recordOf, wholeRecord } from './taxes-by-hand.ts';
import { EACH_SERIES, once } from '../../testing/series.ts';

/** Taxes that a localisation brought: taken where they fit, and never written. */
const open = useShops();

/** Rates of other countries as ones of states of the company's own: only those take its taxes. */
const HOME: Readonly<Record<number, string>> = {
  [GERMANY.id]: 'WA',
  [FRANCE.id]: 'OH',
  [BRITAIN.id]: 'PA',
  [CANADA.id]: 'KY',
  [QUEBEC.id]: 'KY',
};
const WASHINGTON = { country: 'US', state: 'WA' };
const OHIO = { country: 'US', state: 'OH' };
const KENTUCKY = { country: 'US', state: 'KY' };

const atHome = (each: typeof GERMANY): typeof GERMANY => {
  const state = HOME[each.id];
  return state === undefined ? each : { ...each, country: 'US', state };
};

async function openAtHome(...options: Parameters<typeof open>): Promise<Shop> {
  const shop = await open(...options);
  const { control } = shop.woo;
  control.setRates(control.data().taxRates.map(atHome));
  return shop;
}

describe.each(EACH_SERIES.filter((series) => series !== 19))('taxes of a localisation, Odoo %i', (series) => {
  it('are left to sales in the own country, which the plan says', async () => {
    const shop = await open(series);
    const own = makeTax(shop, '19% by hand', 19);
    const before = wholeRecord(shop, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    const made = operationOf(report, 'tax', '19-excl-1');
    expect(made).toMatchObject({ kind: 'create' });
    expect(made.reason).toContain('"19% by hand" is for sales in US');
    expect(wholeRecord(shop, own)).toEqual(before);
    await expectSettled(shop);
  });

  it.each([
    ['by its name', '19% EX', {}, 'exports and imports'],
    ['by its report lines', '19% by hand', 'cancelling', 'reverse charge'],
    ['by a position for customers with a VAT number', '19% by hand', 'position', 'VAT customers'],
  ] as const)('are left where one has another meaning %s', async (_how, name, special, why) => {
    const shop = await openAtHome(series);
    const { odoo } = shop;
    const own = makeTax(shop, name, 19);
    const cancelling = [[0, 0, { repartition_type: 'tax', factor_percent: -100 }]];
    if (special === 'cancelling')
      odoo.control.write(TAX_MODEL, [own], {
        ...{ invoice_repartition_line_ids: cancelling, refund_repartition_line_ids: cancelling },
      });
    if (special === 'position') {
      const lines = [[0, 0, { tax_src_id: makeTax(shop, '11% by hand', 11), tax_dest_id: own }]];
      odoo.control.create('account.fiscal.position', [
        { name: 'VAT customers', vat_required: true, tax_ids: lines },
      ]);
    }
    const report = await shop.sync();
    const made = operationOf(report, 'tax', '19-excl-1');
    expect(made).toMatchObject({ kind: 'create' });
    expect(made.reason).toContain(`"${name}" was left`);
    expect(made.reason).toContain(why);
  });

  it('of 0% are not chosen among: their percentage does not show what they are for', async () => {
    const shop = await openAtHome(series);
    makeTax(shop, '0% exempt', 0);
    makeTax(shop, '0% outside', 0);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    const made = operationOf(report, 'tax', '0-excl-1');
    expect(made).toMatchObject({ kind: 'create' });
    expect(made.reason).toContain('differ in meaning');
  });

  it('are taken for a place where they alone fit, and never written', async () => {
    const shop = await openAtHome(series, { app: true });
    const { odoo, woo } = shop;
    const german = makeTax(shop, '19% USt', 19, { invoice_label: '19% USt' });
    const before = wholeRecord(shop, german);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(operationOf(report, 'tax', '19-excl-1')).toMatchObject({
      ...{ kind: 'link', rule: 'percentage', record: { id: german } },
    });
    const row = () => rowOf(odoo, 'x_woo_tax', { x_key: '19-excl-1' });
    const rateRow = () => rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: GERMANY.id });
    expect(row()).toMatchObject({ x_tax_id: german, x_rule: 'percentage', x_created: false });
    expect(rateRow()).toMatchObject({ x_tax_id: german, x_rule: 'percentage' });
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(german);
    const sale = { ...WASHINGTON, lines: [{ taxIds: [taxOf(odoo, STANDARD_TAX).id], price: '100', qty: 1 }] };
    expect(odoo.control.quote(sale).lines[0]?.taxIds).toEqual([german]);
    expect((await expectSettled(shop)).status).toBe('nothing');
    expect(row()).toMatchObject({ x_tax_id: german, x_rule: 'percentage' });
    expect(rateRow()).toMatchObject({ x_tax_id: german, x_rule: 'percentage' });

    // A second one that fits comes later: what is bound stays bound.
    const twin = makeTax(shop, '19% USt EU', 19);
    expect((await expectSettled(shop)).status).toBe('nothing');
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(german);

    woo.control.putRate({ ...atHome(GERMANY), rate: '21.0000' });
    expect((await shop.sync()).status).toBe('done');
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, WASHINGTON)).toBe('21.00');
    expect(wholeRecord(shop, german)).toEqual(before);
    expect(recordOf(shop, twin)?.['active']).toBe(true);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it.each([
    ['that prices contain', included(series)],
    ['of another country', 'FR'],
    ['for purchases', { type_tax_use: 'purchase' }],
    ['that is archived', { active: false }],
    ['of a fixed amount', { amount_type: 'fixed' }],
  ] as const)('%s are not taken', async (_what, values) => {
    const shop = await openAtHome(series);
    const { odoo } = shop;
    const [country] = odoo.control.records('res.country', [['code', '=', 'FR']]);
    const abroad = { country_id: Number(country?.['id']) };
    const [group = 0] = odoo.control.create('account.tax.group', [{ name: 'TVA', company_id: 1, ...abroad }]);
    const foreign = { ...abroad, tax_group_id: group };
    const own = makeTax(shop, '19% by hand', 19, values === 'FR' ? foreign : values);
    const before = wholeRecord(shop, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(operationOf(report, 'tax', '19-excl-1')).toMatchObject({ kind: 'create' });
    expect(wholeRecord(shop, own)).toEqual(before);
    await expectSettled(shop);
  });

  it('are taken beside a compound rate only as far as they compute as the store does', async () => {
    const shop = await openAtHome(series);
    const { odoo } = shop;
    // As taxes are by default: the compound one would not be charged on the other.
    const plain = [makeTax(shop, 'GST', 5), makeTax(shop, 'QST', 9.975)];
    expect((await shop.sync()).status).toBe('done');
    for (const id of [CANADA.id, QUEBEC.id])
      expect(plain, String(id)).not.toContain((await boundTax(shop, id))?.odooId);
    const quebec = KENTUCKY;
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, quebec)).toBe('15.47');

    const other = await openAtHome(series);
    const gst = makeTax(other, 'GST', 5, { ...IN_BASE, sequence: 1 });
    const qst = makeTax(other, 'QST', 9.975, { ...COMPOUND, sequence: 2 });
    const before = [gst, qst].map((id) => wholeRecord(other, id));
    expect((await other.sync()).status).toBe('done');
    expect((await boundTax(other, CANADA.id))?.odooId).toBe(gst);
    expect((await boundTax(other, QUEBEC.id))?.odooId).toBe(qst);
    expect(charged(other.odoo, taxOf(other.odoo, STANDARD_TAX).id, quebec)).toBe('15.47');
    expect([gst, qst].map((id) => wholeRecord(other, id))).toEqual(before);
    await expectSettled(other);
  });

  it('that a user changes afterwards are left to them: one is made, and positions follow', async () => {
    const shop = await openAtHome(series);
    const { odoo } = shop;
    const german = makeTax(shop, '19% USt', 19);
    await shop.sync();
    odoo.control.write(TAX_MODEL, [german], { amount: 16 });
    const before = wholeRecord(shop, german);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    const made = taxOf(odoo, '19-excl-1').id;
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(made);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, WASHINGTON)).toBe('19.00');
    expect(wholeRecord(shop, german)).toEqual(before);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('when several fit, a user is asked; nothing is made, and no position speaks of them, until one is chosen', async () => {
    const shop = await openAtHome(series, { app: true });
    const { odoo } = shop;
    const twins = [makeTax(shop, 'TVA vente', 20), makeTax(shop, 'TVA services', 20)];
    const before = twins.map((id) => wholeRecord(shop, id));
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    const asked = operationOf(report, 'tax', '20-excl-1');
    expect(asked).toMatchObject({ kind: 'conflict', rule: 'ambiguous' });
    expect(asked.candidates?.map(({ id }) => id)).toEqual(twins);
    expect(asked.reason).toContain('--tax-ambiguous create');
    const review = rowOf(odoo, 'x_woo_review', { x_type: 'tax', x_key: '20-excl-1' });
    expect(review).toMatchObject({ x_active: true });
    for (const name of ['TVA vente', 'TVA services']) expect(review['x_candidates']).toContain(name);
    const waiting = operationOf(report, 'tax_rate', String(FRANCE.id));
    expect(waiting).toMatchObject({ kind: 'keep', rule: 'waits' });
    expect(waiting.reason).toContain('WooCommerce app, Metadata, Taxes');
    for (const place of ['US-OH-PA'])
      expect(odoo.control.resolve(`__woo_sync__.position_c1_${place}`), place).toBeNull();
    // The other places do not wait.
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, WASHINGTON)).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('partial');

    const [, second = 0] = twins;
    odoo.control.writeAs(
      PEOPLE.manager.login,
      'x_woo_tax',
      rowOf(odoo, 'x_woo_tax', { x_key: '20-excl-1' }).id,
      {
        x_choice_id: second,
      },
    );
    const chosen = await shop.sync();
    expect(chosen.status, chosen.message).toBe('done');
    expect((await boundTax(shop, FRANCE.id))?.odooId).toBe(second);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, OHIO)).toBe('20.00');
    const settled = rowOf(odoo, 'x_woo_review', { x_type: 'tax', x_key: '20-excl-1' });
    expect(settled).toMatchObject({ x_active: false });
    expect(twins.map((id) => wholeRecord(shop, id))).toEqual(before);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('when several fit, only their own class waits: the position of the other classes is made', async () => {
    const shop = await openAtHome(series);
    const { odoo, woo } = shop;
    woo.control.putRate(rate(30, 'US', '5.5000', { state: 'OH', class: 'reduced-rate' }));
    makeTax(shop, 'TVA vente', 20);
    makeTax(shop, 'TVA services', 20);
    const report = await shop.sync();
    const ohio = operationOf(report, 'fiscal_position', 'US-OH');
    expect(ohio.kind).toBe('create');
    expect(ohio.reason).toContain('the tax of Standard rate is left unchanged there: it waits for the tax "');
    expect(charged(odoo, taxOf(odoo, REDUCED_TAX).id, OHIO)).toBe('5.50');
    // What would do nothing that the rest of the world does not have waits as a whole.
    expect(operationOf(report, 'fiscal_position', 'US-PA')).toMatchObject({ kind: 'conflict', rule: 'tax' });
    const settled = await expectSettled(shop);
    expect(operationOf(settled, 'fiscal_position', 'US-OH').reason).toContain('it waits for the tax "');

    // The other class goes on following the store.
    woo.control.putRate(rate(30, 'US', '5.0000', { state: 'OH', class: 'reduced-rate' }));
    await shop.sync();
    expect(charged(odoo, taxOf(odoo, REDUCED_TAX).id, OHIO)).toBe('5.00');

    const created = await shop.sync({ taxAmbiguous: 'create' });
    expect(conflictsOf(created)).toEqual([]);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, OHIO)).toBe('20.00');
    // For once: what was created stays, under the setting of the backend.
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('of twelve taxes of 0% none has to be chosen', async () => {
    const shop = await open(series);
    const { odoo, woo } = shop;
    woo.control.putRate(rate(31, '', '0.0000'));
    const zeros = Array.from({ length: 12 }, (_, at) => makeTax(shop, `0% variant ${at}`, 0));
    const before = zeros.map((id) => wholeRecord(shop, id));
    const report = await shop.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'JP' })).toBe('0.00');
    expect((await boundTax(shop, 31))?.odooId).toBe(taxOf(odoo, '0-excl-1').id);
    expect(zeros.map((id) => wholeRecord(shop, id))).toEqual(before);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('when several fit and the policy is to create, one is made, and stays when the policy is to ask again', async () => {
    const shop = await openAtHome(series);
    const { odoo } = shop;
    const twins = [makeTax(shop, 'TVA vente', 20), makeTax(shop, 'TVA services', 20)];
    const before = twins.map((id) => wholeRecord(shop, id));
    const report = await shop.sync({}, { taxAmbiguous: 'create' });
    expect(report.status, report.message).toBe('done');
    expect(operationOf(report, 'tax', '20-excl-1')).toMatchObject({ kind: 'create', rule: 'new' });
    const made = taxOf(odoo, '20-excl-1').id;
    expect((await boundTax(shop, FRANCE.id))?.odooId).toBe(made);
    expect((await expectSettled(shop)).status).toBe('nothing');
    expect(taxOf(odoo, '20-excl-1').id).toBe(made);
    expect(twins.map((id) => wholeRecord(shop, id))).toEqual(before);
  });

  it('when several fit, and one of them is the default sale tax, that one is taken', async () => {
    const shop = await openAtHome(series);
    const twins = [makeTax(shop, 'TVA vente', 20), makeTax(shop, 'TVA services', 20)];
    const [, second = 0] = twins;
    setDefault(shop, second);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(operationOf(report, 'tax', '20-excl-1')).toMatchObject({
      ...{ kind: 'link', rule: 'default sale tax', record: { id: second } },
    });
    await expectSettled(shop);
  });
});

once.describe('taxes that people made, Odoo 19', () => {
  it.each([
    ['asks', 'ask'],
    ['creates', 'create'],
  ] as const)(
    'are never taken for places, however well they fit, and nothing is asked (policy %s)',
    async (_name, taxAmbiguous) => {
      const shop = await open(19);
      const { odoo } = shop;
      const own = [
        makeTax(shop, '19% USt', 19, IN_BASE),
        makeTax(shop, 'TVA', 20, IN_BASE),
        makeTax(shop, 'TVA 2', 20, IN_BASE),
      ];
      const before = own.map((id) => wholeRecord(shop, id));
      const report = await shop.sync({}, { taxAmbiguous });
      expect(report.status, report.message).toBe('done');
      for (const [rate, key] of [
        [GERMANY, '19-excl-1'],
        [FRANCE, '20-excl-1'],
      ] as const)
        expect((await boundTax(shop, rate.id))?.odooId).toBe(taxOf(odoo, destination(19, key)).id);
      expect(own.map((id) => wholeRecord(shop, id))).toEqual(before);
      expect(odoo.control.records(TAX_MODEL, [['original_tax_ids', 'in', own]])).toEqual([]);
      expect((await expectSettled(shop)).status).toBe('nothing');
    },
  );
});
