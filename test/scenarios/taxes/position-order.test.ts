import { describe, expect, it } from 'vitest';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { findAlignment } from '../../../src/engine/queries/align.ts';
import { ODOO_USERS } from '../../../sandbox/index.ts';
import { rowOf } from '../../testing/app-in-odoo.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import {
  charged,
  conflictsOf,
  expectSettled,
  GERMANY_REDUCED,
  operationOf,
  positionOf,
  reviewsOf,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';

const open = useShops();

/** Every kind of place of the small shop, and what its store charges there on 100. */
const CHARGES = [
  [{ country: 'US', state: 'CA', zip: '94000' }, '7.25'],
  [{ country: 'US', state: 'CA', zip: '90250' }, '10.25'],
  [{ country: 'US', state: 'NY' }, '4.00'],
  [{ country: 'US', state: 'WY' }, '0.00'],
  [{ country: 'DE' }, '19.00'],
  [{ country: 'CA' }, '5.00'],
  [{ country: 'JP' }, '0.00'],
] as const;

const sequenceOf = ({ odoo }: Shop, key: string) => positionOf(odoo, key)['sequence'];

function chargesOf({ odoo }: Shop): string[] {
  const { id } = taxOf(odoo, STANDARD_TAX);
  return CHARGES.map(([place]) => charged(odoo, id, place));
}

const RIGHT = CHARGES.map(([, tax]) => tax);

function general({ odoo }: Shop, name: string): number {
  const [found] = odoo.control.records(POSITION_MODEL, [['name', '=', name]]);
  return Number(found?.['id']);
}

/** What the check offers to do about a point; null where both sides agree. */
async function offered({ backend, engine }: Shop, key: string) {
  const { agreements } = await engine.check(backend, () => undefined);
  return findAlignment(agreements, key).alignment;
}

/** Does what the check offers, as an administrator. */
async function align(shop: Shop, key: string) {
  const alignment = await offered(shop, key);
  if (alignment === null) throw new Error(`nothing to align for ${key}`);
  const { login, password } = ODOO_USERS.admin;
  await shop.engine.align(shop.backend, alignment, { login, secret: password }, () => undefined);
  return alignment;
}

const US_19 = { odoo: { chart: 'us' } } as const;

describe('positions of the connector and those of the US chart, Odoo 19', () => {
  it('come first, by negative sequences, and leave the domestic position as it is', async () => {
    const shop = await open(19, US_19);
    const before = shop.odoo.control.records(POSITION_MODEL);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    expect([sequenceOf(shop, 'everywhere'), sequenceOf(shop, 'DE'), sequenceOf(shop, 'US-NY')]).toEqual([
      -1, -2, -3,
    ]);
    expect(chargesOf(shop)).toEqual(RIGHT);
    // Those of the chart are as they were; Domestic is still the domestic one.
    const ids = before.map(({ id }) => Number(id));
    expect(shop.odoo.control.records(POSITION_MODEL, [['id', 'in', ids]])).toEqual(before);
    expect(shop.odoo.control.records(POSITION_MODEL, [['is_domestic', '=', true]])).toMatchObject([
      { name: 'Domestic' },
    ]);
    expect(taxesOf(first).notes).toEqual([]);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('are moved once where they had other sequences; one that a user moved stays', async () => {
    const shop = await open(19, US_19);
    const { control } = shop.odoo;
    const chart = [general(shop, 'Domestic'), general(shop, 'Foreign Trade')];
    control.write(POSITION_MODEL, chart, { auto_apply: false });
    await shop.sync();
    expect([sequenceOf(shop, 'everywhere'), sequenceOf(shop, 'DE')]).toEqual([9, 8]);
    control.write(POSITION_MODEL, chart, { auto_apply: true });
    control.write(POSITION_MODEL, [positionOf(shop.odoo, 'FR').id], { sequence: 77 });

    const report = await shop.sync();
    expect(conflictsOf(report)).toEqual(['conflict fiscal_position FR: changed']);
    expect(operationOf(report, 'fiscal_position', 'FR').changes).toEqual([
      { field: 'sequence', from: '77', to: '-2' },
    ]);
    expect([sequenceOf(shop, 'everywhere'), sequenceOf(shop, 'DE')]).toEqual([-1, -2]);
    expect(sequenceOf(shop, 'FR')).toBe(77);
    expect(chargesOf(shop)).toEqual(RIGHT);
    await expectSettled(shop);
  });

  it('stay behind where they would pass over a VAT number: said first, and mended by one command', async () => {
    const shop = await open(19, US_19);
    const { odoo } = shop;
    const [resellers = 0] = odoo.control.create(POSITION_MODEL, [
      { name: 'Resellers', auto_apply: true, vat_required: true, sequence: 5 },
    ]);
    const first = await shop.sync();
    expect([sequenceOf(shop, 'US-NY'), sequenceOf(shop, 'everywhere')]).toEqual([17, 19]);
    const [note] = taxesOf(first).notes;
    expect(note).toMatchObject({ level: 'review', code: 'position_wins' });
    expect(note?.message).toContain('"Resellers"');
    expect(note?.message).toMatch(/in 10 of its 12 places.*: US CA 902\*, CA QC, US CA, US FL, .*GB\./u);
    expect(first.message).toMatch(/^Wrong taxes in 10 places, mended by "woo-odoo check --align positions"/);
    // Where the store charges nothing, a position without taxes is right, and Resellers have no tax anywhere.
    expect(note?.message).toContain('places for customers without a VAT number, and the tax is wrong');
    expect(reviewsOf(first)).toHaveLength(1);
    expect(chargesOf(shop)).not.toEqual(RIGHT);

    const [foreign, domestic] = [general(shop, 'Foreign Trade'), general(shop, 'Domestic')];
    const alignment = await align(shop, 'positions');
    expect(alignment).toMatchObject({ field: 'sequence', ids: [foreign, domestic] });
    expect(chargesOf(shop)).toEqual(RIGHT);
    const vat = { vat: 'US1', lines: [] };
    expect(odoo.control.quote({ country: 'DE', ...vat }).positionId).toBe(resellers);
    expect(await offered(shop, 'positions')).toBeNull();
    expect(await offered(shop, 'fiscal_positions')).toBeNull();
    const second = await shop.sync();
    expect(reviewsOf(second)).toEqual([]);
    expect(taxesOf(second).notes).toMatchObject([{ level: 'info', code: 'vat_position' }]);
    expect(odoo.control.records(POSITION_MODEL, [['is_domestic', '=', true]])).toMatchObject([
      { id: domestic },
    ]);
    await expectSettled(shop);
  });

  it('can also be mended by taking the others away, which the check offers as well', async () => {
    const shop = await open(19, US_19);
    shop.odoo.control.create(POSITION_MODEL, [
      { name: 'Resellers', auto_apply: true, vat_required: true, sequence: 5 },
    ]);
    await shop.sync();
    expect(await align(shop, 'fiscal_positions')).toMatchObject({
      ...{ field: 'auto_apply', value: false },
      ids: [general(shop, 'Foreign Trade'), general(shop, 'Domestic')],
    });
    expect(chargesOf(shop)).toEqual(RIGHT);
    expect(await offered(shop, 'fiscal_positions')).toBeNull();
    expect(reviewsOf(await shop.sync())).toEqual([]);
    expect(chargesOf(shop)).toEqual(RIGHT);
  });

  it('are distinguished by "tax explain" where two of the chart have one sequence, for customers with a VAT number too', async () => {
    const shop = await open(19, US_19);
    shop.odoo.control.create(POSITION_MODEL, [
      { name: 'Resellers', auto_apply: true, vat_required: true, sequence: 5 },
    ]);
    await shop.sync();
    const { id } = taxOf(shop.odoo, STANDARD_TAX);
    const explained = async (vat: string) => {
      const values = { country: 'US', state: 'WY', vat };
      const { results } = await shop.engine.explain(
        shop.backend,
        { domain: 'taxes', values },
        () => undefined,
      );
      return results.find(({ name }) => name === 'fiscal position')?.value;
    };
    const chosen = (vat: string) =>
      shop.odoo.control.quote({
        ...{ country: 'US', state: 'WY', vat },
        lines: [{ taxIds: [id], price: '100', qty: 1 }],
      }).positionId;
    // Domestic has the lower id, and Foreign Trade is found first.
    expect(chosen('')).toBe(general(shop, 'Foreign Trade'));
    expect(await explained('')).toBe(`Foreign Trade (${chosen('') ?? ''})`);
    const chart = [general(shop, 'Domestic'), general(shop, 'Foreign Trade')];
    shop.odoo.control.write(POSITION_MODEL, chart, { sequence: 30 });
    expect(chosen('US123')).toBe(general(shop, 'Resellers'));
    expect(await explained('US123')).toBe(`Resellers (${chosen('US123') ?? ''})`);
  });

  it('come before one of a user that has no sequence, which is reported', async () => {
    const shop = await open(19, US_19);
    shop.odoo.control.create(POSITION_MODEL, [{ name: 'Friends', auto_apply: true }]);
    const first = await shop.sync();
    expect(chargesOf(shop)).toEqual(RIGHT);
    const { notes } = taxesOf(first);
    expect(notes).toMatchObject([{ level: 'info', code: 'position_passed' }]);
    const [, lowest] = /give it a sequence below (-?\d+) in Odoo/u.exec(notes[0]?.hint ?? '') ?? [];
    shop.odoo.control.write(POSITION_MODEL, [general(shop, 'Friends')], { sequence: Number(lowest) - 1 });
    expect(chargesOf(shop)).not.toEqual(RIGHT);
  });
});

describe.each(ALL_SERIES)('positions of the connector and those of the German chart, Odoo %i', (series) => {
  it('come first where nobody has a VAT number, and leave those with one to the chart', async () => {
    const shop = await open(series, { odoo: { chart: 'de' } });
    // What the chart's positions make of a class that it has no tax for is another story.
    shop.woo.control.removeRate(GERMANY_REDUCED.id);
    const { odoo, woo } = shop;
    woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
    const first = await shop.sync();
    // Between the one for the own country (10), the one for VAT numbers (20) and nothing else on 19.
    expect(sequenceOf(shop, 'everywhere')).toBe(series === 19 ? 29 : -1);
    const [company] = odoo.control.records('res.company');
    const taxId = Number(company?.['account_sale_tax_id']);
    const tax = (country: string, vat = '') =>
      odoo.control.quote({ country, vat, lines: [{ taxIds: [taxId], price: '100', qty: 1 }] }).amountTax;
    const VAT = 'FR23334175221';
    expect([tax('DE'), tax('FR'), tax('JP')]).toEqual(['19.00', '20.00', '0.00']);
    expect([tax('FR', VAT), tax('GB', VAT), tax('JP', VAT)]).toEqual(['0.00', '20.00', '0.00']);
    if (series === 19) {
      expect(odoo.control.records(POSITION_MODEL, [['is_domestic', '=', true]])).toMatchObject([
        { name: 'Domestic business partner' },
      ]);
    } else {
      // 17 and 18 ask for the VAT number first, and the group of the chart's position has Germany in it.
      expect(tax('DE', 'DE123456788')).toBe('0.00');
      const [note] = reviewsOf(first);
      expect(note).toMatchObject({ code: 'vat_position_at_home' });
      expect(note?.hint).toContain('Select "VAT required" on "Domestic business partner"');
      odoo.control.write(POSITION_MODEL, [general(shop, 'Domestic business partner')], {
        vat_required: true,
      });
    }
    expect(reviewsOf(await shop.sync())).toEqual([]);
    expect([tax('DE'), tax('DE', 'DE123456788'), tax('FR', VAT)]).toEqual(['19.00', '19.00', '0.00']);
    const [info] = taxesOf(await expectSettled(shop)).notes;
    expect(info).toMatchObject({ level: 'info', code: 'vat_position' });
    expect(info?.message).toMatch(/"Business partner EU \(with VAT ID\)".* in 1 places?: FR\./u);
  });
});

/** The positions of the German chart as other charts of the Union have them: general ones for the Union and for all others. */
function useUnionChart({ odoo }: Shop, sequences: readonly number[]): void {
  const [business] = odoo.control.records(POSITION_MODEL, [
    ['vat_required', '=', true],
    ['auto_apply', '=', true],
  ]);
  const names = [
    'Domestic business partner',
    'Business partner EU (with VAT ID)',
    'Business partner EU (without VAT ID)',
    'Business partner abroad (non-EU)',
  ];
  for (const [at, name] of names.entries()) {
    const [found] = odoo.control.records(POSITION_MODEL, [['name', '=', name]]);
    odoo.control.write(POSITION_MODEL, [Number(found?.['id'])], {
      ...{ auto_apply: true, sequence: sequences[at] ?? 0 },
      ...(at === 2 && { country_group_id: business?.['country_group_id'] ?? false }),
    });
  }
}

describe('general positions of the chart behind one for VAT numbers, Odoo 19', () => {
  const VAT = 'FR23334175221';
  const openUnion = async (sequences: readonly number[], app = false) => {
    const shop = await open(19, { app, odoo: { chart: 'de' } });
    // What the chart's positions make of a class that it has no tax for is another story.
    shop.woo.control.removeRate(GERMANY_REDUCED.id);
    useUnionChart(shop, sequences);
    shop.woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
    return shop;
  };
  /** What a private customer and one with a VAT number are charged on 100. */
  const taxesIn = ({ odoo }: Shop) => {
    const [company] = odoo.control.records('res.company');
    const taxIds = [Number(company?.['account_sale_tax_id'])];
    const tax = (country: string, vat: string) =>
      odoo.control.quote({ country, vat, lines: [{ taxIds, price: '100', qty: 1 }] }).amountTax;
    return ['DE', 'FR', 'GB', 'US', 'JP'].map((country) => `${tax(country, '')} ${tax(country, VAT)}`);
  };
  const DESIRED = ['19.00 19.00', '20.00 0.00', '20.00 20.00', '0.00 0.00', '0.00 0.00'];
  const others = ({ odoo }: Shop) =>
    odoo.control
      .records(POSITION_MODEL, [['name', 'not like', 'WooCommerce']])
      .filter(({ auto_apply: isApplied }) => isApplied === true)
      .map(({ sequence }) => Number(sequence));
  const domestic = ({ odoo }: Shop) =>
    odoo.control.records(POSITION_MODEL, [['is_domestic', '=', true]]).map(({ name }) => name);

  it('those at 10, 20, 30 and 40 leave room, and nothing of theirs is moved', async () => {
    const shop = await openUnion([10, 20, 30, 40]);
    expect(reviewsOf(await shop.sync())).toEqual([]);
    expect([sequenceOf(shop, 'FR'), sequenceOf(shop, 'everywhere')]).toEqual([28, 29]);
    expect(others(shop).sort()).toEqual([10, 20, 30, 40]);
    expect(taxesIn(shop)).toEqual(DESIRED);
    expect(domestic(shop)).toEqual(['Domestic business partner']);
    await expectSettled(shop);
  });

  it('those at 1, 2, 3 and 4 are moved on one consent; until then the places are counted', async () => {
    const shop = await openUnion([1, 2, 3, 4]);
    const first = await shop.sync();
    expect(first.status).toBe('partial');
    expect(first.message).toMatch(/^Wrong taxes in \d+ places, mended by "woo-odoo check --align positions"/);
    expect(others(shop).sort()).toEqual([1, 2, 3, 4]);
    // Customers with a VAT number and those of the own country are right at once.
    expect(taxesIn(shop)[0]).toBe('19.00 19.00');
    expect(taxesIn(shop)[1]).toMatch(/ 0\.00$/);
    const reviews = reviewsOf(first);
    expect(reviews.map(({ code }) => code)).toEqual(['position_wins', 'position_wins']);
    for (const { hint } of reviews) expect(hint).toContain('woo-odoo check --align positions');

    const alignment = await align(shop, 'positions');
    expect(alignment).toMatchObject({ field: 'sequence', before: 3, value: 20 });
    expect(others(shop).sort((a, b) => a - b)).toEqual([1, 2, 20, 21]);
    expect(reviewsOf(await shop.sync())).toEqual([]);
    expect(taxesIn(shop)).toEqual(DESIRED);
    expect(domestic(shop)).toEqual(['Domestic business partner']);
    expect(await offered(shop, 'positions')).toBeNull();
    await expectSettled(shop);
  });

  it('are moved by the sync itself where the policy asks for it', async () => {
    const shop = await openUnion([1, 2, 3, 4]);
    const policy = { taxPositionOrder: 'align' } as const;
    const first = await shop.sync({}, policy);
    expect([first.status, reviewsOf(first)]).toEqual(['done', []]);
    const moves = taxesOf(first).operations.filter(({ subject }) => subject.type === 'position_order');
    expect(
      moves
        .flatMap(({ changes = [], kind }) => changes.map(({ from, to }) => `${kind} ${from} ${to}`))
        .sort(),
    ).toEqual(['update 3 20', 'update 4 21']);
    expect(taxesIn(shop)).toEqual(DESIRED);
    expect(domestic(shop)).toEqual(['Domestic business partner']);
    await expectSettled(shop, policy);
    // Without the policy nothing is to be moved any more.
    await expectSettled(shop);
  });

  it('are moved by the sync where a user selected it in the app', async () => {
    const shop = await openUnion([1, 2, 3, 4], true);
    expect((await shop.sync()).status).toBe('partial');
    const row = () => rowOf(shop.odoo, 'x_woo_check', { x_key: 'positions' });
    expect(row()).toMatchObject({ x_verdict: 'differ', x_alignable: true, x_align: false });
    shop.odoo.control.write('x_woo_check', [row().id], { x_align: true });
    const second = await shop.sync();
    expect([second.status, reviewsOf(second)]).toEqual(['done', []]);
    expect(taxesIn(shop)).toEqual(DESIRED);
    expect(others(shop).sort((a, b) => a - b)).toEqual([1, 2, 20, 21]);
    expect(row()).toMatchObject({ x_verdict: 'agree', x_align: true });
    await expectSettled(shop);
  });

  it('stay where the first store of a company put them, and a second one follows', async () => {
    const shop = await openUnion([10, 20, 30, 40]);
    await shop.sync();
    const second = await shop.second();
    // It sells from California: what its products bear in Germany is not what the first store's do.
    const reviews = reviewsOf(await second.sync());
    expect(reviews).toMatchObject([{ code: 'position_wins' }]);
    expect(reviews[0]?.message).toMatch(/"Domestic business partner".* in 1 of its 12 places.*: DE\./u);
    const before = shop.odoo.control.records(POSITION_MODEL).map(({ id, sequence }) => [id, sequence]);
    for (const each of [shop, second, shop]) await each.sync();
    expect(shop.odoo.control.records(POSITION_MODEL).map(({ id, sequence }) => [id, sequence])).toEqual(
      before,
    );
    expect(sequenceOf(shop, 'everywhere')).toBe(29);
    expect(taxesIn(shop)).toEqual(DESIRED);
  });
});
