import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Resolution } from '../../src/core/domain.ts';
import type { Operation } from '../../src/core/operation.ts';
import { planNeedsReview, type Plan } from '../../src/core/plan.ts';
import {
  BACKEND,
  CHANGES,
  DONE,
  Live,
  REVIEW,
  STATE_MODEL,
  changes,
  created,
  findMadeState,
  stateOperation,
  stateOperations,
} from './live.ts';

// The steps build on each other, in this order, as a first day with the connector does.
let live: Live;
let planned: Plan;
let settled: Plan;

beforeAll(async () => {
  live = await Live.open();
});

afterAll(async () => {
  await live.run('backend', 'remove', BACKEND);
  await live.close();
});

const conflicts = (plan: Plan) =>
  plan.domains.flatMap(({ operations }) =>
    operations
      .filter(({ kind }) => kind === 'conflict')
      .map(({ subject }) => `${subject.type} ${subject.key}`),
  );

it('both connections work, and doctor finds no problem', async () => {
  const added = await live.addBackend();
  expect(added, added.err).toMatchObject({ code: DONE });
  expect(await live.run('backend', 'test', BACKEND)).toMatchObject({ code: DONE });
  const doctor = await live.run('doctor', BACKEND);
  expect([DONE, REVIEW], doctor.out + doctor.err).toContain(doctor.code);
});

it('a plan names every state of the store once, and writes nothing', async () => {
  const before = await live.states();
  const { code, plan } = await live.plan();
  expect(await live.states()).toEqual(before);
  expect(code).toBe(planNeedsReview(plan) ? REVIEW : CHANGES);
  const keys = stateOperations(plan).map(({ subject }) => subject.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(1000);
  planned = plan;
});

it('the first sync does what was planned, and no more', async () => {
  const before = new Map((await live.states()).map((state) => [state.id, state]));
  const { code, report } = await live.sync();
  expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
  expect(code).toBe(planNeedsReview(planned) ? REVIEW : DONE);
  expect(changes(report.plan)).toEqual(changes(planned));

  const after = await live.states();
  const made = after.filter(({ id }) => !before.has(id));
  expect(made.length).toBe(created(planned).filter(({ subject }) => subject.type === 'state').length);
  expect(after.filter(({ id }) => before.has(id))).toEqual([...before.values()]);
  const externalIds = await live.connector.externalIds(
    STATE_MODEL,
    made.map(({ id }) => id),
  );
  expect(new Set(externalIds.values()).size).toBe(made.length);
  for (const name of externalIds.values()) expect(name).toMatch(/^__woo_sync__\.state_/u);
});

it('the second sync plans nothing and writes nothing', async () => {
  const before = await live.states();
  const { plan } = await live.plan();
  expect(changes(plan)).toEqual([]);
  const { report } = await live.sync();
  expect(report.outcomes.filter(({ status }) => status === 'applied')).toEqual([]);
  expect(changes(report.plan)).toEqual([]);
  expect(conflicts(plan)).toEqual(conflicts(planned));
  expect(await live.states()).toEqual(before);
  settled = plan;
});

it('every state of the store is bound to one record, of its own', async () => {
  const states = stateOperations(settled);
  const left = states.filter(({ kind }) => kind !== 'keep').map(({ subject }) => `state ${subject.key}`);
  expect(left.filter((state) => !conflicts(settled).includes(state))).toEqual([]);
  const bound = states.flatMap(({ kind, record }) => (kind === 'keep' ? [record?.id] : []));
  expect(new Set(bound).size).toBe(bound.length);
  const there = new Set((await live.states()).map(({ id }) => id));
  expect(bound.filter((id) => id === undefined || !there.has(id))).toEqual([]);
});

it('a name that a user gave a state of the connector stays, and is asked about', async () => {
  const { key, id } = await findMadeState(live, settled);
  const [{ name: ours } = { name: '' }] = await live.connector.searchRead(
    STATE_MODEL,
    [['id', '=', id]],
    ['name'],
  );
  await live.connector.write(STATE_MODEL, id, { name: 'Named by a person' });
  try {
    const { code, plan } = await live.plan();
    expect(code).toBe(REVIEW);
    const asked: Operation = stateOperation(plan, key);
    expect(asked).toMatchObject({ kind: 'conflict', record: { id } });
    expect(asked.changes).toEqual([{ field: 'name', from: 'Named by a person', to: ours }]);
    const { report } = await live.sync();
    expect(report.status).toBe('partial');
    expect(await live.connector.searchRead(STATE_MODEL, [['id', '=', id]], ['name'])).toMatchObject([
      { name: 'Named by a person' },
    ]);
  } finally {
    await live.connector.write(STATE_MODEL, id, { name: ours });
  }
  const { plan } = await live.plan();
  expect(stateOperation(plan, key)).toMatchObject({ kind: 'keep', record: { id } });
});

it('a state of the connector that a user deleted is asked about, and made again on request', async () => {
  const { key, id, externalId } = await findMadeState(live, settled);
  await live.connector.unlink(STATE_MODEL, [id]);
  const { code, report } = await live.sync();
  expect(code).toBe(REVIEW);
  expect(stateOperation(report.plan, key)).toMatchObject({ kind: 'conflict' });
  expect(created(report.plan)).toEqual([]);

  const again = await live.sync('--recreate-deleted');
  expect(created(again.report.plan).map(({ subject }) => subject.key)).toEqual([key]);
  const { plan } = await live.plan();
  expect(changes(plan)).toEqual([]);
  const now = stateOperation(plan, key).record?.id ?? 0;
  expect(await live.connector.externalIds(STATE_MODEL, [now])).toEqual(new Map([[now, externalId]]));
});

it('resolve answers the record of an address, and says no to one the store does not know', async () => {
  const { plan } = await live.plan();
  const { key, id } = await findMadeState(live, plan);
  const [country = '', ...rest] = key.split(':');
  const address = ['--country', country, '--state', rest.join(':'), '--json'];
  const found = await live.run('resolve', 'address', BACKEND, ...address);
  expect(found, found.err).toMatchObject({ code: DONE });
  const resolutions = JSON.parse(found.out) as Resolution[];
  expect(resolutions.map(({ status }) => status)).toEqual(['found', 'found']);
  expect(resolutions[1]?.record).toMatchObject({ model: STATE_MODEL, id });
  expect(
    await live.run('resolve', 'address', BACKEND, '--country', country, '--state', 'no such state'),
  ).toMatchObject({ code: 1 });
});

it('nothing printed contains a secret', () => {
  live.expectNoSecrets();
});
