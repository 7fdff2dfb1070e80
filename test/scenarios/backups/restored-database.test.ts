import { afterEach, describe, expect, it } from 'vitest';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import { rememberRows } from '../../testing/memory-database.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

let rig: Rig;
afterEach(() => rig.close());

/** Puts the connector's database back to how it is now: what a backup is for. */
function backUp(): () => void {
  const restore = rememberRows(rig.database);
  if (restore === undefined) throw new Error('a PostgreSQL server restores its database itself');
  return restore;
}

const runsIn = ({ odoo }: Rig) => rowsOf(odoo, 'x_woo_run');

describe.each(EACH_SERIES)('a database that was restored from a backup, with Odoo %i', (series) => {
  it('goes on above the runs that Odoo has, and replaces none of them', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    const first = await rig.sync();
    const restore = backUp();
    await rig.sync();
    await rig.sync();
    const before = runsIn(rig);
    expect(before).toHaveLength(3);
    restore();

    const fourth = await rig.sync();
    expect(fourth).toMatchObject({ status: 'nothing', runId: first.runId + 3 });
    const after = runsIn(rig);
    expect(after.slice(0, 3)).toEqual(before);
    expect(after.map((run) => run['x_number'])).toEqual([0, 1, 2, 3].map((more) => first.runId + more));
    expect(rowOf(rig.odoo, 'x_woo_backend')).toMatchObject({
      ...{ x_last_run_id: after.at(-1)?.id, x_status: 'nothing', x_lease_token: false },
    });
    const { runs } = rig.database;
    const ofBackend = { backendId: rig.backend.id, limit: 10 };
    expect((await runs.list(ofBackend)).map(({ id, status }) => [id, status])).toEqual([
      [fourth.runId, 'nothing'],
      [first.runId, 'done'],
    ]);

    // From here on it is as if nothing had happened: no call more than ever.
    rig.odoo.control.reset();
    const fifth = await rig.sync();
    expect(fifth).toMatchObject({ status: 'nothing', runId: fourth.runId + 1 });
    expect(rig.odoo.control.log().filter(({ context }) => context?.['woo_claim'] !== undefined)).toHaveLength(
      1,
    );
    expect(runsIn(rig)).toHaveLength(5);
  });

  it('still answers the request that waits in Odoo', async () => {
    rig = await startRig({ odoo: { series }, app: true });
    await rig.sync();
    const restore = backUp();
    const second = await rig.sync();
    restore();
    rig.odoo.control.write('x_woo_backend', [rowOf(rig.odoo, 'x_woo_backend').id], {
      ...{ x_request_number: 1, x_request_kind: 'preview' },
    });
    const request = { kind: 'sync', origin: 'odoo' } as const;
    const answer = await rig.engine.runJob(rig.backend.id, request, () => undefined);
    expect(answer).toMatchObject({ runId: second.runId + 1, kind: 'preview' });
    expect(rowOf(rig.odoo, 'x_woo_backend')).toMatchObject({ x_served_number: 1, x_lease_token: false });
    expect(runsIn(rig)).toHaveLength(3);
  });
});
