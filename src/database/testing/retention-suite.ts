import { describe, expect, it } from 'vitest';
import { pruneRuns } from '../tables/run-retention.ts';
import { sampleOperation, samplePlan } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

const NOW = new Date('2026-11-28T12:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

/** How long finished runs are kept. */
export function describeRetention(now: () => DatabaseUnderTest): void {
  describe('retention', () => {
    /** A run that ended so many days ago, with or without a change that was applied. */
    async function ranBefore(days: number, backendId: string, changed = false): Promise<number> {
      const { database } = now();
      const runId = await database.runs.start({
        backendId,
        domains: ['geography'],
        startedAt: daysAgo(days),
      });
      const backend = await database.backends.get(backendId);
      const operation = sampleOperation('A', changed ? 'create' : 'conflict');
      await database.runs.recordPlan(runId, samplePlan(backend, [operation]));
      const outcome = { domain: 'geography', type: 'state', key: 'A', message: null, odooId: 1 } as const;
      if (changed) await database.runs.recordOutcomes(runId, [{ ...outcome, status: 'applied' }]);
      await now()
        .db.updateTable('run')
        .set({ status: 'done', endedAt: daysAgo(days) })
        .where('id', '=', runId)
        .execute();
      return runId;
    }
    const left = async (backendId: string) =>
      (await now().database.runs.list({ backendId, limit: 1_000 })).map(({ id }) => id).reverse();
    const prune = (days: number, count: number) => pruneRuns(now().db, { days, count }, NOW);

    it('removes runs by age, and keeps the last of each backend however old it is', async () => {
      const [first, second] = [await now().added(), await now().added()];
      await ranBefore(40, first.id);
      const [young, last] = [await ranBefore(20, first.id), await ranBefore(10, first.id)];
      await ranBefore(500, second.id);
      const lone = await ranBefore(400, second.id);
      await prune(30, 1_000);
      expect(await left(first.id)).toEqual([young, last]);
      expect(await left(second.id)).toEqual([lone]);
      expect(await now().database.runs.operations(young)).toHaveLength(1);
    });

    it('removes runs by number, but none that changed something in the last 90 days', async () => {
      const { id } = await now().added();
      await ranBefore(100, id, true);
      const changed = await ranBefore(80, id, true);
      for (let run = 0; run < 5; run += 1) await ranBefore(50, id);
      const [one, two] = [await ranBefore(3, id), await ranBefore(2, id)];
      await prune(365, 2);
      expect(await left(id)).toEqual([changed, one, two]);
      // Age alone does not remove it either.
      await prune(1, 2);
      expect(await left(id)).toEqual([changed, two]);
    });

    it('keeps what is under way and what a notification is about', async () => {
      const { id } = await now().added();
      const { runs, notices } = now().database;
      const noticed = await ranBefore(60, id);
      const open = await runs.start({ backendId: id, domains: ['geography'], startedAt: daysAgo(60) });
      await ranBefore(50, id);
      const last = await ranBefore(40, id);
      await notices.report(
        { backendId: id, state: 'failed', runId: noticed },
        { notify: true, at: daysAgo(60) },
      );
      await prune(30, 10);
      expect(await left(id)).toEqual([noticed, open, last]);
      await runs.end(open, { status: 'done', endedAt: 'end', message: '-', storeRequests: 1, odooCalls: 1 });
    });

    it('keeps a run about which a notification was recorded meanwhile', async () => {
      const { id } = await now().added();
      const { database, db } = now();
      const old = await ranBefore(60, id);
      const last = await ranBefore(40, id);
      const notice = { backendId: id, state: 'failed', runId: old } as const;
      // Between the choice of the runs and their removal.
      const racing = new Proxy(db, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (name !== 'transaction')
            return value instanceof Function ? (value.bind(target) as unknown) : value;
          return () => ({
            execute: async (work: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => {
              await database.notices.report(notice, { notify: true, at: daysAgo(1) });
              return target.transaction().execute(work);
            },
          });
        },
      });
      await pruneRuns(racing, { days: 30, count: 10 }, NOW);
      expect(await left(id)).toEqual([old, last]);
    });
  });
}
