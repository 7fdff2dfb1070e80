import { describe, expect, it } from 'vitest';
import { classTaxKey } from '../../../src/domains/shared/class-taxes.ts';
import { POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { countOperations } from '../../../src/core/plan.ts';
import {
  boundTax,
  CALIFORNIA,
  changesOf,
  conflictsOf,
  charged,
  contents,
  destination,
  expectNotRewritten,
  expectSettled,
  FRANCE,
  GERMANY,
  GERMANY_REDUCED,
  identities,
  operationOf,
  positionOf,
  rate,
  REDUCED_TAX,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  TEXAS,
  useShops,
  type Series,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** Two stores are backends of one company: what is made for it is there once, and stays as long as one of them binds it. */
const open = useShops();

/** Both stores are alike and were synced. */
async function openTwo(series: Series, options: { app?: boolean } = {}): Promise<[Shop, Shop]> {
  const one = await open(series, options);
  const first = await one.sync();
  expect(first.status, first.message).toBe('done');
  const other = await one.second();
  const second = await other.sync();
  expect(second.status, second.message).toBe('done');
  return [one, other];
}

const isUsed = (record: Readonly<Record<string, unknown>>) => record['active'] === true;

describe.each(EACH_SERIES)('two stores of one company, Odoo %i', (series) => {
  const TEXAN = destination(series, '6.25-excl-1');
  const texan = ({ odoo }: Shop) => isUsed(taxOf(odoo, TEXAN));
  const inTexas = ({ odoo }: Shop) => isUsed(positionOf(odoo, 'US-TX'));
  const chargedIn = ({ odoo }: Shop, country: string, state?: string) =>
    charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country, ...(state !== undefined && { state }) });

  it('the second binds what the first made, and makes nothing', async () => {
    const one = await open(series);
    await one.sync();
    const before = contents(one.odoo);
    const other = await one.second();
    const report = await other.sync();
    expect(report.status, report.message).toBe('done');
    const { create, link, update } = countOperations(taxesOf(report).operations);
    expect({ create, update }).toEqual({ create: 0, update: 0 });
    expect(link).toBeGreaterThan(20);
    expect(contents(one.odoo)).toEqual(before);
    expect(await boundTax(other, GERMANY.id)).toMatchObject({
      odooId: (await boundTax(one, GERMANY.id))?.odooId ?? 'unbound',
    });
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it.each([
    ['the second, then the first', (shops: [Shop, Shop]) => shops.toReversed() as [Shop, Shop]],
    ['the first, then the second', (shops: [Shop, Shop]) => shops],
  ])('a rate vanishes in %s: tax and position go with the last', async (_order, sort) => {
    const [early, late] = sort(await openTwo(series));
    early.woo.control.removeRate(TEXAS.id);
    const gone = await early.sync();
    expect(gone.status, gone.message).toBe('done');
    expect(operationOf(gone, 'tax_rate', String(TEXAS.id)).kind).toBe('archive');
    expect((await boundTax(early, TEXAS.id))?.archivedAt).not.toBeNull();
    expect([texan(early), inTexas(early)]).toEqual([true, true]);
    expect(chargedIn(late, 'US', 'TX')).toBe('6.25');
    for (const shop of [early, late]) expect((await expectSettled(shop)).status).toBe('nothing');

    late.woo.control.removeRate(TEXAS.id);
    const last = await late.sync();
    expect(last.status, last.message).toBe('done');
    expect(operationOf(last, 'tax', TEXAN)).toMatchObject({ kind: 'archive', rule: 'vanished' });
    expect(operationOf(last, 'fiscal_position', 'US-TX')).toMatchObject({ kind: 'archive' });
    expect([texan(late), inTexas(late)]).toEqual([false, false]);
    for (const shop of [early, late]) expect((await expectSettled(shop)).status).toBe('nothing');

    // One of them has it again: the same records are used.
    const records = [taxOf(late.odoo, TEXAN).id, positionOf(late.odoo, 'US-TX').id];
    early.woo.control.putRate(TEXAS);
    const back = await early.sync();
    expect(back.status, back.message).toBe('done');
    expect([taxOf(late.odoo, TEXAN).id, positionOf(late.odoo, 'US-TX').id]).toEqual(records);
    expect(chargedIn(early, 'US', 'TX')).toBe('6.25');
    for (const shop of [early, late]) expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('a place of one store alone is none of the other one’s business', async () => {
    const [one, other] = await openTwo(series);
    other.woo.control.putRate(rate(13, 'US', '6.8500', { state: 'NV' }));
    const report = await other.sync();
    expect(report.status, report.message).toBe('done');
    expect(chargedIn(one, 'US', 'NV')).toBe('6.85');
    expect((await expectSettled(one)).status).toBe('nothing');
    expect(isUsed(positionOf(one.odoo, 'US-NV'))).toBe(true);
  });

  it('a percentage changes in one: told there, and what the other charges stays, until it changes in both', async () => {
    const [one, other] = await openTwo(series);
    const { odoo } = one;
    const before = identities(odoo);
    other.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const report = await other.sync();
    expect(report.status).toBe('partial');
    const asked = operationOf(report, 'fiscal_position', 'DE');
    expect(asked).toMatchObject({ kind: 'conflict', rule: 'shared' });
    expect(asked.reason).toContain('another store of this company');
    expect(chargedIn(one, 'DE')).toBe('19.00');
    // The rate is bound to a tax that shows what it says, whatever the position does.
    const made = taxOf(odoo, destination(series, '21-excl-1'));
    expect((await boundTax(other, GERMANY.id))?.odooId).toBe(made.id);
    expect((await expectSettled(one)).status).toBe('nothing');
    expect((await expectSettled(other)).status).toBe('partial');

    one.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const both = await one.sync();
    expect(both.status, both.message).toBe('done');
    expect(chargedIn(one, 'DE')).toBe('21.00');
    for (const shop of [other, one]) {
      const agreed = await shop.sync();
      expect(agreed.status, agreed.message).toMatch(/^(?:done|nothing)$/u);
    }
    expect(isUsed(taxOf(odoo, destination(series, '19-excl-1')))).toBe(false);
    expectNotRewritten(odoo, before);
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('stores that sell from different places share positions, and each shows what becomes of its own taxes', async () => {
    const one = await open(series);
    await one.sync();
    const other = await one.second();
    other.woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
    other.woo.control.setSetting('general', 'woocommerce_store_postcode', '10001');
    const report = await other.sync();
    expect(report.status, report.message).toBe('done');
    const { odoo } = one;
    const own = taxOf(odoo, STANDARD_TAX).id;
    const others = taxOf(odoo, 'class-standard-4-excl').id;
    const inGermany = () => [own, others].map((tax) => charged(odoo, tax, { country: 'DE' }));
    expect(inGermany()).toEqual(['19.00', '19.00']);
    const positions = odoo.control.records(POSITION_MODEL).length;
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');

    one.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const changed = await one.sync();
    expect(changed.status, changed.message).toBe('done');
    expect(inGermany()).toEqual(['21.00', '19.00']);
    other.woo.control.putRate({ ...FRANCE, rate: '20.5000' });
    const changedToo = await other.sync();
    expect(changedToo.status, changedToo.message).toBe('done');
    expect([own, others].map((tax) => charged(odoo, tax, { country: 'FR' }))).toEqual(['20.00', '20.50']);
    expect(inGermany()).toEqual(['21.00', '19.00']);
    expect(odoo.control.records(POSITION_MODEL)).toHaveLength(positions);
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('one moves, and what the other says of its taxes goes on, and may change', async () => {
    const [one, other] = await openTwo(series);
    const { odoo } = one;
    one.woo.control.setSetting('general', 'woocommerce_default_country', 'US:NY');
    one.woo.control.setSetting('general', 'woocommerce_store_postcode', '10001');
    const moved = await one.sync();
    expect(moved.status, moved.message).toBe('done');
    const now = taxOf(odoo, 'class-standard-4-excl').id;
    expect(isUsed(taxOf(odoo, STANDARD_TAX))).toBe(true);
    expect([chargedIn(other, 'DE'), charged(odoo, now, { country: 'DE' })]).toEqual(['19.00', '19.00']);
    for (const shop of [other, one]) expect((await expectSettled(shop)).status).toBe('nothing');

    other.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const report = await other.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect([chargedIn(other, 'DE'), charged(odoo, now, { country: 'DE' })]).toEqual(['21.00', '19.00']);
    for (const shop of [other, one]) expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('a class goes in one, and the other one’s products of it go on following their store', async () => {
    const [one, other] = await openTwo(series);
    const { odoo } = one;
    one.woo.control.removeClass('reduced-rate');
    const gone = await one.sync();
    expect(gone.status, gone.message).toBe('done');
    const reduced = taxOf(odoo, REDUCED_TAX).id;
    expect(charged(odoo, reduced, { country: 'DE' })).toBe('7.00');
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');

    other.woo.control.putRate({ ...GERMANY_REDUCED, rate: '8.0000' });
    const report = await other.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect(charged(odoo, reduced, { country: 'DE' })).toBe('8.00');
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });
});

describe.each(EACH_SERIES)('one of two stores is taken out of use, Odoo %i', (series) => {
  const TEXAN = destination(series, '6.25-excl-1');

  it.each([
    ['the first', false],
    ['the second', false],
    ['the first', true],
    ['the second', true],
  ] as const)('%s: what it made stays, and is the other’s alone (app: %s)', async (which, app) => {
    const [one, other] = await openTwo(series, { app });
    const [gone, left] = which === 'the first' ? [one, other] : [other, one];
    const { odoo } = left;
    const before = contents(odoo);
    await left.engine.removeBackend(gone.backend.id, () => undefined);
    // The rows of the store that is left remember from now on what was last written.
    const taken = await left.sync();
    expect(changesOf(taken)).toEqual([]);
    expect(contents(odoo)).toEqual(before);
    expect((await expectSettled(left)).status).toBe('nothing');

    // Nobody else needs them any more: they follow the store that is left.
    left.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    left.woo.control.removeRate(TEXAS.id);
    const report = await left.sync();
    expect(report.status, report.message).toBe('done');
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('21.00');
    for (const key of [TEXAN, destination(series, '19-excl-1')])
      expect(isUsed(taxOf(odoo, key)), key).toBe(false);
    expect(isUsed(positionOf(odoo, 'US-TX'))).toBe(false);
    expect((await expectSettled(left)).status).toBe('nothing');
  });
});

describe.each(EACH_SERIES)('a store is taken out of use and another one comes, Odoo %i', (series) => {
  it('no word of the first one stands in the way of those that are left', async () => {
    const [one, other] = await openTwo(series);
    const { odoo } = one;
    await one.engine.removeBackend(one.backend.id, () => undefined);
    await other.sync();
    const third = await one.second();
    expect((await third.sync()).status).toBe('done');
    for (const shop of [other, third]) {
      shop.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
      await shop.sync();
    }
    for (const shop of [other, third]) {
      const report = await shop.sync();
      expect(conflictsOf(report)).toEqual([]);
    }
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country: 'DE' })).toBe('21.00');
    for (const shop of [other, third]) expect((await expectSettled(shop)).status).toBe('nothing');
  });
});

describe.each(EACH_SERIES)('two stores that moved on from a tax, Odoo %i', (series) => {
  it('do not overwrite each other about products that still carry it', async () => {
    const [one, other] = await openTwo(series);
    const { odoo } = one;
    const former = taxOf(odoo, STANDARD_TAX).id;
    odoo.control.create('product.template', [{ name: 'Book', taxes_id: [[6, 0, [former]]] }]);
    one.woo.control.putRate({ ...CALIFORNIA, rate: '7.5000' });
    other.woo.control.putRate({ ...CALIFORNIA, rate: '7.6000' });
    other.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    for (const shop of [one, other, one, other]) await shop.sync();
    const germany = () => charged(odoo, former, { country: 'DE' });
    const before = germany();
    expect(['19.00', '21.00']).toContain(before);
    for (const shop of [one, other, one, other]) {
      expect(changesOf(await shop.sync())).toEqual([]);
      expect(germany()).toBe(before);
    }
    // Of what each store has now, each speaks for itself.
    const now = (percent: string) => taxOf(odoo, classTaxKey('standard', percent, false)).id;
    expect(charged(odoo, now('7.5'), { country: 'DE' })).toBe('19.00');
    expect(charged(odoo, now('7.6'), { country: 'DE' })).toBe('21.00');
  });
});

describe.each(EACH_SERIES)('two stores that share the default sale tax, Odoo %i', (series) => {
  it('the one that stays with it goes on deciding about it when the other moves on', async () => {
    const one = await open(series);
    const { odoo } = one;
    const [tax] = odoo.control.records(TAX_MODEL, [['type_tax_use', '=', 'sale']]);
    const own = Number(tax?.id);
    odoo.control.write(TAX_MODEL, [own], { amount: 7.25 });
    odoo.control.write('res.company', [1], { account_sale_tax_id: own });
    await one.sync();
    const other = await one.second();
    await other.sync();
    expect(operationOf(await other.sync(), 'tax_class', 'standard').record?.id).toBe(own);
    one.woo.control.putRate({ ...CALIFORNIA, rate: '7.5000' });
    await one.sync();
    other.woo.control.putRate({ ...GERMANY, rate: '21.0000' });
    const report = await other.sync();
    expect(conflictsOf(report)).toEqual([]);
    expect(charged(odoo, own, { country: 'DE' })).toBe('21.00');
    for (const shop of [one, other]) await expectSettled(shop);
    expect(charged(odoo, own, { country: 'DE' })).toBe('21.00');
  });
});

describe.each(EACH_SERIES)('two stores of two companies, Odoo %i', (series) => {
  it('share nothing', async () => {
    const one = await open(series);
    const { odoo } = one;
    await one.sync();
    const own = contents(odoo);
    const company = odoo.control.addCompany('Branch', 'US', [odoo.users.connector.login]);
    const other = await one.second(company);
    const report = await other.sync();
    expect(report.status, report.message).toBe('done');
    expect(changesOf(report).filter((line) => line.startsWith('create tax '))).not.toEqual([]);
    expect(contents(odoo)).toEqual(expect.arrayContaining(own));
    const key = destination(series, '19-excl-1');
    const taxes = [taxOf(odoo, key), taxOf(odoo, key, company)];
    expect(taxes.map((tax) => tax['company_id'])).toEqual([1, company]);
    expect(charged(odoo, taxOf(odoo, STANDARD_TAX, company).id, { country: 'DE' }, company)).toBe('19.00');

    other.woo.control.removeRate(TEXAS.id);
    const gone = await other.sync();
    expect(gone.status, gone.message).toBe('done');
    const texan = destination(series, '6.25-excl-1');
    expect([taxOf(odoo, texan), taxOf(odoo, texan, company)].map(isUsed)).toEqual([true, false]);
    const positions = [positionOf(odoo, 'US-TX'), positionOf(odoo, 'US-TX', company)];
    expect(positions.map(isUsed)).toEqual([true, false]);
    for (const shop of [one, other]) expect((await expectSettled(shop)).status).toBe('nothing');
  });
});
