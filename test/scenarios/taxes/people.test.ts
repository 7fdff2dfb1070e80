import { describe, expect, it } from 'vitest';
import { POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import {
  boundTax,
  charged,
  conflictsOf,
  destination,
  expectNotRewritten,
  expectSettled,
  FRANCE,
  GERMANY,
  identities,
  operationOf,
  positionOf,
  reviewsOf,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const open = useShops();

const STORE_WINS = { onPersonChange: 'store_wins' } as const;

describe.each(EACH_SERIES)('a user works on taxes that we made, Odoo %i', (series) => {
  const GERMAN = destination(series, '19-excl-1');
  const german = ({ odoo }: Shop) => taxOf(odoo, GERMAN);
  const chargedIn = ({ odoo }: Shop, country: string) =>
    charged(odoo, taxOf(odoo, STANDARD_TAX).id, { country });
  const synced = async (): Promise<Shop> => {
    const shop = await open(series);
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    return shop;
  };

  it('renames one: the name is kept', async () => {
    const shop = await synced();
    const { odoo } = shop;
    odoo.control.write(TAX_MODEL, [german(shop).id], { name: 'USt 19 (Shop)' });
    odoo.control.write(POSITION_MODEL, [positionOf(odoo, 'DE').id], { name: 'Germany (Shop)' });
    const report = await expectSettled(shop);
    expect(report.status).toBe('nothing');
    expect(german(shop)['name']).toBe('USt 19 (Shop)');
    expect(positionOf(odoo, 'DE')['name']).toBe('Germany (Shop)');
  });

  it('archives one: it stays archived until it is put back, or the store wins', async () => {
    const shop = await synced();
    const { odoo } = shop;
    odoo.control.write(TAX_MODEL, [german(shop).id], { active: false });
    const report = await expectSettled(shop);
    expect(report.status).toBe('partial');
    expect(conflictsOf(report)).toEqual([`conflict tax ${GERMAN}: archived`]);
    expect(german(shop)['active']).toBe(false);

    const won = await shop.sync({}, STORE_WINS);
    expect(won.status, won.message).toBe('done');
    expect(german(shop)['active']).toBe(true);
    expect(chargedIn(shop, 'DE')).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it.each([
    ['percentage', { amount: 16 }],
    ['kind', { amount_type: 'fixed' }],
    ['place among compound taxes', { include_base_amount: false }],
    ['order', { sequence: 77 }],
  ])('changes its %s: never rewritten, whoever wins', async (_what, values) => {
    const shop = await synced();
    const { odoo } = shop;
    odoo.control.write(TAX_MODEL, [german(shop).id], values);
    const before = identities(odoo);
    for (const policy of [{}, STORE_WINS]) {
      const report = await shop.sync({}, policy);
      expect(report.status).toBe('partial');
      expect(conflictsOf(report)).toEqual([`conflict tax ${GERMAN}: changed`]);
      expect(operationOf(report, 'tax', GERMAN).reason).toContain(Object.keys(values)[0]);
      expectNotRewritten(odoo, before);
      expect(german(shop)).toMatchObject(values);
    }
    odoo.control.write(TAX_MODEL, [german(shop).id], {
      ...{ amount: 19, amount_type: 'percent', include_base_amount: true, sequence: 10 },
    });
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('deletes one: asked for, and made again when asked to', async () => {
    const shop = await synced();
    const { odoo } = shop;
    odoo.control.unlink(TAX_MODEL, [german(shop).id]);
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    expect(conflictsOf(report)).toEqual([
      `conflict tax ${GERMAN}: deleted`,
      'conflict fiscal_position DE: tax',
    ]);
    expect(operationOf(report, 'tax', GERMAN).reason).toContain('--recreate-deleted');
    expect(operationOf(report, 'fiscal_position', 'DE').reason).toContain('WooCommerce app, Metadata, Taxes');
    // The other places are none of its business.
    expect(chargedIn(shop, 'FR')).toBe('20.00');
    await expectSettled(shop);

    const again = await shop.sync({ recreateDeleted: true });
    expect(again.status, again.message).toBe('done');
    expect(chargedIn(shop, 'DE')).toBe('19.00');
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(german(shop).id);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it.each([
    ['sequence', { sequence: 99 }],
    ['postcodes', { zip_from: '10000', zip_to: '19999' }],
    ['automatic use', { auto_apply: false }],
    ['states', { state_ids: [[6, 0, []]] }],
    ['use', { active: false }],
  ])('changes the %s of a position: kept, unless the store wins', async (_what, values) => {
    const shop = await synced();
    const { odoo } = shop;
    const { id } = positionOf(odoo, 'US-TX');
    const before = positionOf(odoo, 'US-TX');
    odoo.control.write(POSITION_MODEL, [id], values);
    const changed = positionOf(odoo, 'US-TX');
    const report = await expectSettled(shop);
    expect(conflictsOf(report)).toEqual(['conflict fiscal_position US-TX: changed']);
    expect(positionOf(odoo, 'US-TX')).toEqual(changed);
    expect(positionOf(odoo, 'US-TX')).not.toEqual(before);

    const won = await shop.sync({}, STORE_WINS);
    expect(won.status, won.message).toBe('done');
    expect(positionOf(odoo, 'US-TX')).toMatchObject({
      ...{ active: true, auto_apply: true, sequence: before['sequence'], zip_from: before['zip_from'] },
      state_ids: before['state_ids'],
    });
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('maps to another tax in a position: kept, unless the store wins', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const { id } = positionOf(odoo, 'DE');
    const other = taxOf(odoo, destination(series, '6-excl-1')).id;
    if (series === 19) {
      odoo.control.write(TAX_MODEL, [german(shop).id], { fiscal_position_ids: [[3, id, 0]] });
      odoo.control.write(TAX_MODEL, [other], { fiscal_position_ids: [[4, id, 0]] });
    } else {
      const [line] = odoo.control.records('account.fiscal.position.tax', [
        ['position_id', '=', id],
        ['tax_dest_id', '=', german(shop).id],
      ]);
      odoo.control.write('account.fiscal.position.tax', [Number(line?.['id'])], { tax_dest_id: other });
    }
    expect(chargedIn(shop, 'DE')).toBe('6.00');
    const report = await expectSettled(shop);
    expect(conflictsOf(report)).toEqual(['conflict fiscal_position DE: changed']);
    expect(operationOf(report, 'fiscal_position', 'DE').changes).toEqual([
      {
        field: 'tax of Standard rate',
        from: taxOf(odoo, destination(series, '6-excl-1'))['name'],
        to: german(shop)['name'],
      },
    ]);
    // Names of taxes, not the keys by which the connector knows them: `19-excl-1`.
    expect(JSON.stringify(operationOf(report, 'fiscal_position', 'DE').changes)).not.toMatch(
      /\d-(?:ex|in)cl/u,
    );
    expect(chargedIn(shop, 'DE')).toBe('6.00');

    const won = await shop.sync({}, STORE_WINS);
    expect(won.status, won.message).toBe('done');
    expect(chargedIn(shop, 'DE')).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('deletes a position: asked for, and made again when asked to', async () => {
    const shop = await synced();
    const { odoo } = shop;
    odoo.control.unlink(POSITION_MODEL, [positionOf(odoo, 'DE').id]);
    const report = await expectSettled(shop);
    expect(conflictsOf(report)).toEqual(['conflict fiscal_position DE: deleted']);
    expect(german(shop)['active']).toBe(true);

    const again = await shop.sync({ recreateDeleted: true });
    expect(again.status, again.message).toBe('done');
    expect(chargedIn(shop, 'DE')).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('deletes the tax of a class: Odoo refuses it while positions map it; on 19 all is put right when asked to', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const { id } = taxOf(odoo, STANDARD_TAX);
    if (series < 19) {
      expect(() => odoo.control.unlink(TAX_MODEL, [id])).toThrow();
      return;
    }
    odoo.control.unlink(TAX_MODEL, [id]);
    const report = await expectSettled(shop);
    expect(conflictsOf(report)).toContain('conflict tax_class standard: deleted');
    const again = await shop.sync({ recreateDeleted: true });
    expect(again.status, again.message).toBe('done');
    for (const [country, tax] of Object.entries({ DE: '19.00', FR: '20.00', GB: '20.00', CA: '5.00' }))
      expect(chargedIn(shop, country), country).toBe(tax);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('has a position of their own that Odoo would take before ours: told, not changed', async () => {
    const shop = await synced();
    const { odoo, woo } = shop;
    const country = positionOf(odoo, 'DE')['country_id'];
    const [own = 0] = odoo.control.create(POSITION_MODEL, [
      { name: 'German customers', country_id: country as number, auto_apply: true, sequence: 0 },
    ]);
    const before = odoo.control.records(POSITION_MODEL, [['id', '=', own]]);
    const winner = () => odoo.control.quote({ country: 'DE', lines: [] }).positionId;
    const report = await expectSettled(shop);
    const wins = reviewsOf(report).filter(({ code }) => code === 'position_wins');
    expect(wins).toHaveLength(1);
    expect(wins[0]?.message).toContain(`"German customers" (${own})`);
    expect(winner()).toBe(own);

    odoo.control.write(POSITION_MODEL, [own], { sequence: 500 });
    woo.control.putRate({ ...FRANCE, rate: '20.5000' });
    await shop.sync();
    const after = await expectSettled(shop);
    expect(reviewsOf(after)).toEqual([]);
    expect(winner()).toBe(positionOf(odoo, 'DE').id);
    expect(taxesOf(after).notes).toEqual([]);
    expect(odoo.control.records(POSITION_MODEL, [['id', '=', own]])).toMatchObject([
      { ...before[0], sequence: 500 },
    ]);
  });
});
