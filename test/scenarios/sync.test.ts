import { afterEach, describe, expect, it } from 'vitest';
import { countOperations, type Plan } from '../../src/core/plan.ts';
import { shrinkToSmallWorld } from '../testing/small-world.ts';
import { odooContents } from '../testing/odoo-contents.ts';
import { pair, startRig, type Rig, type RigOptions } from '../testing/rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

async function start(options?: RigOptions): Promise<Rig> {
  rig = await startRig(options);
  return rig;
}

const counts = (plan: Plan | undefined) =>
  countOperations(plan?.domains.flatMap((domain) => domain.operations) ?? []);

describe.each([
  { series: 17, created: 1010, protocol: 'jsonrpc' },
  { series: 18, created: 1010, protocol: 'jsonrpc' },
  { series: 19, created: 885, protocol: 'json2' },
] as const)('Odoo $series over $protocol', ({ series, created }) => {
  it('first sync binds all states without a duplicate, the second writes nothing', async () => {
    const { odoo, sync, database, backend } = await start({ odoo: { series }, world: 'full' });
    const before = odoo.control.records('res.country.state');

    const first = await sync();
    expect(first).toMatchObject({ status: 'done' });
    expect(counts(first.plan)).toMatchObject({ create: created, link: 2290 - created, conflict: 0 });
    const states = odoo.control.records('res.country.state');
    expect(states).toHaveLength(before.length + created);
    // Nothing that existed was touched.
    expect(states.filter(({ id }) => before.some((row) => row['id'] === id))).toEqual(before);

    // Each created state is named in the record of the run, with its outcome and reason.
    const operations = await database.runs.operations(first.runId);
    const made = operations.filter(({ operation }) => operation.kind === 'create');
    expect(made).toHaveLength(created);
    expect(
      made.every(
        ({ status, odooId, operation }) => status === 'applied' && odooId !== null && operation.reason !== '',
      ),
    ).toBe(true);
    const { bindings } = await database.memory.read(backend.id, backend.odooDatabaseUuid ?? '', 'geography');
    const bound = bindings.filter(({ type }) => type === 'state').map(({ odooId }) => odooId);
    expect(new Set(bound).size).toBe(2040);

    odoo.control.reset();
    const second = await sync();
    expect(second).toMatchObject({ status: 'nothing', outcomes: [] });
    expect(counts(second.plan)).toMatchObject({ keep: 2290 });
    expect(odoo.control.counts()).toMatchObject({ writes: 0, changes: 0 });
  });
});

it('signs in on 19 with a password over JSON-RPC', async () => {
  const { sync, odoo } = await start({ odoo: { series: 19 }, password: true });
  expect(await sync()).toMatchObject({ status: 'done' });
  expect(odoo.control.log().some(({ path }) => path === '/jsonrpc')).toBe(true);
});

it('sends company, language and active_test with every call on a model', async () => {
  const { sync, odoo } = await start({ world: 'full' });
  await sync();
  const geography = odoo.control.log().filter(({ model }) => model?.startsWith('res.country'));
  expect(geography.length).toBeGreaterThan(5);
  for (const { context } of geography) {
    expect(context).toMatchObject({ allowed_company_ids: [1], lang: 'en_US', active_test: false });
  }
});

it('plans the same document each time, and writes nothing for it', async () => {
  const { engine, backend, odoo, database } = await start();
  const plan = async () => JSON.stringify(await engine.plan(backend, {}, () => undefined));
  expect(await plan()).toBe(await plan());
  expect(odoo.control.counts()).toMatchObject({ writes: 0, changes: 0 });
  expect(await database.runs.list({ limit: 1 })).toEqual([]);
});

it('gives the same bindings for a store in German', async () => {
  const english = await start();
  await english.sync();
  const keys = (
    await english.database.memory.read(
      english.backend.id,
      english.backend.odooDatabaseUuid ?? '',
      'geography',
    )
  ).bindings;
  await english.close();
  const german = await start({ woo: { language: 'de' } });
  await german.sync();
  const { bindings } = await german.database.memory.read(
    german.backend.id,
    german.backend.odooDatabaseUuid ?? '',
    'geography',
  );
  expect(new Map(bindings.map(({ key, odooId }) => [key, odooId]))).toEqual(
    new Map(keys.map(({ key, odooId }) => [key, odooId])),
  );
});

describe('changes in the store', () => {
  it('a renamed state of the connector is updated; one of Odoo is not', async () => {
    const { sync, woo, odoo } = await start();
    await sync();
    woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
    woo.control.putState('DE', { code: 'DE-BE', name: 'Berolina' });
    odoo.control.reset();
    const report = await sync();
    expect(counts(report.plan)).toMatchObject({ update: 1, keep: 74 });
    expect(report.status).toBe('done');
    expect(odoo.control.records('res.country.state', [['code', '=', 'AL-01']])).toMatchObject([
      { name: 'Berati' },
    ]);
    expect(odoo.control.records('res.country.state', [['name', '=', 'Berolina']])).toEqual([]);
    expect((await sync()).status).toBe('nothing');
  });

  it('a state of a plugin is created, and its binding is closed when it goes', async () => {
    const { sync, woo, odoo } = await start();
    await sync();
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    expect(counts((await sync()).plan)).toMatchObject({ create: 1 });
    woo.control.removeState('LU', 'LU-X');
    const report = await sync();
    expect(counts(report.plan)).toMatchObject({ archive: 1, keep: 75 });
    expect(report.status).toBe('done');
    expect(odoo.control.resolve('__woo_sync__.state_LU_LU-X')).not.toBeNull();
    expect((await sync()).status).toBe('nothing');
    woo.control.putState('LU', { code: 'LU-X', name: 'Éislek' });
    expect(counts((await sync()).plan)).toMatchObject({ link: 1, create: 0 });
  });

  it('a list that came back half closes nothing until a user allows it', async () => {
    const { sync, woo } = await start({ world: 'full' });
    await sync();
    for (const country of woo.control.data().countries.slice(0, 120)) woo.control.setStates(country.code, []);
    const report = await sync();
    expect(report.status).toBe('partial');
    expect(counts(report.plan)).toMatchObject({ archive: 0 });
    // Again, and still: the small list did not become the measure.
    expect((await sync()).status).toBe('partial');
    const allowed = await sync({ allowRemovals: true });
    expect(allowed.status).toBe('done');
    expect(counts(allowed.plan).archive).toBeGreaterThan(500);
    expect((await sync()).status).toBe('nothing');
  });

  it("a country that Odoo lacks fails with Odoo's words, its states are not tried, all else is done", async () => {
    const { sync, woo, odoo } = await start();
    woo.control.putCountry({ code: 'XA', name: 'Xanadu', states: [{ code: 'XA-1', name: 'One' }] });
    const report = await sync();
    expect(report.status).toBe('partial');
    const bad = report.outcomes.filter(({ status }) => status !== 'applied');
    expect(bad).toMatchObject([
      { key: 'XA', status: 'failed', message: expect.stringContaining('not allowed') as string },
      { key: 'XA:XA-1', status: 'skipped' },
    ]);
    // One refused record is no failed run, though nothing else was left to do.
    expect(await sync()).toMatchObject({ status: 'partial', message: '1 failed; 1 skipped' });
    // An administrator adds it; the next run goes on from there.
    odoo.control.create('res.country', [{ code: 'XA', name: 'Xanadu' }]);
    expect(await sync()).toMatchObject({ status: 'done' });
    expect((await sync()).status).toBe('nothing');
  });
});

describe('people in Odoo', () => {
  it('what they changed is kept and reported, unless the store wins', async () => {
    const { sync, odoo, engine, backend } = await start();
    await sync();
    const id = odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    odoo.control.write('res.country.state', [id], { name: 'Our Berat' });
    const kept = await sync();
    expect(kept.status).toBe('partial');
    expect(counts(kept.plan)).toMatchObject({ conflict: 1, update: 0 });
    expect(odoo.control.records('res.country.state', [['id', '=', id]])).toMatchObject([
      { name: 'Our Berat' },
    ]);

    await engine.editBackend(backend.name, { onPersonChange: 'store_wins' }, () => undefined);
    const won = await engine.sync(await engine.getBackend(backend.name), {}, () => undefined);
    expect(won.status).toBe('done');
    expect(odoo.control.records('res.country.state', [['id', '=', id]])).toMatchObject([{ name: 'Berat' }]);
  });

  it('what they deleted is a question, and is made again when they ask for it', async () => {
    const { sync, odoo } = await start();
    await sync();
    const id = odoo.control.resolve('__woo_sync__.state_AL_AL-01') ?? 0;
    odoo.control.unlink('res.country.state', [id]);
    const asked = await sync();
    expect(asked.status).toBe('partial');
    expect(counts(asked.plan)).toMatchObject({ conflict: 1, create: 0 });
    expect((await sync({ recreateDeleted: true })).status).toBe('done');
    expect((await sync()).status).toBe('nothing');
  });

  it('states they made by hand are adopted', async () => {
    const { sync, odoo } = await start();
    const [albania] = odoo.control.records('res.country', [['code', '=', 'AL']]);
    odoo.control.create('res.country.state', [
      { code: 'AL-01', name: 'Berat by hand', country_id: Number(albania?.['id']) },
      { code: 'DB', name: 'Diber', country_id: Number(albania?.['id']) },
    ]);
    const report = await sync();
    expect(counts(report.plan)).toMatchObject({ create: 20, link: 55 });
    expect(odoo.control.records('res.country.state', [['name', '=', 'Berat by hand']])).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  it('rows that Odoo refuses are named with its own words; the others go through', async () => {
    const { sync, woo, odoo } = await start();
    await sync();
    // A clash the plan cannot foresee: somebody adds the code between the reading and the writing.
    woo.control.setStates('LU', [
      { code: 'L1', name: 'Eent' },
      { code: 'L2', name: 'Zwee' },
    ]);
    const [luxembourg] = odoo.control.records('res.country', [['code', '=', 'LU']]);
    const report = rig.engine.sync(rig.backend, {}, (progress) => {
      if (progress.step === 'planned' && progress.domain === 'geography') {
        odoo.control.create('res.country.state', [
          { code: 'L1', name: 'Other', country_id: Number(luxembourg?.['id']) },
        ]);
      }
    });
    expect((await report).outcomes).toMatchObject([
      { key: 'LU:L1', status: 'failed', message: expect.stringMatching(/already exist|unique/u) as string },
      { key: 'LU:L2', status: 'applied' },
    ]);
    expect((await report).status).toBe('partial');
    expect((await sync()).status).toBe('done');
  });

  it('a user without the right to create states: links are done, creations are not tried, and each reports why', async () => {
    const { sync, odoo } = await start({ user: 'employee' });
    const before = odooContents(odoo);
    const report = await sync();
    expect(report.status).toBe('partial');
    expect(report.outcomes.filter(({ status }) => status === 'applied')).toHaveLength(53);
    const left = report.outcomes.filter(({ status }) => status === 'skipped');
    expect(left).toHaveLength(22);
    expect(left[0]?.message).toContain('the user may not create states in Odoo');
    expect(odoo.control.log().filter(({ call }) => call === 'load')).toEqual([]);
    expect(odooContents(odoo)).toEqual(before);
  });

  it('a store that is away fails the run with its address and a remedy, and Odoo is not written', async () => {
    const { sync, woo, odoo } = await start();
    woo.control.fault({ action: { kind: 'status', status: 503 }, always: true });
    odoo.control.reset();
    const report = await sync();
    expect(report.status).toBe('failed');
    expect(report.message).toContain(woo.url);
    expect(odoo.control.counts().writes).toBe(0);
    woo.control.clearFaults();
    expect((await sync()).status).toBe('done');
  });

  it('an Odoo that goes away while it is written leaves a partial run that the next one finishes', async () => {
    const { sync, odoo } = await start({ world: 'full' });
    odoo.control.fault({ action: { kind: 'cut' }, at: 2, always: true, only: { call: 'load' } });
    const report = await sync();
    expect(report.status).toBe('partial');
    expect(report.outcomes.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
    // It reports why it broke off and what to do, and leaves no outcome open.
    expect(report.message).toContain('geography failed: ');
    expect(report.message).toContain(odoo.url);
    expect(report.error?.hint).toBeTruthy();
    const operations = await rig.database.runs.operations(report.runId);
    expect(operations.filter(({ status }) => status === 'planned')).toEqual([]);
    odoo.control.clearFaults();
    expect((await sync()).status).toBe('done');
    expect((await sync()).status).toBe('nothing');
  });

  it('another database behind the same address is refused, and nothing is written', async () => {
    const { engine, backend, sync, odoo } = await start();
    await sync();
    odoo.control.copyDatabase('copy', 'c0ffee00-0000-4000-8000-000000000000');
    await rig.database.backends.change(backend.id, { odooDatabase: 'copy' });
    odoo.control.reset();
    const moved = await engine.getBackend(backend.name);
    const report = await engine.sync(moved, {}, () => undefined);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'odoo.other_database' } });
    expect(odoo.control.counts().writes).toBe(0);
    // Accepted by a user: bindings are found again, and nothing is created twice.
    await engine.editBackend(backend.name, { acceptDatabase: true }, () => undefined);
    const again = await engine.sync(await engine.getBackend(backend.name), {}, () => undefined);
    expect(again.status).toBe('done');
    expect(counts(again.plan)).toMatchObject({ create: 0, link: 75 });
  });

  it('warnings before the JSON are passed on, and the answer is read', async () => {
    const { sync, woo, warnings } = await start();
    woo.control.fault({ action: { kind: 'noise' }, only: { path: 'data/countries' } });
    expect((await sync()).status).toBe('done');
    expect(warnings.join()).toMatch(/before/u);
  });
});

it('a backend that was removed and added again follows its store as before', async () => {
  const { sync, engine, woo, odoo, backend } = await start();
  await sync();
  await engine.removeBackend(backend.name, () => undefined);
  const again = await pair(engine, woo, odoo, {}, 'again');
  expect(again.id).toBe(backend.id);
  // Nothing was forgotten, so nothing is to be done.
  expect((await engine.sync(again, {}, () => undefined)).status).toBe('nothing');
  woo.control.putState('AL', { code: 'AL-01', name: 'Berati' });
  const report = await engine.sync(again, {}, () => undefined);
  expect(counts(report.plan)).toMatchObject({ update: 1, keep: 74 });
  expect((await engine.sync(again, {}, () => undefined)).status).toBe('nothing');
});

it('a second backend on the same Odoo adopts what the first one created, and does not rename it', async () => {
  const { sync, engine, woo, odoo } = await start();
  await sync();
  const { startStore } = await import('../../sandbox/index.ts');
  const german = await startStore({ language: 'de' });
  try {
    shrinkToSmallWorld(german);
    german.control.putState('AL', { code: 'AL-01', name: 'Berat auf Deutsch' });
    const second = await pair(engine, german, odoo, {}, 'zweiter');
    const report = await engine.sync(second, {}, () => undefined);
    expect(report.status).toBe('done');
    expect(counts(report.plan)).toMatchObject({ create: 0, update: 0, conflict: 0, link: 75 });
    expect((await engine.sync(second, {}, () => undefined)).status).toBe('nothing');
    expect((await sync()).status).toBe('nothing');
    await expect(pair(engine, woo, odoo, {}, 'again')).rejects.toMatchObject({ code: 'backend.exists' });
  } finally {
    await german.close();
  }
});
