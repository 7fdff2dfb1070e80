import { afterEach, describe, expect, it } from 'vitest';
import { countOperations } from '../../src/core/plan.ts';
import type { BackendEdit } from '../../src/engine/backends/input.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import type { Backend } from '../../src/database/port.ts';
import { rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig, type RigOptions } from '../testing/rig.ts';
import { EACH_SERIES, once } from '../testing/series.ts';

let rig: Rig;
let backend: Backend;
afterEach(async () => {
  await rig.close();
});

const quiet = () => undefined;

/** A store that sells in this currency. */
async function start(code: string, options: RigOptions = {}): Promise<void> {
  rig = await startRig({ app: true, domains: ['currency'], ...options });
  backend = rig.backend;
  sellIn(code);
}

const sellIn = (code: string) => rig.woo.control.setSetting('general', 'woocommerce_currency', code);

async function decide(edit: BackendEdit): Promise<void> {
  backend = await rig.engine.editBackend(backend.id, edit, quiet);
}

async function sync(): Promise<RunReport> {
  rig.odoo.control.reset();
  rig.woo.control.reset();
  return rig.engine.sync(backend, {}, quiet);
}

/** A sync that finds both sides in agreement writes the claim and the end, and nothing else. */
async function nothingLeft(): Promise<void> {
  const report = await sync();
  expect(report.status, report.message).toBe('nothing');
  expect(rig.odoo.control.counts().writes).toBe(2);
}

/** What is remembered of an Odoo is remembered by its uuid: with another one it is as after a loss of our database. */
async function loseMemory(): Promise<void> {
  const parameter = rowsOf(rig.odoo, 'ir.config_parameter', { key: 'database.uuid' }).at(0);
  const value = '5a5db0c5-0000-4000-8000-00000000c0b1';
  rig.odoo.control.write('ir.config_parameter', [Number(parameter?.id)], { value });
  await decide({ acceptDatabase: true });
}

const kinds = ({ plan }: RunReport) => {
  const counts = countOperations(plan?.domains.flatMap(({ operations }) => operations) ?? []);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
};
const currency = (code: string) => {
  const row = rowsOf(rig.odoo, 'res.currency', { name: code }).at(0);
  return { id: Number(row?.id), active: row?.['active'] };
};
const shown = (code: string) => rowOf(rig.odoo, 'x_woo_currency', { x_code: code });
const toReview = () =>
  rowsOf(rig.odoo, 'x_woo_review', { x_active: true }).map(({ x_key: key, x_reason: reason }) => [
    key,
    reason,
  ]);

describe.each(EACH_SERIES)('the currency of the store, Odoo %s', (series) => {
  it('is found by its code and shown with how prices are written; a second sync plans nothing', async () => {
    await start('USD', { odoo: { series } });
    rig.woo.control.setSetting('general', 'woocommerce_price_thousand_sep', '\u00a0');
    const first = await sync();
    expect(first.status, first.message).toBe('done');
    expect(kinds(first)).toEqual({ link: 1 });
    expect(shown('USD')).toMatchObject({
      x_position: 'left',
      x_thousand_separator: '(space)',
      x_decimal_separator: '.',
      x_decimals: 2,
      x_currency_id: currency('USD').id,
      x_status: 'bound',
      x_rule: 'code',
      x_written: false,
    });
    await nothingLeft();

    rig.woo.control.setSetting('general', 'woocommerce_currency_pos', 'right_space');
    rig.woo.control.setSetting('general', 'woocommerce_price_num_decimals', '3');
    expect((await sync()).status).toBe('done');
    expect(shown('USD')).toMatchObject({ x_position: 'right_space', x_decimals: 3 });
    await nothingLeft();
  });

  it('is asked about while it is switched off, and bound when a user activates it', async () => {
    await start('EUR', { odoo: { series } });
    const asked = await sync();
    expect([asked.status, kinds(asked)]).toEqual(['partial', { conflict: 1 }]);
    expect(toReview()).toEqual([['EUR', expect.stringContaining('EUR is switched off in Odoo')]]);
    expect(shown('EUR')).toMatchObject({ x_status: 'conflict', x_rule: 'inactive' });
    expect(currency('EUR').active).toBe(false);
    // Asking once more changes no row; the run lists what it asks.
    expect(kinds(await sync())).toEqual({ conflict: 1 });
    expect(rig.odoo.control.counts().by).not.toHaveProperty(['x_woo_currency.load']);
    expect(rig.odoo.control.counts().by).not.toHaveProperty(['x_woo_review.load']);

    rig.odoo.control.write('res.currency', [currency('EUR').id], { active: true });
    expect([(await sync()).status, toReview()]).toEqual(['done', []]);
    expect(shown('EUR')).toMatchObject({ x_status: 'bound', x_currency_id: currency('EUR').id });
    await nothingLeft();
  });

  it('is activated by policy, and stays off where a user switches it off again', async () => {
    await start('EUR', { odoo: { series } });
    await decide({ inactiveCurrency: 'activate' });
    const count = rowsOf(rig.odoo, 'res.currency').length;
    const first = await sync();
    expect([first.status, kinds(first)]).toEqual(['done', { update: 1 }]);
    expect(currency('EUR').active).toBe(true);
    expect(rowsOf(rig.odoo, 'res.currency')).toHaveLength(count);
    expect(rig.odoo.control.resolve('base.EUR')).toBe(currency('EUR').id);
    expect(shown('EUR')).toMatchObject({
      x_status: 'bound',
      x_written: '{"record":"base.EUR","values":{"active":"1"}}',
    });
    await nothingLeft();

    rig.odoo.control.write('res.currency', [currency('EUR').id], { active: false });
    const asked = await sync();
    expect([asked.status, kinds(asked)]).toEqual(['partial', { conflict: 1 }]);
    expect(toReview()).toEqual([['EUR', expect.stringContaining('EUR was switched off')]]);
    // Known from the row of the app, though our own database has lost it.
    await loseMemory();
    expect(kinds(await sync())).toEqual({ conflict: 1 });
    expect(currency('EUR').active).toBe(false);

    await decide({ onPersonChange: 'store_wins' });
    expect(kinds(await sync())).toEqual({ update: 1 });
    expect([currency('EUR').active, toReview()]).toEqual([true, []]);
    await nothingLeft();
  });

  it('that Odoo does not have is asked for, whatever the policy, and found once a user has made it', async () => {
    await start('BTC', { odoo: { series } });
    await decide({ inactiveCurrency: 'activate' });
    expect(kinds(await sync())).toEqual({ conflict: 1 });
    expect(toReview()).toEqual([['BTC', expect.stringContaining('Odoo has no currency BTC')]]);
    expect(shown('BTC')).toMatchObject({ x_status: 'conflict', x_currency_id: false });

    rig.odoo.control.create('res.currency', [{ name: 'BTC', symbol: '₿', active: false }]);
    expect(kinds(await sync())).toEqual({ conflict: 1 });
    expect(toReview()).toEqual([['BTC', expect.stringContaining('created by hand')]]);
    rig.odoo.control.write('res.currency', [currency('BTC').id], { active: true });
    expect([kinds(await sync()), toReview()]).toEqual([{ link: 1 }, []]);
    await nothingLeft();
  });

  it('that the store changes is followed; the former one is closed with the date and left as it is', async () => {
    await start('EUR', { odoo: { series } });
    await decide({ inactiveCurrency: 'activate' });
    await sync();
    sellIn('USD');
    const changed = await sync();
    expect(changed.status, changed.message).toBe('done');
    expect(kinds(changed)).toEqual({ link: 1, archive: 1 });
    expect(shown('EUR')).toMatchObject({ x_active: false, x_status: 'vanished' });
    expect(shown('EUR')['x_vanished_on']).not.toBe(false);
    expect([currency('EUR').active, shown('USD')['x_status']]).toEqual([true, 'bound']);
    await nothingLeft();
    sellIn('EUR');
    expect(kinds(await sync())).toEqual({ link: 1, archive: 1 });
    expect(shown('EUR')).toMatchObject({ x_active: true, x_vanished_on: false, x_status: 'bound' });
    await nothingLeft();
  });
});

once.it(
  'an answer of Odoo that is lost leaves one currency, activated, at whatever call it happens',
  async () => {
    await start('EUR');
    // Each time but the first it was activated before, and is off again.
    await decide({ inactiveCurrency: 'activate', onPersonChange: 'store_wins' });
    rig.odoo.control.snapshot('fresh');
    const count = rowsOf(rig.odoo, 'res.currency').length;
    const { odooCalls: calls } = await sync();
    expect(calls).toBeGreaterThan(8);
    for (let at = 1; at <= calls; at += 1) {
      rig.odoo.control.restore('fresh');
      rig.odoo.control.reset();
      rig.odoo.control.fault({ action: { kind: 'lostAnswer' }, at });
      const report = await rig.engine.sync(backend, {}, quiet);
      expect(report.status, `call ${at}: ${report.message}`).toBe('done');
      expect(currency('EUR').active, `call ${at}`).toBe(true);
      expect(rowsOf(rig.odoo, 'res.currency')).toHaveLength(count);
      expect(rowsOf(rig.odoo, 'x_woo_currency')).toHaveLength(1);
    }
  },
);

once.it('a currency whose settings could not be read stays as it was known', async () => {
  await start('USD');
  await sync();
  const before = rowsOf(rig.odoo, 'x_woo_currency');
  rig.woo.control.fault({
    action: { kind: 'status', status: 500, body: { code: 'x', message: 'PHP died', data: { status: 500 } } },
    always: true,
    only: { path: '/settings/general' },
  });
  const report = await rig.engine.sync(backend, {}, quiet);
  expect(report.plan?.domains[0]?.failure).toMatchObject({ code: 'store.currency_unread' });
  expect(rowsOf(rig.odoo, 'x_woo_currency')).toEqual(before);
});

once.it('it is activated without the app, too', async () => {
  await start('EUR', { app: false });
  await decide({ inactiveCurrency: 'activate' });
  expect(kinds(await sync())).toEqual({ update: 1 });
  expect(currency('EUR').active).toBe(true);
  const second = await sync();
  expect([second.status, kinds(second)]).toEqual(['nothing', { keep: 1 }]);
});

once.it('an Odoo that refuses to activate it is reported in its own words', async () => {
  await start('EUR', { app: false, user: 'employee' });
  await decide({ inactiveCurrency: 'activate' });
  const report = await sync();
  expect(report.outcomes).toMatchObject([{ key: 'EUR', status: 'failed' }]);
  expect([report.status, currency('EUR').active]).toEqual(['partial', false]);
});

once.it(
  'takes no request of its own beside the settings and two calls to Odoo; its rows are read with those of all',
  async () => {
    const countedFor = async (domains: NonNullable<RigOptions['domains']>) => {
      await start('USD', { domains });
      await sync();
      const second = await sync();
      expect(second.status, second.message).toBe('nothing');
      return second;
    };
    const without = await countedFor(['settings']);
    await rig.close();
    const { storeRequests, odooCalls } = await countedFor(['settings', 'currency']);
    expect([storeRequests, odooCalls]).toEqual([without.storeRequests, without.odooCalls + 2]);
  },
);
