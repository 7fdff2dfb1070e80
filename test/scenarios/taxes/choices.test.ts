import { describe, expect, it } from 'vitest';
import { positionExternalId, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { PEOPLE, rowOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  BRITAIN,
  CALIFORNIA,
  charged,
  conflictsOf,
  destination,
  expectNotRewritten,
  expectSettled,
  FRANCE,
  GERMANY,
  identities,
  operationOf,
  SANTA_MONICA,
  STANDARD_TAX,
  taxOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const open = useShops();

/** The rows of the app on which a user can choose another tax. */
const ROWS = {
  standard: ['x_woo_tax_class', { x_slug: 'standard' }],
  germany: ['x_woo_tax_rate', { x_rate_id: GERMANY.id }],
} as const;

describe.each(EACH_SERIES)('a tax chosen in the app, Odoo %i', (series) => {
  const GERMAN = destination(series, '19-excl-1');
  const german = ['x_woo_tax', { x_key: GERMAN }] as const;
  const synced = async (): Promise<Shop> => {
    const shop = await open(series, { app: true });
    const first = await shop.sync();
    expect(first.status, first.message).toBe('done');
    return shop;
  };
  const row = ({ odoo }: Shop, [model, values]: readonly [string, Readonly<Record<string, unknown>>]) =>
    rowOf(odoo, model, values);
  const choose = (
    shop: Shop,
    which: readonly [string, Readonly<Record<string, unknown>>],
    tax: number | false,
  ) => {
    shop.odoo.control.writeAs(PEOPLE.manager.login, which[0], row(shop, which).id, { x_choice_id: tax });
  };
  /** A tax that a user created. On 19 it names what it replaces, as one in a position must. */
  const makeTax = ({ odoo }: Shop, amount: number, replaces?: number): number => {
    const replaced =
      series === 19 && replaces !== undefined ? { original_tax_ids: [[6, 0, [replaces]]] } : {};
    const [id = 0] = odoo.control.create(TAX_MODEL, [
      { name: `By hand ${amount}%`, amount, type_tax_use: 'sale', ...replaced },
    ]);
    return id;
  };
  const standard = ({ odoo }: Shop) => taxOf(odoo, STANDARD_TAX).id;

  it('for a class: products may carry it, and positions map it', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const own = makeTax(shop, 7.25);
    const before = identities(odoo);
    choose(shop, ROWS.standard, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(row(shop, ROWS.standard)).toMatchObject({
      ...{ x_tax_id: own, x_choice_id: own, x_rule: 'choice', x_status: 'bound', x_created: false },
    });
    expect(charged(odoo, own, { country: 'DE' })).toBe('19.00');
    expect(charged(odoo, own, { country: 'US', state: 'CA', zip: '90210' })).toBe('10.25');
    expect(charged(odoo, own, { country: 'US', state: 'NV' })).toBe('0.00');
    expect(taxOf(odoo, STANDARD_TAX)['active']).toBe(false);
    expectNotRewritten(odoo, before);
    expect((await expectSettled(shop)).status).toBe('nothing');

    // Taken back: the rules decide again.
    choose(shop, ROWS.standard, false);
    const back = await shop.sync();
    expect(back.status, back.message).toBe('done');
    expect(row(shop, ROWS.standard)).toMatchObject({ x_tax_id: standard(shop), x_rule: 'external id' });
    expect(charged(odoo, standard(shop), { country: 'DE' })).toBe('19.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('for what a place charges: positions map to it, and the rates of its kind are bound to it', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const own = makeTax(shop, 19, standard(shop));
    choose(shop, german, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(row(shop, german)).toMatchObject({ x_tax_id: own, x_rule: 'choice', x_created: false });
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(own);
    expect(odoo.control.quote(sale(standard(shop))).lines[0]?.taxIds).toEqual([own]);
    expect(taxOf(odoo, GERMAN)['active']).toBe(false);
    expect((await expectSettled(shop)).status).toBe('nothing');

    choose(shop, german, false);
    const back = await shop.sync();
    expect(back.status, back.message).toBe('done');
    // The company's taxes are for its own country, so the one that the connector created for Germany is used again.
    expect(row(shop, german)).toMatchObject({ x_rule: 'external id' });
    expect(odoo.control.quote(sale(standard(shop))).lines[0]?.taxIds).toEqual([taxOf(odoo, GERMAN).id]);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('for one rate: it alone is bound to it', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const own = makeTax(shop, 19, standard(shop));
    choose(shop, ROWS.germany, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect(row(shop, ROWS.germany)).toMatchObject({ x_tax_id: own, x_rule: 'choice', x_status: 'bound' });
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(own);
    expect(odoo.control.quote(sale(standard(shop))).lines[0]?.taxIds).toEqual([own]);
    expect((await expectSettled(shop)).status).toBe('nothing');

    choose(shop, ROWS.germany, false);
    await shop.sync();
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(taxOf(odoo, GERMAN).id);
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it('that does not name what it replaces is bound to the rate, and on 19 is refused where a position needs it', async () => {
    const shop = await synced();
    const { odoo } = shop;
    const own = makeTax(shop, 19);
    choose(shop, ROWS.germany, own);
    const report = await shop.sync();
    expect(report.status, report.message).toBe('done');
    expect((await boundTax(shop, GERMANY.id))?.odooId).toBe(own);
    expect(charged(odoo, standard(shop), { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);

    choose(shop, ROWS.germany, false);
    choose(shop, german, own);
    const other = await shop.sync();
    expect(conflictsOf(other)).toEqual(
      series === 19 ? [`conflict tax ${GERMAN}: choice`, 'conflict fiscal_position DE: tax'] : [],
    );
    expect(charged(odoo, standard(shop), { country: 'DE' })).toBe('19.00');
    await expectSettled(shop);
  });

  it.each(['standard', 'germany', 'german'] as const)(
    'that is archived is a conflict, and nothing is made of it (%s)',
    async (which) => {
      const shop = await synced();
      const { odoo } = shop;
      const chosen = which === 'german' ? german : ROWS[which];
      const own = makeTax(shop, which === 'standard' ? 7.25 : 19, standard(shop));
      odoo.control.write(TAX_MODEL, [own], { active: false });
      choose(shop, chosen, own);
      const report = await shop.sync();
      expect(report.status).toBe('partial');
      expect(row(shop, chosen)).toMatchObject({ x_status: 'conflict', x_rule: 'choice' });
      expect(String(row(shop, chosen)['x_reason'])).toContain('is archived');
      // What was charged before is charged on.
      expect(charged(odoo, standard(shop), { country: 'DE' })).toBe('19.00');
      expect(charged(odoo, standard(shop), { country: 'FR' })).toBe('20.00');
      await expectSettled(shop);

      odoo.control.write(TAX_MODEL, [own], { active: true });
      const better = await shop.sync();
      expect(better.status, better.message).toBe('done');
      expect(row(shop, chosen)).toMatchObject({ x_status: 'bound', x_tax_id: own });
      await expectSettled(shop);
    },
  );

  it('of several that fit settles the question', async () => {
    const shop = await open(series, { app: true });
    const { odoo, woo } = shop;
    woo.control.putRate({ ...FRANCE, country: 'US', state: 'OH' });
    woo.control.removeRate(BRITAIN.id);
    const twins = [20, 20].map((amount, at) => {
      const [id = 0] = odoo.control.create(TAX_MODEL, [
        {
          name: `Twin ${at}`,
          amount,
          type_tax_use: 'sale',
          include_base_amount: true,
          is_base_affected: false,
        },
      ]);
      return id;
    });
    const report = await shop.sync();
    if (series === 19) {
      // There mapping would rewrite them, so they are nobody's business.
      expect(report.status, report.message).toBe('done');
      return;
    }
    expect(operationOf(report, 'tax', '20-excl-1')).toMatchObject({ kind: 'conflict', rule: 'ambiguous' });
    choose(shop, ['x_woo_tax', { x_key: '20-excl-1' }], twins[1] ?? 0);
    const settled = await shop.sync();
    expect(settled.status, settled.message).toBe('done');
    expect(
      odoo.control.quote({ ...sale(standard(shop)), country: 'US', state: 'OH' }).lines[0]?.taxIds,
    ).toEqual([twins[1]]);
    await expectSettled(shop);
  });

  describe('that the connector created', () => {
    const french = ({ odoo }: Shop) => taxOf(odoo, destination(series, '20-excl-1')).id;
    /** Germany's rate is charged as the tax created for France. */
    const chosen = async (): Promise<Shop> => {
      const shop = await synced();
      choose(shop, ROWS.germany, french(shop));
      const report = await shop.sync();
      expect(report.status, report.message).toBe('done');
      expect(shop.odoo.control.quote(sale(standard(shop))).lines[0]?.taxIds).toEqual([french(shop)]);
      return shop;
    };

    it.each(['keep', 'store_wins'] as const)(
      'is settled for one rate, under the policy %s',
      async (policy) => {
        const shop = await chosen();
        const again = await expectSettled(shop, { onPersonChange: policy });
        expect(conflictsOf(again)).toEqual([]);
        expect(again.status, again.message).toBe('nothing');
      },
    );

    it('counts once where a place charges it already', async () => {
      const shop = await synced();
      const { odoo } = shop;
      const california = (await boundTax(shop, CALIFORNIA.id))?.odooId ?? 0;
      choose(shop, ['x_woo_tax_rate', { x_rate_id: SANTA_MONICA.id }], california);
      const report = await shop.sync();
      expect(report.status, report.message).toBe('done');
      expect(charged(odoo, standard(shop), { country: 'US', state: 'CA', zip: '90210' })).toBe('7.25');
      expect((await expectSettled(shop)).status).toBe('nothing');
    });

    it.each(['written', 'intended'] as const)(
      'is recognised where a former version remembered it as %s by its id',
      async (as) => {
        const shop = await chosen();
        await rememberMapping(shop, `#${french(shop)}`, as);
        // The app's copy of the memory follows.
        expect(conflictsOf(await expectSettled(shop))).toEqual([]);

        await rememberMapping(shop, `#${french(shop)}`, as);
        choose(shop, ROWS.germany, false);
        const back = await shop.sync();
        expect(conflictsOf(back)).toEqual([]);
        expect(charged(shop.odoo, standard(shop), { country: 'DE' })).toBe('19.00');
        expect((await expectSettled(shop)).status).toBe('nothing');
      },
    );
  });
});

/** Changes what is remembered of Germany's position: what it makes of the tax of the standard class. */
async function rememberMapping(
  { backend, database }: Shop,
  text: string,
  as: 'written' | 'intended',
): Promise<void> {
  const key = backend.odooDatabaseUuid ?? '';
  const externalId = positionExternalId(1, 'DE');
  const { managed } = await database.memory.read(backend.id, key, 'taxes');
  const record = managed.find((each) => each.externalId === externalId);
  const odooId = record?.odooId ?? null;
  if (!record?.written || odooId === null) throw new Error(`nothing is remembered of ${externalId}`);
  const remembered = (mapping: string) => ({
    ...record.written,
    [`mapping of ${STANDARD_TAX}`]: mapping,
  });
  const written = remembered(as === 'written' ? text : 'another tax');
  await database.memory.intend(key, 'taxes', [{ ...record, intended: remembered(text) }]);
  await database.memory.confirm(key, [{ externalId, odooId, written }]);
  if (as === 'intended')
    await database.memory.intend(key, 'taxes', [{ ...record, intended: remembered(text) }]);
}

function sale(taxId: number) {
  return { country: 'DE', lines: [{ taxIds: [taxId], price: '100', qty: 1 }] };
}
