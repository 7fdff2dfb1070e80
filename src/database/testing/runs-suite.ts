import { describe, expect, it } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import { FULL_OPERATION, FULL_OPERATIONS, sampleOperation, samplePlan } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

/** What every record of runs must do. */
export function describeRuns(now: () => DatabaseUnderTest): void {
  describe('runs', () => {
    it('goes on above a number, and never below its own', async () => {
      const { runs } = now().database;
      const start = { backendId: (await now().added()).id, domains: ['taxes'], startedAt: 'start' } as const;
      const before = await runs.start(start);
      await runs.continueAfter(before + 500);
      expect(await runs.start(start)).toBe(before + 501);
      await runs.continueAfter(3);
      expect(await runs.start(start)).toBeGreaterThan(before + 501);
    });

    it('gets a number above those that Odoo has, with all that was recorded of it', async () => {
      const { runs } = now().database;
      const backend = await now().added();
      const start = { backendId: backend.id, domains: ['taxes'], startedAt: 'start' } as const;
      const run = await runs.start({ ...start, kind: 'preview', origin: 'odoo' });
      await runs.requestStop(run, 'asked');
      const before = await runs.get(run);
      const number = await runs.renumber(run, run + 40);
      expect(number).toBe(run + 41);
      expect(await runs.get(run)).toBeNull();
      expect(await runs.get(number)).toEqual({ ...before, id: number });
      await runs.recordPlan(number, samplePlan(backend, [sampleOperation('a')]));
      expect(await runs.start(start)).toBe(number + 1);
      // Where the counter is above it already, the next number is taken.
      expect(await runs.renumber(number + 1, 3)).toBe(number + 2);
    });

    it('loses the values of a subject that is secret by now, in all runs of the backend and in no other', async () => {
      const { runs } = now().database;
      const [backend, other] = [await now().added(), await now().added()];
      const operation = (key: string): Operation => ({
        ...{ kind: 'update', rule: 'changed', reason: 'was hunter1' },
        subject: { type: 'setting', key, label: 'hunter2', group: 'Tax', details: { value: 'hunter3' } },
        record: { model: 'x_woo_setting', id: 7 },
        changes: [
          { field: 'value', from: 'hunter4', to: 'hunter5' },
          { field: 'default', from: '', to: 'hunter6' },
        ],
      });
      const recorded = async (backendId: string) => {
        const id = await runs.start({ backendId, domains: ['taxes'], startedAt: 'start' });
        await runs.recordPlan(id, samplePlan(backend, [operation('tax:pin'), operation('tax:open')]));
        const failed = { status: 'failed', message: 'no hunter7', odooId: null } as const;
        await runs.recordOutcomes(id, [{ ...failed, domain: 'geography', type: 'setting', key: 'tax:pin' }]);
        return id;
      };
      const ids = [await recorded(backend.id), await recorded(backend.id), await recorded(other.id)];
      const [first, second, foreign] = ids.map((id) => () => runs.operations(id));
      const before = await foreign?.();
      const pin = { type: 'setting', key: 'tax:pin', label: 'pin' };
      await runs.hideValues(backend.id, 'geography', [pin, { ...pin, key: 'tax:none' }]);
      await runs.hideValues(backend.id, 'geography', []);
      for (const read of [first, second]) {
        const [hidden, open] = (await read?.()) ?? [];
        expect(JSON.stringify(hidden)).not.toContain('hunter');
        expect(hidden?.operation).toMatchObject({
          subject: { type: 'setting', key: 'tax:pin', label: 'pin', group: 'Tax' },
          changes: [
            { field: 'value', from: '(now hidden)', to: '(now hidden)' },
            { field: 'default', from: '', to: '(now hidden)' },
          ],
        });
        expect(hidden).toMatchObject({ status: 'failed' });
        expect(open?.operation).toEqual(operation('tax:open'));
      }
      expect(await foreign?.()).toEqual(before);
      // Nor are they found by a search.
      expect(await runs.operationPage(ids[0] ?? 0, { limit: 9, search: 'hunter2' })).toHaveLength(1);
    });

    it('is asked to stop once, while it is under way', async () => {
      const { runs } = now().database;
      const start = { backendId: (await now().added()).id, domains: ['taxes'], startedAt: 'start' } as const;
      const [run, other] = [await runs.start(start), await runs.start(start)];
      expect(await runs.isStopRequested(run)).toBe(false);
      expect(await runs.requestStop(run, 'first')).toBe(true);
      expect(await runs.requestStop(run, 'second')).toBe(false);
      expect([await runs.isStopRequested(run), await runs.isStopRequested(other)]).toEqual([true, false]);
      expect(await runs.get(run)).toMatchObject({ stopRequestedAt: 'first' });
      const end = { endedAt: 'end', message: 'Done', storeRequests: 0, odooCalls: 0 };
      await runs.end(other, { status: 'done', ...end });
      expect(await runs.requestStop(other, 'late')).toBe(false);
      expect(await runs.requestStop(9999, 'never')).toBe(false);
      expect(await runs.get(other)).toMatchObject({ stopRequestedAt: null });
    });

    it('keeps a run with its plan in order, and its outcomes', async () => {
      const backend = await now().added();
      const started = {
        backendId: backend.id,
        domains: ['geography', 'taxes'] as const,
        startedAt: 'start',
      };
      const asked = { kind: 'sync', origin: 'cli', requestNumber: null, stopRequestedAt: null } as const;
      const runId = await now().database.runs.start(started);
      expect(await now().database.runs.get(runId)).toEqual({
        ...started,
        id: runId,
        status: 'running',
        endedAt: null,
        message: null,
        storeRequests: 0,
        odooCalls: 0,
        kept: {},
        ...{ changes: null, review: null, failures: null, times: {}, code: null, hint: null },
        ...asked,
      });
      const operations: readonly Operation[] = [
        sampleOperation('MX:ZA'),
        FULL_OPERATION,
        sampleOperation('MX:AG', 'conflict'),
        sampleOperation('PH:\0'),
        // What is kept is counted only.
        ...FULL_OPERATIONS.filter(({ kind }) => kind !== 'keep').map((operation, index) => ({
          ...operation,
          subject: { ...operation.subject, key: `full ${index}` },
        })),
        { ...sampleOperation('MX:BC', 'conflict'), left: true },
      ];
      await now().database.runs.recordPlan(runId, samplePlan(backend, operations));
      const planned = await now().database.runs.operations(runId);
      expect(planned.map((row) => row.operation)).toEqual(operations);
      expect(planned.slice(0, 4).map((row) => row.status)).toEqual([
        ...['planned', 'planned', 'kept', 'planned'],
      ]);
      expect(planned[1]).toMatchObject({ domain: 'geography', message: null, odooId: 7 });
      expect(await now().database.runs.notes(runId)).toEqual([
        { domain: 'taxes', level: 'failure', message: 'Unread.', hint: 'Wait.' },
        { domain: 'geography', level: 'review', message: 'Odoo demands a zip\uFFFD here.', hint: null },
      ]);
      const outcome = { domain: 'geography', type: 'state', message: null, odooId: null } as const;
      await now().database.runs.recordOutcomes(runId, [
        { ...outcome, key: 'PH:\0', status: 'skipped', message: 'not\0tried' },
        { ...outcome, key: 'MX:ZA', status: 'failed' },
        { ...outcome, key: 'MX:ZA', status: 'applied', odooId: 9 },
      ]);
      expect(
        (await now().database.runs.operations(runId))
          .slice(0, 4)
          .map((row) => [row.status, row.odooId, row.message]),
      ).toEqual([
        ['applied', 9, null],
        ['planned', 7, null],
        ['kept', null, null],
        ['skipped', null, 'not\uFFFDtried'],
      ]);
      const end = {
        status: 'partial',
        endedAt: 'end',
        message: '1 skipped',
        storeRequests: 3,
        odooCalls: 4,
        times: { geography: { storeMs: 1, odooMs: 2, writeMs: 3 } },
        ...{ code: 'odoo.unreachable', hint: 'Start Odoo.' },
      } as const;
      await now().database.runs.end(runId, end);
      expect(await now().database.runs.get(runId)).toEqual({
        ...started,
        id: runId,
        ...end,
        kept: {},
        // One was applied; what was left planned failed. Conflicts and a note wait; one conflict was left as it is.
        ...{ changes: 1, review: 3, failures: 7 },
        ...asked,
      });
    });

    it('leaves no operation planned when a run ends or was interrupted', async () => {
      const backend = await now().added();
      const run = { backendId: backend.id, domains: ['geography'] as const, startedAt: 'start' };
      const kinds = ['create', 'link', 'update', 'archive', 'conflict', 'unsupported'] as const;
      const plan = samplePlan(
        backend,
        kinds.map((kind) => sampleOperation(kind, kind)),
      );
      const statuses = async (id: number) =>
        (await now().database.runs.operations(id)).map(({ status }) => status);
      const [ended, killed] = [await now().database.runs.start(run), await now().database.runs.start(run)];
      for (const id of [ended, killed]) {
        await now().database.runs.recordPlan(id, plan);
        expect(await statuses(id)).toEqual([
          ...Array<string>(4).fill('planned'),
          ...Array<string>(2).fill('kept'),
        ]);
        await now().database.runs.recordOutcomes(id, [
          { domain: 'geography', type: 'state', key: 'link', status: 'applied', message: null, odooId: 1 },
        ]);
      }
      const settled = ['failed', 'applied', 'failed', 'failed', 'kept', 'kept'];
      const end = {
        status: 'partial',
        endedAt: 'end',
        message: '-',
        storeRequests: 1,
        odooCalls: 1,
      } as const;
      await now().database.runs.end(ended, end);
      expect(await statuses(ended)).toEqual(settled);
      expect((await statuses(killed))[0]).toBe('planned');
      await now().database.runs.failInterrupted('now', 'was killed');
      expect(await statuses(killed)).toEqual(settled);
      expect((await now().database.runs.operations(killed))[0]?.message).toContain(
        'before the outcome was known',
      );
    });

    it('answers a page of its operations, filtered, and searched whatever the case of letters', async () => {
      const { runs } = now().database;
      const backend = await now().added();
      const runId = await runs.start({ backendId: backend.id, domains: ['geography'], startedAt: 'start' });
      const named = (key: string, label: string): Operation => {
        const sample = sampleOperation(key);
        return { ...sample, subject: { ...sample.subject, label } };
      };
      const operations = [
        named('DE:1', 'München'),
        named('DE:2', '100 %'),
        named('DE:3', 'a_b'),
        named('DE:4', 'Ulm'),
      ];
      await runs.recordPlan(runId, samplePlan(backend, operations));
      const keys = async (page: Parameters<typeof runs.operationPage>[1]) =>
        (await runs.operationPage(runId, page)).map(({ operation }) => operation.subject.key);
      expect(await keys({ limit: 2 })).toEqual(['DE:1', 'DE:2']);
      expect(await keys({ limit: 2, after: 1 })).toEqual(['DE:3', 'DE:4']);
      expect(await keys({ limit: 9, search: 'MÜNCH' })).toEqual(['DE:1']);
      expect(await keys({ limit: 9, search: '%' })).toEqual(['DE:2']);
      expect(await keys({ limit: 9, search: '_' })).toEqual(['DE:3']);
      expect(await keys({ limit: 9, search: 'de:4' })).toEqual(['DE:4']);
      expect(await keys({ limit: 9, kind: 'archive' })).toEqual([]);
      expect(await keys({ limit: 9, domain: 'taxes' })).toEqual([]);
    });

    it('refuses an outcome that the plan does not have, and keeps none of its batch', async () => {
      const backend = await now().added();
      const run = { backendId: backend.id, domains: ['geography'] as const, startedAt: 'start' };
      const [runId, other] = [await now().database.runs.start(run), await now().database.runs.start(run)];
      await now().database.runs.recordPlan(runId, samplePlan(backend, [sampleOperation('A')]));
      await now().database.runs.recordPlan(
        other,
        samplePlan(backend, [sampleOperation('A'), sampleOperation('B')]),
      );
      const outcome = {
        domain: 'geography',
        type: 'state',
        status: 'applied',
        message: null,
        odooId: 1,
      } as const;
      await expect(
        now().database.runs.recordOutcomes(runId, [
          { ...outcome, key: 'A' },
          { ...outcome, key: 'B' },
        ]),
      ).rejects.toMatchObject({ code: 'run.unknown_operation' });
      expect((await now().database.runs.operations(runId)).map((row) => row.status)).toEqual(['planned']);
      await now().database.runs.recordOutcomes(runId, [{ ...outcome, key: 'A' }]);
      expect((await now().database.runs.operations(other)).map((row) => row.status)).toEqual([
        'planned',
        'planned',
      ]);
    });

    it('records thousands of operations', async () => {
      const backend = await now().added();
      const runId = await now().database.runs.start({
        backendId: backend.id,
        domains: ['geography'],
        startedAt: 'start',
      });
      const keys = Array.from({ length: 2290 }, (_, index) => `key ${index}`);
      await now().database.runs.recordPlan(
        runId,
        samplePlan(
          backend,
          keys.map((key) => sampleOperation(key)),
        ),
      );
      await now().database.runs.recordOutcomes(
        runId,
        keys
          .map((key, index) => ({
            domain: 'geography' as const,
            type: 'state',
            key,
            status: 'applied' as const,
            message: null,
            odooId: index + 1,
          }))
          .reverse(),
      );
      const rows = await now().database.runs.operations(runId);
      expect(rows.map((row) => row.operation.subject.key)).toEqual(keys);
      expect(rows.every((row, index) => row.status === 'applied' && row.odooId === index + 1)).toBe(true);
    });

    it('counts what is kept by domain, and lists the rest in its order', async () => {
      const backend = await now().added();
      const { runs } = now().database;
      const runId = await runs.start({ backendId: backend.id, domains: ['geography'], startedAt: 'start' });
      expect((await runs.get(runId))?.kept).toEqual({});
      const kinds = ['keep', 'link', 'keep', 'conflict', 'unsupported', 'keep'] as const;
      const operations = kinds.map((kind, index) => sampleOperation(`${kind} ${index}`, kind));
      await runs.recordPlan(runId, samplePlan(backend, operations));
      const rows = await runs.operations(runId);
      expect(rows.map(({ operation }) => operation.subject.key)).toEqual([
        'link 1',
        'conflict 3',
        'unsupported 4',
      ]);
      expect((await runs.get(runId))?.kept).toEqual({ geography: 3 });
    });

    it('lists newest first, of one backend or all, and fails what was interrupted', async () => {
      const [first, second] = [await now().added(), await now().added()];
      await now().database.runs.failInterrupted('then', 'was killed');
      const run = { domains: ['geography'] as const, startedAt: 'start' };
      const a = await now().database.runs.start({ ...run, backendId: first.id });
      const b = await now().database.runs.start({ ...run, backendId: second.id });
      const c = await now().database.runs.start({ ...run, backendId: first.id });
      await now().database.runs.end(c, {
        status: 'nothing',
        endedAt: 'end',
        message: '-',
        storeRequests: 1,
        odooCalls: 1,
      });
      const ids = async (filter: { backendId?: string; limit: number }) =>
        (await now().database.runs.list(filter)).map(({ id }) => id);
      expect(await ids({ limit: 3 })).toEqual([c, b, a]);
      expect(await ids({ limit: 1 })).toEqual([c]);
      expect(await ids({ backendId: first.id, limit: 9 })).toEqual([c, a]);
      expect(await now().database.runs.failInterrupted('now', 'was killed')).toBe(2);
      expect(await now().database.runs.get(a)).toMatchObject({
        status: 'failed',
        endedAt: 'now',
        message: 'was killed',
      });
      expect(await now().database.runs.get(c)).toMatchObject({ status: 'nothing', endedAt: 'end' });
      expect(await now().database.runs.failInterrupted('later', 'x')).toBe(0);
      expect(await now().database.runs.get(1_000_000)).toBeNull();
    });

    it('names a corrupt row by its place, without its content', async () => {
      const backend = await now().added();
      const runId = await now().database.runs.start({
        backendId: backend.id,
        domains: ['geography'],
        startedAt: 'start',
      });
      await now().database.runs.recordPlan(runId, samplePlan(backend, [sampleOperation('A')]));
      const unfit = ['{"kind":', '{"kind":"create"}', JSON.stringify({ ...FULL_OPERATION, more: 1 })];
      for (const text of unfit) {
        await now()
          .db.updateTable('runOperation')
          .set({ operation: text })
          .where('runId', '=', runId)
          .execute();
        await expect(now().database.runs.operations(runId)).rejects.toMatchObject({
          code: 'data.corrupt',
          message: expect.stringContaining(`operation 0 of run ${runId}`) as string,
        });
      }
      await now().db.updateTable('run').set({ domains: '["weather"]' }).where('id', '=', runId).execute();
      await expect(now().database.runs.get(runId)).rejects.toMatchObject({ code: 'data.corrupt' });
    });
  });
}
