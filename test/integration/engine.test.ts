import { afterEach, describe, expect, it } from 'vitest';
import { defineDomain } from '../../src/core/define-domain.ts';
import type { Domain } from '../../src/core/domain.ts';
import { ConnectorError } from '../../src/core/errors.ts';
import type { DomainName, Operation, OperationKind, UnsupportedOperation } from '../../src/core/operation.ts';
import type { DomainPlan } from '../../src/core/plan.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import type { PlanOptions } from '../../src/engine/plan/plan-result.ts';
import type { EngineDomain, OdooSession, StoreSession } from '../../src/engine/ports.ts';
import type { OdooReader } from '../../src/odoo/port.ts';
import type { StoreReader } from '../../src/woocommerce/port.ts';
import { openTestDatabase } from '../testing/memory-database.ts';
import type { Backend, Database } from '../../src/database/port.ts';
import { SECRETS, sampleBackend } from '../../src/database/testing/samples.ts';

/** The engine over domains and servers that do what a test says, and our own database. */
interface Rig {
  readonly engine: Engine;
  readonly database: Database;
  readonly backend: Backend;
}

let open: Engine | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const AWAY = new ConnectorError({
  code: 'x.away',
  message: 'Nobody answers.',
  hint: 'Wait.',
  retryable: true,
});
const silent = () => undefined;

async function rig(domains: readonly EngineDomain[], load: OdooSession['load'] = loadAll): Promise<Rig> {
  const database = await openTestDatabase();
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  const odoo = {
    identity: {
      series: 18,
      database: backend.odooDatabase,
      databaseUuid: backend.odooDatabaseUuid,
      company: { id: 1, name: 'My Company' },
    },
    load,
    searchRead: () => Promise.resolve([]),
    calls: () => 0,
    app: () => Promise.resolve({ state: 'absent' }),
  } as unknown as OdooSession;
  const shop = {
    requests: () => 0,
    cachedAnswers: () => [],
    close: () => Promise.resolve(),
  } as unknown as StoreSession;
  const engine = createEngine({
    database: database,
    domains,
    detectStore: () => Promise.reject(AWAY),
    probeStore: () => Promise.reject(AWAY),
    probeOdoo: () => Promise.reject(AWAY),
    openStore: () => shop,
    openOdoo: () => Promise.resolve(odoo),
    storeClock: () => Promise.resolve(null),
    odooClock: () => Promise.resolve(null),
    now: () => new Date(0),
    newId: () => 'unused',
  });
  open = engine;
  return { engine, database, backend };
}

const loadAll: OdooSession['load'] = (_model, _columns, rows) =>
  Promise.resolve(rows.map(({ externalId }, index) => ({ externalId, id: index + 1 })));

function operation(kind: OperationKind, key: string = kind): Operation {
  const common = { kind, subject: { type: 'thing', key, label: key }, rule: 'name', reason: 'so' };
  if (kind === 'create')
    return {
      ...common,
      record: { model: 'x.thing', externalId: `__woo_sync__.${key}` },
      write: { fields: { name: key }, references: {} },
    } as Operation;
  return { ...common, record: { model: 'x.thing', id: 7 } } as Operation;
}

function domain(
  name: DomainName,
  operations: readonly Operation[],
  over: Partial<Domain<StoreReader, OdooReader, unknown, unknown>> &
    Partial<Pick<DomainPlan, 'notes' | 'removals'>> = {},
): EngineDomain {
  const { notes = [], removals = 'trusted', ...rest } = over;
  return defineDomain<StoreReader, OdooReader, unknown, unknown>({
    name,
    types: ['thing'],
    readStore: () => Promise.resolve({}),
    readOdoo: () => Promise.resolve({}),
    plan: () => ({ domain: name, operations, notes, removals }),
    count: () => ({ thing: 10 }),
    mirror: { models: [], rows: () => [] },
    ...rest,
  });
}

const statusesOf = async ({ database }: Rig, runId: number) =>
  (await database.runs.operations(runId)).map(({ operation: { subject }, status }) => [subject.key, status]);

describe('a run', () => {
  it('reads both sides at once', async () => {
    let meet: () => void = silent;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const house1 = await rig([
      domain('geography', [], {
        readStore: () => met,
        readOdoo: () => {
          meet();
          return Promise.resolve({});
        },
      }),
    ]);
    expect((await house1.engine.sync(house1.backend, {}, silent)).status).toBe('nothing');
  });

  it('goes on with the other domains when one cannot be read', async () => {
    const unavailable = domain('taxes', [], { readStore: () => Promise.reject(AWAY) });
    const built = await rig([unavailable, domain('geography', [operation('create')])]);
    const report = await built.engine.sync(built.backend, {}, silent);
    expect(report).toMatchObject({
      status: 'partial',
      message: '1 created; taxes could not be read: Nobody answers.',
    });
    expect(await statusesOf(built, report.runId)).toEqual([['create', 'applied']]);
    expect(await built.database.runs.notes(report.runId)).toMatchObject([{ domain: 'taxes', hint: 'Wait.' }]);
    const alone = await built.engine.sync(built.backend, { domains: ['taxes'] }, silent);
    expect(alone.status).toBe('failed');
  });

  it('goes on with the other domains when Odoo goes away while one is written, and reports why', async () => {
    const load: OdooSession['load'] = (model, columns, rows) =>
      rows.some(({ externalId }) => externalId.endsWith('bad'))
        ? Promise.reject(AWAY)
        : loadAll(model, columns, rows);
    const built = await rig(
      [domain('taxes', [operation('create', 'bad')]), domain('geography', [operation('create')])],
      load,
    );
    const report = await built.engine.sync(built.backend, {}, silent);
    expect(report).toMatchObject({ status: 'partial', error: { hint: 'Wait.' } });
    expect(report.message).toContain('taxes failed: Nobody answers.');
    expect(await statusesOf(built, report.runId)).toEqual([
      ['bad', 'failed'],
      ['create', 'applied'],
    ]);
    // What was not written whole is no measure for the next read.
    const { memory } = built.database;
    const key = built.backend.odooDatabaseUuid ?? '';
    expect((await memory.read(built.backend.id, key, 'taxes')).lastCounts).toEqual({});
    expect((await memory.read(built.backend.id, key, 'geography')).lastCounts).toEqual({ thing: 10 });
    const alone = await built.engine.sync(built.backend, { domains: ['taxes'] }, silent);
    expect(alone).toMatchObject({ status: 'failed', error: { code: 'x.away' } });
  });

  it('is recorded as failed when the program is at fault, and leaves no outcome open', async () => {
    const built = await rig([domain('geography', [operation('create')])], () =>
      Promise.reject(new TypeError('oops')),
    );
    await expect(built.engine.sync(built.backend, {}, silent)).rejects.toThrow('oops');
    const [run] = await built.engine.listRuns({ limit: 1 });
    expect(run).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('internal error') as string,
    });
    expect(await statusesOf(built, run?.id ?? 0)).toEqual([['create', 'failed']]);
  });

  it('is partial when a record is refused, though it was the only change', async () => {
    const refuse: OdooSession['load'] = (_model, _columns, rows) =>
      Promise.resolve(rows.map(({ externalId }) => ({ externalId, error: 'No.' })));
    const built = await rig([domain('geography', [operation('keep'), operation('create')])], refuse);
    const report = await built.engine.sync(built.backend, {}, silent);
    expect(report).toMatchObject({ status: 'partial', message: '1 failed' });
    expect(await statusesOf(built, report.runId)).toEqual([['create', 'failed']]);
    expect((await built.database.runs.get(report.runId))?.kept).toEqual({ geography: 1 });
  });

  it('binds nothing for a conflict or for what is not supported, and reports both', async () => {
    const built = await rig([
      domain('taxes', [operation('conflict')]),
      domain('geography', [operation('unsupported')]),
    ]);
    const report = await built.engine.sync(built.backend, {}, silent);
    expect(report).toMatchObject({ status: 'partial', outcomes: [] });
    expect(await statusesOf(built, report.runId)).toEqual([
      ['conflict', 'kept'],
      ['unsupported', 'kept'],
    ]);
    for (const name of ['taxes', 'geography'] as const)
      expect((await built.database.memory.read(built.backend.id, 'any', name)).bindings).toEqual([]);
    expect(report.message).toBe('1 to review; 1 not supported by Odoo');
  });

  it('reports a limitation in the run that finds it, and again only when it changes', async () => {
    const cities = operation('unsupported', 'cities') as UnsupportedOperation;
    const found: Operation[] = [cities];
    const built = await rig([domain('taxes', found), domain('geography', [operation('keep')])]);
    const sync = async (options: PlanOptions = {}) => {
      const { message, runId, status } = await built.engine.sync(built.backend, options, silent);
      return { message, status, listed: (await statusesOf(built, runId)).map(([key]) => key) };
    };
    const quiet = { status: 'nothing', message: 'Nothing to do: both sides agree', listed: [] };
    const news = { status: 'nothing', message: 'Nothing to do; 1 not supported by Odoo' };
    expect(await sync()).toEqual({ ...news, listed: ['cities'] });
    expect(await sync()).toEqual(quiet);
    // Runs of other domains do not forget it.
    expect(await sync({ domains: ['geography'] })).toEqual(quiet);
    expect(await sync({ domains: ['taxes'] })).toEqual(quiet);
    found.push(operation('unsupported', 'zips'));
    expect(await sync()).toEqual({ ...news, listed: ['zips'] });
    found[0] = { ...cities, reason: 'of three rates' };
    expect(await sync()).toEqual({ ...news, listed: ['cities'] });
    expect(await sync()).toEqual(quiet);
    expect((await built.database.runs.list({ limit: 1 }))[0]?.kept).toEqual({ taxes: 2, geography: 1 });
    expect((await built.engine.status())[0]).toMatchObject({ state: 'in_sync', limitations: 2, review: 0 });
    const { rows, total } = await built.engine.listRows(built.backend, { type: 'limitation', limit: 9 });
    expect(rows.map(({ domain: name, label, reason }) => [name, label, reason])).toEqual([
      ['taxes', 'cities', 'of three rates'],
      ['taxes', 'zips', 'so'],
    ]);
    expect(total).toBe(2);
    // What is supported by now would be news if it came back.
    found.length = 1;
    expect(await sync()).toEqual(quiet);
    found.push(operation('unsupported', 'zips'));
    expect(await sync()).toEqual({ ...news, listed: ['zips'] });
  });

  it('compares the next read with the last one whose removals were trusted', async () => {
    const note = { level: 'review', code: 'removals_blocked', message: '-' } as const;
    const built = await rig([domain('geography', [], { notes: [note], removals: 'withheld' })]);
    expect((await built.engine.sync(built.backend, {}, silent)).status).toBe('partial');
    const key = built.backend.odooDatabaseUuid ?? '';
    expect((await built.database.memory.read(built.backend.id, key, 'geography')).lastCounts).toEqual({});
  });

  it('does not begin for a domain that there is not, and the record of runs stays readable', async () => {
    const built = await rig([domain('geography', [])]);
    const domains = ['weather' as DomainName];
    await expect(built.engine.sync(built.backend, { domains }, silent)).rejects.toMatchObject({
      code: 'domain.unknown',
    });
    expect(await built.engine.listRuns({ limit: 9 })).toEqual([]);
    const all = await built.engine.sync(built.backend, { domains: [] }, silent);
    expect(await built.engine.listRuns({ limit: 9 })).toMatchObject([
      { id: all.runId, domains: ['geography'] },
    ]);
  });
});
