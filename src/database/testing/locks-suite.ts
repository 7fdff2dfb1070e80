import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SECRETS } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

/** Who may run a backend, and what is left when it is purged. */
export function describeLocks(now: () => DatabaseUnderTest): void {
  describe('locks', () => {
    it('gives a backend to one at a time, each backend by itself', async () => {
      const [first, second] = [await now().added(), await now().added()];
      const lock = await now().database.lock(first);
      await lock.check();
      await expect(now().database.lock(first)).rejects.toMatchObject({
        code: 'backend.busy',
        retryable: true,
        message: expect.stringContaining(first.name) as string,
      });
      await (await now().database.lock(second)).release();
      await lock.release();
      await lock.release();
      expect(await now().database.isLocked(first.id)).toBe(false);
      const again = await now().database.lock(first);
      await expect(now().database.lock(first)).rejects.toMatchObject({ code: 'backend.busy' });
      expect(await now().database.isLocked(first.id)).toBe(true);
      expect(await now().database.isLocked(second.id)).toBe(false);
      await again.release();
    });

    it('does not end the runs of a backend that is locked', async () => {
      const [locked, left] = [await now().added(), await now().added()];
      await now().database.runs.failInterrupted('before', 'was killed');
      const run = { domains: ['geography'] as const, startedAt: 'start' };
      const [alive, dead] = [
        await now().database.runs.start({ ...run, backendId: locked.id }),
        await now().database.runs.start({ ...run, backendId: left.id }),
      ];
      const lock = await now().database.lock(locked);
      expect(await now().database.runs.failInterrupted('end', 'was killed')).toBe(1);
      expect(await now().database.runs.get(alive)).toMatchObject({ status: 'running', endedAt: null });
      expect(await now().database.runs.get(dead)).toMatchObject({ status: 'failed', endedAt: 'end' });
      await lock.release();
      expect(await now().database.runs.failInterrupted('later', 'was killed')).toBe(1);
      expect(await now().database.runs.get(alive)).toMatchObject({ status: 'failed', endedAt: 'later' });
      await (await now().database.lock(locked)).release();
    });
  });

  describe('the database', () => {
    it('has an id of its own and shows what it is', async () => {
      expect(now().database.installationId).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
      expect(await now().database.facts()).toMatchObject({
        serverVersion: expect.stringMatching(/^\d+(\.\d+)+$/) as string,
        migration: expect.any(Number) as number,
      });
    });
  });

  describe('a purge', () => {
    /** A backend of which something is kept in every table. */
    async function remembered(odooDatabaseUuid: string) {
      const backend = await now().added({ odooDatabaseUuid });
      const { memory, runs } = now().database;
      await runs.start({ backendId: backend.id, domains: ['geography'], startedAt: 'start' });
      const bound = { type: 'state', model: 'res.country.state', rule: 'code', archivedAt: null };
      await memory.saveBindings(backend.id, 'geography', [
        { ...bound, key: 'A', odooId: 1 },
        { ...bound, key: 'B', odooId: 2 },
      ]);
      await memory.saveCounts(backend.id, 'geography', { state: 2 });
      const record = { externalId: `__woo_sync__.state_${backend.id}`, model: 'res.country.state' };
      await memory.intend(odooDatabaseUuid, 'geography', [
        { ...record, owner: backend.id, intended: { name: 'A' } },
      ]);
      return backend;
    }

    it('drops credentials and memory, and leaves the runs', async () => {
      const uuid = randomUUID();
      const [gone, other] = [await remembered(uuid), await remembered(randomUUID())];
      const { backends, memory, runs } = now().database;
      const traces = { credentials: 3, bindings: 2, managedRecords: 1, runs: 1, sharedWith: [] };
      expect(await backends.traces(gone.id, uuid)).toEqual(traces);
      await backends.purge(gone.id, uuid, 'removed');
      expect(await backends.traces(gone.id, uuid)).toEqual({
        ...traces,
        credentials: 0,
        bindings: 0,
        managedRecords: 0,
      });
      expect(await memory.read(gone.id, uuid, 'geography')).toEqual({
        bindings: [],
        managed: [],
        lastCounts: {},
        boundByOthers: [],
      });
      expect(await runs.list({ backendId: gone.id, limit: 9 })).toHaveLength(1);
      expect(await backends.find(gone.id)).toMatchObject({ removedAt: 'removed' });
      await expect(backends.secrets(gone.id)).rejects.toMatchObject({ code: 'backend.unknown' });
      expect(await backends.secrets(other.id)).toEqual(SECRETS);
      expect(await backends.traces(other.id, other.odooDatabaseUuid ?? '')).toEqual(traces);
    });

    it('leaves the memory of records that another backend on the same Odoo goes by', async () => {
      const uuid = randomUUID();
      const [first, second] = [await remembered(uuid), await remembered(uuid)];
      const { backends } = now().database;
      expect((await backends.traces(first.id, uuid)).sharedWith).toEqual([second.name]);
      await backends.purge(first.id, uuid, 'removed');
      expect(await backends.traces(first.id, uuid)).toMatchObject({ bindings: 0, managedRecords: 1 });
      // Once the last one is gone nobody goes by it any more.
      await backends.purge(second.id, uuid, 'removed');
      for (const { id } of [first, second])
        expect(await backends.traces(id, uuid)).toMatchObject({ managedRecords: 0, sharedWith: [] });
    });

    it('keeps the day on which a backend was removed before', async () => {
      const backend = await now().added();
      await now().database.backends.change(backend.id, { removedAt: 'then' });
      await now().database.backends.purge(backend.id, 'none', 'now');
      expect(await now().database.backends.find(backend.id)).toMatchObject({ removedAt: 'then' });
    });
  });
}
