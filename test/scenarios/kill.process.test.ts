import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/index.ts';
import { appContents, rowOf } from '../testing/app-in-odoo.ts';
import { startProcessRig, type ProcessRig } from '../testing/process-rig.ts';
import { odooContents } from '../testing/odoo-contents.ts';

/**
 * The command line is killed (SIGKILL) while a request of a first sync is under way, at its beginning, middle and end.
 * The next sync must end where an undisturbed one ends, and the one after it must find nothing to do. Every request of
 * all domains, by engines that die within the test: `killed.faults.test.ts`. Beside a service:
 * `data-folder.process.test.ts`; a service itself: `service.process.test.ts`.
 */
interface Moment {
  readonly name: string;
  readonly side: 'woo' | 'odoo';
  readonly kind: 'hang' | 'hangAfter';
  readonly only?: Fault['only'];
  readonly at?: number;
}

const loads = (model: string): Fault['only'] => ({ model, call: 'load' });
const rowsCall: Fault['only'] = { context: 'woo_rows' };

/** Reading is all the store is asked for. */
const STORE_REQUESTS = 37;

const WITHOUT_APP: readonly Moment[] = [
  { name: 'the first request to the store', side: 'woo', kind: 'hang' },
  { name: 'the first request to the store, handled', side: 'woo', kind: 'hangAfter' },
  { name: 'a request amid the settings', side: 'woo', kind: 'hang', at: 9 },
  { name: 'the last request to the store', side: 'woo', kind: 'hang', at: STORE_REQUESTS },
  {
    name: 'the last request to the store, handled',
    side: 'woo',
    kind: 'hangAfter',
    at: STORE_REQUESTS,
  },
  { name: 'the first call to Odoo', side: 'odoo', kind: 'hang' },
  { name: 'the first records read in Odoo', side: 'odoo', kind: 'hang', only: { call: 'search_read' } },
  {
    name: 'the first records read in Odoo, handled',
    side: 'odoo',
    kind: 'hangAfter',
    only: { call: 'search_read' },
  },
  { name: 'the first states, not written', side: 'odoo', kind: 'hang', only: loads('res.country.state') },
  {
    name: 'the second states, written',
    side: 'odoo',
    kind: 'hangAfter',
    only: loads('res.country.state'),
    at: 2,
  },
  { name: 'the carriers, written', side: 'odoo', kind: 'hangAfter', only: loads('delivery.carrier') },
];
const WITH_APP: readonly Moment[] = [
  { name: 'the claim', side: 'odoo', kind: 'hangAfter', only: { model: 'ir.actions.server', call: 'run' } },
  { name: 'the first rows of the app, written', side: 'odoo', kind: 'hangAfter', only: rowsCall },
  { name: 'the end, written', side: 'odoo', kind: 'hangAfter', only: { context: 'woo_finish' } },
];

describe.each([
  { name: 'without the app', app: false, moments: WITHOUT_APP },
  { name: 'with the app', app: true, moments: WITH_APP },
])('killed $name', ({ app, moments }) => {
  let rig: ProcessRig;
  let natives: string[];
  let rows: string[];

  beforeAll(async () => {
    rig = await startProcessRig({ app });
    const { odoo, woo } = rig;
    const added = await rig.add('shop');
    expect(added, added.err).toMatchObject({ code: 0 });
    odoo.control.snapshot('fresh');
    woo.control.reset();
    const undisturbed = await rig.copy('undisturbed').run('sync', '--json');
    expect(undisturbed, undisturbed.err).toMatchObject({ code: 0 });
    expect(woo.control.counts().total).toBe(STORE_REQUESTS);
    // Taxes, carriers and their rows are compared too.
    [natives, rows] = [odooContents(odoo), app ? appContents(odoo) : []];
    for (const model of ['account.tax', 'account.fiscal.position', 'delivery.carrier'])
      expect(natives.some((line) => line.startsWith(`${model} | __woo_sync__.`))).toBe(true);
  });
  afterAll(() => rig.close());

  it.each(moments)('at $name, $kind', { timeout: 120_000 }, async ({ name, side, kind, only, at = 1 }) => {
    const { odoo, woo } = rig;
    odoo.control.restore('fresh');
    woo.control.reset();
    odoo.control.reset();
    const { control } = side === 'woo' ? woo : odoo;
    control.fault({ action: { kind }, at, ...(only && { only }) });
    const cli = rig.copy(name);
    const { child, finished } = cli.start('sync', '--json');
    const ended = await Promise.race([control.struck(1), finished]);
    expect(ended, 'the sync ended before it was killed').toBeUndefined();
    child.kill('SIGKILL');
    await finished;
    control.clearFaults();

    const second = await cli.run('sync', '--json');
    expect(second.code, second.err).toBe(0);
    expect(odooContents(odoo)).toEqual(natives);
    if (app) {
      expect(appContents(odoo)).toEqual(rows);
      expect(rowOf(odoo, 'x_woo_backend')).toMatchObject({ x_lease_token: false });
    }

    odoo.control.reset();
    const third = await cli.run('sync', '--json');
    expect(JSON.parse(third.out)).toMatchObject({ status: 'nothing', outcomes: [] });
    const { changes, writes } = odoo.control.counts();
    // With the app a run is claimed and ended in any case.
    expect(app ? writes : changes).toBe(app ? 2 : 0);

    const runs = await cli.run('runs', '--json');
    const statuses = (JSON.parse(runs.out) as { status: string }[]).map(({ status }) => status);
    // The killed run does not stay open for ever. Where everything had been applied, the second found it so.
    expect(statuses.slice(0, 1)).toEqual(['nothing']);
    expect(statuses.at(-1)).toBe('failed');
  });
});
