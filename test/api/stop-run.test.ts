import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServiceRig, until } from '../testing/service-rig.ts';
import { startApi, type ApiRig } from './api-rig.ts';

let served: ServiceRig;
let api: ApiRig;
beforeAll(async () => {
  served = await ServiceRig.start();
  api = await startApi({}, served.rig);
  await api.setUp();
  await served.serve();
});
afterAll(async () => {
  await api.close();
  await served.close();
});

const made = (prefix: string) =>
  served.rig.odoo.control
    .records('res.country.state')
    .filter(({ code }) => typeof code === 'string' && code.startsWith(prefix)).length;

/** New states in the store, and an Odoo that takes its time with them; answers the number of the run that writes them. */
async function slowRun(prefix: string, begin: () => void | Promise<void>): Promise<number> {
  const { odoo, woo } = served.rig;
  for (let index = 1; index <= 3; index += 1)
    woo.control.putState('AL', { code: `${prefix}${index}`, name: `${prefix} number ${index}` });
  odoo.control.fault({
    only: { model: 'res.country.state', call: 'load' },
    // Longer than a stop takes to be seen, also on a busy machine.
    action: { kind: 'delay', ms: 4000 },
  });
  const before = (await served.latest()).id;
  await begin();
  await until(async () => {
    const { id, status } = await served.latest();
    return id > before && status === 'running';
  }, 'the run to begin');
  return (await served.latest()).id;
}

async function ended(run: number) {
  await until(async () => (await served.rig.database.runs.get(run))?.status !== 'running', 'the run to end');
  served.rig.odoo.control.clearFaults();
  return served.rig.database.runs.get(run);
}

it('a run for a button in Odoo is stopped once, its request is answered, and no other run begins', async () => {
  const viewer = await api.signIn('vera', 'viewer');
  const operator = await api.signIn('otto', 'operator');
  const run = await slowRun('AL-B', () => served.press('sync'));
  expect((await viewer.ask('POST', `/runs/${run}/stop`)).json).toMatchObject({
    ...{ status: 403, code: 'account.not_allowed' },
  });
  const asked = await operator.ask('POST', `/runs/${run}/stop`);
  expect([asked.status, asked.json['id'], asked.json['status']]).toEqual([202, run, 'running']);
  expect(asked.json['stopRequestedAt']).toEqual(expect.any(String));
  expect((await operator.ask('POST', `/runs/${run}/stop`)).status).toBe(202);
  const stopped = await ended(run);
  expect(stopped).toMatchObject({ code: 'run.stopped', kind: 'sync', origin: 'odoo' });
  expect(stopped?.message).toMatch(/^Stopped by a user/u);
  await served.answered();
  expect(served.row()).toMatchObject({ x_lease_token: false });
  // Whoever stops it knows: no state of the backend to report, and nothing to begin anew.
  const status = (await api.admin.ask('GET', '/status')).json['items'] as { state: string }[];
  expect(status).toMatchObject([{ state: 'out_of_sync' }]);
  expect((await served.latest()).id).toBe(run);
  expect(served.faults()).toEqual([]);
  const { json } = await api.admin.ask('GET', '/audit');
  const entries = json['items'] as { action: string }[];
  expect(entries.filter(({ action }) => action === 'run.stop')).toMatchObject([
    { actor: 'user:otto', detail: `run ${run}` },
  ]);

  // Over, and never there.
  const late = await operator.ask('POST', `/runs/${run}/stop`);
  expect(late.json).toMatchObject({ status: 409, code: 'run.not_running' });
  expect(late.json['hint']).toContain('nothing to stop');
  expect((await operator.ask('POST', '/runs/9999/stop')).json).toMatchObject({
    ...{ status: 404, code: 'run.unknown' },
  });

  served.press('sync');
  await served.answered();
  expect(made('AL-B')).toBe(3);
});

it('a preview that is stopped while it is applied may be applied again, or is applied as far as it came', async () => {
  const { backend, database, engine, woo } = served.rig;
  woo.control.putState('AL', { code: 'AL-P0', name: 'AL-P number 0' });
  for (let index = 1; index <= 3; index += 1)
    woo.control.putState('AL', { code: `AL-P${index}`, name: `AL-P number ${index}` });
  const preview = await engine.runJob(backend.id, { kind: 'preview', origin: 'api' }, () => undefined);
  expect((await api.admin.ask('POST', `/runs/${preview.runId}/apply`)).status).toBe(202);
  const run = await slowRun('AL-P', () => undefined);
  expect((await api.admin.ask('POST', `/runs/${run}/stop`)).status).toBe(202);
  await ended(run);
  await until(
    async () => (await database.previews.get(preview.runId))?.state !== 'asked',
    'the preview to be settled',
  );
  const state = (await database.previews.get(preview.runId))?.state;
  expect(state).toBe(made('AL-P') > 0 ? 'applied' : 'open');
  expect(await database.previews.asked()).toEqual([]);
});
