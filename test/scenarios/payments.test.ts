import { afterEach, describe, expect, it } from 'vitest';
import { countOperations } from '../../src/core/plan.ts';
import type { PlanOptions } from '../../src/engine/plan/plan-result.ts';
import type { RunReport } from '../../src/engine/run/run-report.ts';
import { PEOPLE, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { startRig, type Rig, type RigOptions } from '../testing/rig.ts';
import { EACH_SERIES, once } from '../testing/series.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const MODEL = 'x_woo_payment_gateway';

async function start(options: RigOptions = {}): Promise<void> {
  rig = await startRig({ app: true, domains: ['payments'], ...options });
}

async function sync(options: PlanOptions = {}): Promise<RunReport> {
  rig.odoo.control.reset();
  rig.woo.control.reset();
  return rig.sync(options);
}

/** A sync that finds both sides in agreement writes the claim and the end, and nothing else. */
async function nothingLeft(): Promise<void> {
  const report = await sync();
  expect(report.status, report.message).toBe('nothing');
  expect(rig.odoo.control.counts().writes).toBe(2);
}

const kinds = ({ plan }: RunReport) => {
  const counts = countOperations(plan?.domains.flatMap(({ operations }) => operations) ?? []);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
};

const shown = (key: string) => rowOf(rig.odoo, MODEL, { x_key: key });
const journal = (code: string) => rowOf(rig.odoo, 'account.journal', { code, company_id: 1 }).id;
const toReview = () =>
  rowsOf(rig.odoo, 'x_woo_review', { x_active: true })
    .map(({ x_key: key }) => key)
    .sort();
const count = () => rowOf(rig.odoo, 'x_woo_backend')['x_payment_gateway_count'];

/** As a manager of the app does it. */
function choose(key: string, values: Readonly<Record<string, number | false>>): void {
  rig.odoo.control.writeAs(PEOPLE.manager.login, MODEL, shown(key).id, values);
}

/** Gives each enabled gateway its journal. */
function chooseAll(): void {
  for (const { key, enabled } of listed()) if (enabled) choose(key, { x_choice_id: journal('BNK1') });
}

const listed = () => rig.woo.control.data().gateways.map(({ id: key, enabled }) => ({ key, enabled }));
const enabled = () => listed().filter((gateway) => gateway.enabled);

describe.each(EACH_SERIES)('payment gateways, Odoo %s', (series) => {
  it('offer the journals that take payments, and no others', async () => {
    await start({ odoo: { series } });
    const [field] = rowsOf(rig.odoo, 'ir.model.fields', { model: MODEL, name: 'x_choice_id' });
    expect(field?.['domain']).toBe("[('type', 'in', ['bank', 'cash', 'credit'])]");
    const [term] = rowsOf(rig.odoo, 'ir.model.fields', { model: MODEL, name: 'x_payment_term_id' });
    expect(term?.['domain']).toBe('[]');
  });

  it('are shown, and those that are enabled wait for a journal', async () => {
    await start({ odoo: { series } });
    const first = await sync();
    expect(enabled().length).toBeGreaterThan(0);
    expect(enabled().length).toBeLessThan(listed().length);
    expect(first.status, first.message).toBe('done');
    expect(toReview()).toEqual(
      enabled()
        .map(({ key }) => key)
        .sort(),
    );
    expect(rowsOf(rig.odoo, MODEL)).toHaveLength(listed().length);
    expect(count()).toBe(listed().length);
    expect(shown('bacs')).toMatchObject({
      x_enabled: true,
      x_status: 'conflict',
      x_rule: 'no choice',
      x_journal_id: false,
      x_features: 'products',
    });
    // Entities of the store are letters in Odoo.
    expect(shown('bacs')['x_name']).toBe('Bank transfer & SEPA');
    const [off] = listed().filter((gateway) => !gateway.enabled);
    expect(shown(off?.key ?? '')).toMatchObject({ x_status: 'pending', x_rule: 'disabled' });
    const item = rowOf(rig.odoo, 'x_woo_review', { x_key: 'bacs' });
    expect(item['x_candidates']).toBe('Bank (BNK1)\nCash (CSH1)');

    // What waits goes on waiting, and no row is written for it.
    expect(kinds(await sync())).toEqual(kinds(first));
    expect(rig.odoo.control.counts().by).not.toHaveProperty([`${MODEL}.load`]);
    expect(rig.odoo.control.counts().by).not.toHaveProperty(['x_woo_review.load']);
  });

  it('are bound to the journal that a user chose; journal and payment term survive every sync', async () => {
    await start({ odoo: { series } });
    await sync();
    chooseAll();
    const [term] = rowsOf(rig.odoo, 'account.payment.term');
    choose('bacs', { x_payment_term_id: term?.id ?? 0 });
    const bound = await sync();
    expect([bound.status, toReview()]).toEqual(['done', []]);
    expect(kinds(bound)).toEqual({ link: enabled().length, keep: listed().length - enabled().length });
    const mine = { x_choice_id: journal('BNK1'), x_payment_term_id: term?.id };
    expect(shown('bacs')).toMatchObject({ ...mine, x_status: 'bound', x_journal_id: journal('BNK1') });
    await nothingLeft();

    rig.woo.control.changeGateway('bacs', { title: 'Pay by bank', description: 'In advance.', order: 4 });
    expect((await sync()).status).toBe('done');
    expect(shown('bacs')).toMatchObject({
      ...mine,
      x_name: 'Pay by bank',
      x_description: 'In advance.',
      x_order: 4,
    });
    const writes = rig.odoo.control.log().filter(({ context }) => context?.['woo_rows'] !== undefined);
    expect(writes.length).toBeGreaterThan(0);
    for (const { context } of writes) {
      expect(JSON.stringify(context)).not.toContain('x_choice_id');
      expect(JSON.stringify(context)).not.toContain('x_payment_term_id');
    }
    await nothingLeft();

    choose('bacs', { x_choice_id: journal('CSH1') });
    expect(kinds(await sync())).toMatchObject({ link: 1 });
    expect(shown('bacs')).toMatchObject({ x_journal_id: journal('CSH1'), x_payment_term_id: term?.id });
    choose('bacs', { x_choice_id: false });
    expect([(await sync()).status, toReview()]).toEqual(['done', ['bacs']]);
    expect(shown('bacs')).toMatchObject({ x_journal_id: false, x_payment_term_id: term?.id });
  });

  it('that are switched off or on stop and begin to wait', async () => {
    await start({ odoo: { series } });
    await sync();
    for (const { key } of enabled()) rig.woo.control.changeGateway(key, { enabled: false });
    expect([(await sync()).status, toReview()]).toEqual(['done', []]);
    await nothingLeft();
    rig.woo.control.changeGateway('cheque', { enabled: true });
    expect([(await sync()).status, toReview()]).toEqual(['done', ['cheque']]);
    expect(shown('cheque')).toMatchObject({ x_enabled: true, x_status: 'conflict' });
  });

  it('that vanish are archived with the date, and come back with the journal they had', async () => {
    await start({ odoo: { series } });
    await sync();
    chooseAll();
    await sync();
    const whole = rig.woo.control.data().gateways.find(({ id }) => id === 'bacs');
    rig.woo.control.removeGateway('bacs');
    const before = shown('bacs');
    const withheld = await sync();
    // One of so few is more than a tenth: a user shows whether it is really gone.
    expect([withheld.status, kinds(withheld)['archive']]).toEqual(['partial', undefined]);
    expect(toReview()).toEqual(['removals_blocked']);
    expect(shown('bacs')).toEqual(before);

    const gone = await sync({ allowRemovals: true });
    expect([gone.status, kinds(gone)['archive'], toReview()]).toEqual(['done', 1, []]);
    expect(shown('bacs')).toMatchObject({
      x_active: false,
      x_status: 'vanished',
      x_choice_id: journal('BNK1'),
    });
    expect(shown('bacs')['x_vanished_on']).not.toBe(false);
    expect(rowOf(rig.odoo, 'account.journal', { code: 'BNK1', company_id: 1 })['active']).toBe(true);
    expect(count()).toBe(listed().length);
    await nothingLeft();

    if (whole !== undefined) rig.woo.control.putGateway(whole);
    expect(kinds(await sync())).toMatchObject({ link: 1 });
    expect(shown('bacs')).toMatchObject({
      x_active: true,
      x_vanished_on: false,
      x_status: 'bound',
      x_journal_id: journal('BNK1'),
    });
    await nothingLeft();
  });

  it('are not bound to a journal in which Odoo books no payments, and the list reports why', async () => {
    await start({ odoo: { series } });
    await sync();
    chooseAll();
    choose('bacs', { x_choice_id: journal('INV') });
    expect([(await sync()).status, toReview()]).toEqual(['partial', ['bacs']]);
    expect(shown('bacs')).toMatchObject({ x_rule: 'journal type', x_journal_id: false });
    choose('bacs', { x_choice_id: journal('BNK1') });
    expect([(await sync()).status, toReview()]).toEqual(['done', []]);
    rig.odoo.control.write('account.journal', [journal('BNK1')], { active: false });
    await sync();
    expect(shown('bacs')).toMatchObject({ x_rule: 'archived', x_status: 'conflict' });
  });
});

once.it('without the app nothing is planned, and the run shows what is missing', async () => {
  await start({ app: false });
  const report = await sync();
  expect(report.plan?.domains).toMatchObject([{ operations: [], notes: [{ code: 'app_missing' }] }]);
  expect(report.status).toBe('nothing');
});

once.it('a user who may not read journals is informed of it', async () => {
  await start({ user: 'employee', app: 'denied' });
  const report = await sync();
  expect(report.plan?.domains[0]?.failure).toMatchObject({ code: 'odoo.access_error' });
});

once.it(
  'takes one request to the store and one call to Odoo; its rows are read with those of all',
  async () => {
    const countedFor = async (domains: NonNullable<RigOptions['domains']>) => {
      await start({ domains });
      await sync();
      const chosen = domains.includes('payments');
      if (chosen) chooseAll();
      if (chosen) await sync();
      const report = await sync();
      expect(report.status, report.message).toBe('nothing');
      return report;
    };
    const without = await countedFor(['settings']);
    await rig.close();
    const { storeRequests, odooCalls } = await countedFor(['settings', 'payments']);
    expect([storeRequests, odooCalls]).toEqual([without.storeRequests + 1, without.odooCalls + 1]);
  },
);
