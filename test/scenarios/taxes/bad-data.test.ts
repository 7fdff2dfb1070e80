import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import { POSITION_MODEL, TAX_MODEL } from '../../../src/domains/taxes/models.ts';
import { PEOPLE, rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import {
  boundTax,
  charged,
  contents,
  destination,
  expectNotRewritten,
  expectSettled,
  GERMANY,
  identities,
  operationOf,
  rate,
  STANDARD_TAX,
  taxesOf,
  taxOf,
  TEXAS,
  useShops,
  type Place,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

/** Rates as stores really have them: typed by hand, imported, made by plugins. Each is reported, and none stops another. */
const open = useShops();

/** A row as the store serves it. */
const raw = (id: number, fields: Readonly<Record<string, unknown>>) => {
  const { postcodes, cities, ...row } = rate(id, 'DE', '19.0000');
  return {
    ...row,
    postcode: '',
    city: '',
    postcodes: [...postcodes],
    cities: [...cities],
    ...fields,
  } as Parameters<Shop['woo']['control']['putRawRate']>[0];
};

/** What there is to say of each, by the number of the rate. */
const BAD = [
  { row: rate(21, 'XX', '19.0000'), note: 'unknown_country' },
  { row: rate(22, 'US', '5.0000', { state: 'ZZ' }), note: 'unknown_state' },
  { row: rate(24, 'GB', '-20.0000', { priority: 2 }), rule: 'negative' },
  { row: rate(25, 'FR', '1000.0000', { priority: 2 }), rule: 'unlikely' },
  {
    row: rate(26, 'US', '8.8750', {
      ...{ state: 'NY', priority: 2 },
      postcodes: ['...', '10001...abc', '<10001>', '10009...10001', '🏠'],
    }),
    limit: 'postcode_unreadable',
  },
  // Of two rates with one priority and place the store charges the first.
  { row: rate(27, 'DE', '16.0000', { order: 9 }), note: 'rates_doubled' },
  { row: rate(28, 'DE', '3.0000', { class: 'forgotten' }), rule: 'class' },
] as const;
const RAW = [
  { row: raw(23, { rate: 'nineteen', country: 'CA', priority: 5 }), rule: 'unreadable' },
  { row: raw(29, { country: null }), rule: 'unreadable' },
  { row: raw(30, { priority: 'first' }), rule: 'unreadable' },
  { row: raw(30, { rate: '' }), rule: 'unreadable' },
  { row: raw(GERMANY.id, { rate: '11.0000' }), note: 'rate_repeated' },
] as const;
/** No numbers to tell them by. */
const NAMELESS = ['no row at all', null, []];

function spoil({ woo }: Shop): void {
  for (const { row } of BAD) woo.control.putRate(row);
  for (const row of [...RAW.map((each) => each.row), ...NAMELESS]) woo.control.putRawRate(row);
}

const PLACES: readonly Place[] = [
  ...['DE', 'FR', 'GB', 'CA'].map((country) => ({ country })),
  { country: 'CA', state: 'QC' },
  { country: 'US', state: 'CA', zip: '94104' },
  { country: 'US', state: 'CA', zip: '90210' },
  ...['NY', 'TX', 'OR', 'NV'].map((state) => ({ country: 'US', state, zip: '12207' })),
];
const CHARGED = ['19.00', '20.00', '20.00', '5.00', '15.47', '7.25', '10.25', '4.00', '6.25', '0.00', '0.00'];

const inPlaces = ({ odoo }: Shop) =>
  PLACES.map((place) => charged(odoo, taxOf(odoo, STANDARD_TAX).id, place));

const idOf = (row: unknown) => (row as { readonly id: number }).id;

describe.each(EACH_SERIES)('bad data in the tax rates, Odoo %i', (series) => {
  it('is reported rate by rate, and stops nothing; a second run plans nothing more', async () => {
    const shop = await open(series, { app: true });
    spoil(shop);
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(inPlaces(shop)).toEqual(CHARGED);
    expectReported(report);
    const again = await expectSettled(shop);
    expectReported(again);
    expect(inPlaces(shop)).toEqual(CHARGED);
  });

  it('is shown on the row of each rate in the app, and in the list To Review', async () => {
    const shop = await open(series, { app: true });
    spoil(shop);
    await shop.sync();
    const { odoo } = shop;
    for (const each of BAD) {
      const row = rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: each.row.id });
      const status = 'rule' in each ? 'conflict' : 'bound';
      expect(row, String(each.row.id)).toMatchObject({ x_active: true, x_status: status });
      if ('rule' in each) expect(row['x_rule']).toBe(each.rule);
    }
    const review = rowsOf(odoo, 'x_woo_review', { x_domain: 'taxes' });
    const reported = review.map((row) => String(row['x_key']));
    for (const each of [...BAD, ...RAW]) {
      if ('rule' in each) expect(reported).toContain(String(idOf(each.row)));
    }
  });

  it('of which nothing can be made may be bound by hand, so that orders that name it resolve', async () => {
    const shop = await open(series, { app: true });
    const { odoo } = shop;
    spoil(shop);
    await shop.sync();
    const chosen = taxOf(odoo, destination(series, '20-excl-1')).id;
    const { id } = rowOf(odoo, 'x_woo_tax_rate', { x_rate_id: 25 });
    odoo.control.writeAs(PEOPLE.manager.login, 'x_woo_tax_rate', id, { x_choice_id: chosen });
    const report = await shop.sync();
    expect(operationOf(report, 'tax_rate', '25')).toMatchObject({ kind: 'link', rule: 'choice' });
    expect((await boundTax(shop, 25))?.odooId).toBe(chosen);
    expect(inPlaces(shop)).toEqual(CHARGED);
    await expectSettled(shop);
  });

  it('corrected, is like any other: the end is that of a store that never had it', async () => {
    const clean = await open(series);
    clean.woo.control.putRate(rate(24, 'GB', '2.0000', { priority: 2 }));
    await clean.sync();

    const shop = await open(series);
    const { woo } = shop;
    spoil(shop);
    await shop.sync();
    // The whole table as it is without them, and without the rows that no table has.
    woo.control.setRates(clean.woo.control.data().taxRates);
    const report = await shop.sync({ allowRemovals: true });
    expect(report.status, report.message).toBe('done');
    expect(taxesOf(report).notes).toEqual([]);
    // By what they are: a shared tax keeps the name that it was made with. Lines that lead nowhere stay in a position.
    const positions = (each: Shop) =>
      contents(each.odoo)
        .filter((line) => line.startsWith(`${POSITION_MODEL} |`) && line.endsWith('in use'))
        .sort();
    expect(positions(shop)).toEqual(positions(clean));
    const taxes = ({ odoo }: Shop) =>
      odoo.control
        .records(TAX_MODEL, [['active', '=', true]])
        .map(({ id }) => odoo.control.externalIds(TAX_MODEL)[Number(id)])
        .sort();
    expect(taxes(shop)).toEqual(taxes(clean));
    expect(charged(shop.odoo, taxOf(shop.odoo, STANDARD_TAX).id, { country: 'GB' })).toBe('22.00');
    expect((await expectSettled(shop)).status).toBe('nothing');
  });

  it.each([
    ['cannot be read any more', raw(TEXAS.id, { rate: 'six' }), 'unreadable'],
    ['becomes negative', { ...TEXAS, rate: '-6.2500' }, 'negative'],
    ['becomes ten times what it was', { ...TEXAS, rate: '625.0000' }, 'unlikely'],
  ] as const)(
    'a rate that %s: told, the others charge on, and all is as before when it is put right',
    async (_what, row, rule) => {
      const shop = await open(series, { app: true });
      const { odoo, woo } = shop;
      await shop.sync();
      const fresh = contents(odoo);
      const bound = await boundTax(shop, TEXAS.id);
      const before = identities(odoo);
      woo.control.removeRate(TEXAS.id);
      woo.control.putRawRate(row);
      const report = await shop.sync();
      expect(report.status).toBe('partial');
      expect(operationOf(report, 'tax_rate', String(TEXAS.id))).toMatchObject({ kind: 'conflict', rule });
      const elsewhere = (charges: readonly string[]) => charges.filter((_charge, at) => at !== IN_TEXAS);
      expect(elsewhere(inPlaces(shop))).toEqual(elsewhere(CHARGED));
      // Orders of before name it: what it represented is not forgotten.
      expect(await boundTax(shop, TEXAS.id)).toMatchObject({ odooId: bound?.odooId ?? 0, archivedAt: null });
      expectNotRewritten(odoo, before);
      await expectSettled(shop);

      woo.control.removeRate(TEXAS.id);
      woo.control.putRate(TEXAS);
      const right = await shop.sync();
      expect(right.status, right.message).toBe('done');
      expect(contents(odoo)).toEqual(fresh);
      expect(inPlaces(shop)).toEqual(CHARGED);
      expect(await boundTax(shop, TEXAS.id)).toMatchObject({ odooId: bound?.odooId ?? 0, archivedAt: null });
      expect((await expectSettled(shop)).status).toBe('nothing');
    },
  );
});

const IN_TEXAS = PLACES.findIndex((place) => place.state === 'TX');

/** Everything bad is reported once: as the conflict of its rate, in a note that names its number, or as a limit. */
function expectReported(report: RunReport): void {
  const { notes, kept = [], operations } = taxesOf(report);
  for (const each of [...BAD, ...RAW]) {
    const id = String(idOf(each.row));
    const listed = operations.filter(({ subject }) => subject.type === 'tax_rate' && subject.key === id);
    const own = [...listed, ...kept.flatMap((each) => each.find(id) ?? [])];
    expect(own, id).toHaveLength(1);
    if ('rule' in each) expect(own[0], id).toMatchObject({ kind: 'conflict', rule: each.rule });
    else expect(own[0]?.kind, id).toMatch(/^(?:keep|link)$/u);
    if ('note' in each) {
      const note = notes.find(({ code }) => code === each.note);
      expect(note?.level, id).toBe('review');
      expect(note?.message, id).toMatch(new RegExp(`\\b${id}\\b`, 'u'));
    }
    if ('limit' in each)
      expect(operationOf(report, 'limitation', each.limit), id).toMatchObject({ kind: 'unsupported' });
  }
  expect(notes.find(({ code }) => code === 'rate_repeated')?.hint).toContain('plugin');
  const unknown = notes.find(({ code }) => code === 'unknown_state')?.hint;
  expect(unknown).toContain('WooCommerce, Settings, Tax');
  expect(unknown).toContain('Fed. States');
  expect(operationOf(report, 'tax_rate', '28').reason).toContain('add the class again');
  const nameless = notes.find(({ code }) => code === 'rate_unreadable');
  expect(nameless?.message).toMatch(/^3 tax rates/u);
}
