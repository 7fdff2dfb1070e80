import { describe, expect, it } from 'vitest';
import { POSITION_MODEL } from '../../../src/domains/taxes/models.ts';
import { findAlignment } from '../../../src/engine/queries/align.ts';
import { ODOO_USERS } from '../../../sandbox/index.ts';
import { ALL_SERIES } from '../../testing/series.ts';
import {
  charged,
  conflictsOf,
  expectSettled,
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

  it('are moved once where they had other sequences; one that a person moved stays', async () => {
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
    const { odoo, engine, backend } = shop;
    odoo.control.create(POSITION_MODEL, [
      { name: 'Resellers', auto_apply: true, vat_required: true, sequence: 5 },
    ]);
    const first = await shop.sync();
    expect(sequenceOf(shop, 'everywhere')).toBe(9);
    const [note] = taxesOf(first).notes;
    expect(note).toMatchObject({ level: 'review', code: 'position_wins' });
    expect(note?.message).toContain('"Resellers"');
    expect(first.message).toMatch(
      /^Wrong taxes in \d+ places, mended by "woo-odoo check --align fiscal_positions"/,
    );
    const places = Number(/\d+/.exec(first.message)?.[0]);
    // Where the store charges nothing, a position without taxes is right.
    const { operations } = taxesOf(first);
    const all = operations.filter(({ subject }) => subject.type === 'fiscal_position').length;
    expect(places).toBe(all - 2);
    expect(chargesOf(shop)).not.toEqual(RIGHT);

    const { agreements } = await engine.check(backend, () => undefined);
    const { alignment } = findAlignment(agreements, 'fiscal_positions');
    expect(alignment).toMatchObject({
      field: 'auto_apply',
      value: false,
      ids: [general(shop, 'Foreign Trade'), general(shop, 'Domestic')],
    });
    if (alignment === null) return;
    const { login, password } = ODOO_USERS.admin;
    await engine.align(backend, alignment, { login, secret: password }, () => undefined);
    expect(chargesOf(shop)).toEqual(RIGHT);
    const second = await engine.check(backend, () => undefined);
    expect(findAlignment(second.agreements, 'fiscal_positions').alignment).toBeNull();
    expect(reviewsOf(await shop.sync())).toEqual([]);
  });

  it('are told apart by "tax explain" where two of the chart have one sequence, for customers with a VAT number too', async () => {
    const shop = await open(19, US_19);
    shop.odoo.control.create(POSITION_MODEL, [
      { name: 'Resellers', auto_apply: true, vat_required: true, sequence: 5 },
    ]);
    await shop.sync();
    const { id } = taxOf(shop.odoo, STANDARD_TAX);
    const explained = async (vat: string) => {
      const values = { country: 'US', state: 'NY', vat };
      const { results } = await shop.engine.explain(
        shop.backend,
        { domain: 'taxes', values },
        () => undefined,
      );
      return results.find(({ name }) => name === 'fiscal position')?.value;
    };
    const chosen = (vat: string) =>
      shop.odoo.control.quote({
        ...{ country: 'US', state: 'NY', vat },
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

  it('come before one of a person that has no sequence, which is said', async () => {
    const shop = await open(19, US_19);
    shop.odoo.control.create(POSITION_MODEL, [{ name: 'Friends', auto_apply: true }]);
    const first = await shop.sync();
    expect(chargesOf(shop)).toEqual(RIGHT);
    expect(taxesOf(first).notes).toMatchObject([{ level: 'info', code: 'position_passed' }]);
  });
});

describe.each(ALL_SERIES)('positions of the connector and those of the German chart, Odoo %i', (series) => {
  it('come first where nobody has a VAT number, and leave those with one to the chart where it decides', async () => {
    const shop = await open(series, { odoo: { chart: 'de' } });
    const { odoo, woo } = shop;
    woo.control.setSetting('general', 'woocommerce_default_country', 'DE');
    const first = await shop.sync();
    // Several taxes of 0% fit, which is asked; no position is.
    expect(reviewsOf(first)).toEqual([]);
    expect(sequenceOf(shop, 'everywhere')).toBe(series === 19 ? 9 : -1);
    const [company] = odoo.control.records('res.company');
    const taxId = Number(company?.['account_sale_tax_id']);
    const tax = (country: string, vat = '') =>
      odoo.control.quote({ country, vat, lines: [{ taxIds: [taxId], price: '100', qty: 1 }] }).amountTax;
    expect([tax('DE'), tax('FR'), tax('JP')]).toEqual(['19.00', '20.00', '0.00']);
    // 17 and 18 ask for the VAT number first; on 19 the lower sequence comes first, as measured.
    expect(tax('FR', 'FR23334175221')).toBe(series === 19 ? '20.00' : '0.00');
    await expectSettled(shop);
  });
});
