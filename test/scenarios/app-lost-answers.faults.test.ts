import { afterAll, beforeAll, expect, it } from 'vitest';
import { appContents, rowOf, rowsOf } from '../testing/app-in-odoo.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { startRig, type Rig } from '../testing/rig.ts';

/** A first sync with the app, its answers lost one at a time after Odoo had done what was asked. */
let rig: Rig;
let natives: string[];
let rows: string[];
let calls: number;

beforeAll(async () => {
  rig = await startRig({ app: true });
  rig.odoo.control.snapshot('fresh');
  const report = await rig.sync();
  expect(report.status, report.message).toBe('done');
  [natives, rows, calls] = [odooContents(rig.odoo), appContents(rig.odoo), report.odooCalls];
});
afterAll(async () => {
  await rig.close();
});

it('the end is the same, at whatever call it happens, and the second sync writes nothing', async () => {
  const { odoo, sync } = rig;
  expect(calls).toBeGreaterThan(12);
  for (let at = 1; at <= calls; at += 1) {
    odoo.control.restore('fresh');
    odoo.control.reset();
    odoo.control.fault({ action: { kind: 'lostAnswer' }, at });
    const report = await sync({ recreateDeleted: true });
    const [lost] = odoo.control.log().filter(({ fault }) => fault === 'lostAnswer');
    const name = `call ${at}, ${lost?.model ?? ''}.${lost?.call ?? ''}`;
    expect(report.status, `${name}: ${report.message}`).toBe('done');
    expect(odooContents(odoo), name).toEqual(natives);
    expect(appContents(odoo), name).toEqual(rows);
    // One run, with each operation once, and the claim given back.
    const run = rowOf(odoo, 'x_woo_run');
    expect(run, name).toMatchObject({ x_number: report.runId, x_status: 'done' });
    expect(rowsOf(odoo, 'x_woo_operation').length, name).toBeGreaterThanOrEqual(22);
    const listed = rowsOf(odoo, 'x_woo_operation').map(
      (row) => `${String(row['x_type'])} ${String(row['x_key'])}`,
    );
    expect(new Set(listed).size, name).toBe(listed.length);
    expect(rowOf(odoo, 'x_woo_backend'), name).toMatchObject({ x_status: 'done', x_lease_token: false });
    odoo.control.reset();
    expect((await sync()).status, name).toBe('nothing');
    expect(odoo.control.counts().writes, name).toBe(2);
  }
}, 240_000);

it('the same for a row that is archived later', async () => {
  const { odoo, woo, sync } = rig;
  odoo.control.restore('fresh');
  odoo.control.reset();
  await sync({ recreateDeleted: true });
  woo.control.removeState('AL', 'AL-01');
  odoo.control.fault({ only: { context: 'woo_rows' }, action: { kind: 'lostAnswer' } });
  const report = await sync();
  expect(report.status, report.message).toBe('done');
  const gone = rowOf(odoo, 'x_woo_state', { x_country_code: 'AL', x_code: 'AL-01' });
  expect(gone['x_active']).toBe(false);
  expect((await sync()).status).toBe('nothing');
});
