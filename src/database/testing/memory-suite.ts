import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleOperation, samplePlan } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

/** What every memory between runs must do. */
export function describeMemory(now: () => DatabaseUnderTest): void {
  describe('memory', () => {
    const binding = { type: 'state', model: 'res.country.state', rule: 'code', archivedAt: null };

    it('knows nothing before the first run', async () => {
      const backend = await now().added();
      expect(await now().database.memory.read(backend.id, 'none', 'geography')).toEqual({
        bindings: [],
        managed: [],
        lastCounts: {},
        boundByOthers: [],
      });
    });

    it('names the records that other backends in use bind in the same database', async () => {
      const uuid = randomUUID();
      const [own, other, elsewhere, gone] = [
        await now().added({ odooDatabaseUuid: uuid }),
        await now().added({ odooDatabaseUuid: uuid }),
        await now().added({ odooDatabaseUuid: null, odooUrl: 'https://one.example', odooDatabase: 'db' }),
        await now().added({ odooDatabaseUuid: uuid, removedAt: '2026-11-25T08:00:00.000Z' }),
      ];
      const { memory } = now().database;
      const save = async (id: string, key: string, odooId: number, archivedAt: string | null = null) =>
        memory.saveBindings(id, 'taxes', [{ ...binding, key, odooId, archivedAt }]);
      await save(own.id, 'a', 1);
      await save(other.id, 'a', 2);
      await save(other.id, 'b', 2);
      await save(other.id, 'c', 3, '2026-11-25T08:00:00.000Z');
      await save(elsewhere.id, 'a', 4);
      await save(gone.id, 'a', 5);
      const bound = async (key: string) => (await memory.read(own.id, key, 'taxes')).boundByOthers;
      expect(await bound(uuid)).toEqual([{ model: binding.model, odooId: 2 }]);
      // Without a uuid a database is known by address and name.
      expect(await bound('https://one.example|db')).toEqual([{ model: binding.model, odooId: 4 }]);
    });

    it('makes, moves, closes and forgets bindings of one backend and domain', async () => {
      const [backend, other] = [await now().added(), await now().added()];
      const read = async (id: string) => (await now().database.memory.read(id, 'none', 'geography')).bindings;
      const keys = Array.from({ length: 1200 }, (_, index) => `MX:${String(index).padStart(4, '0')}`);
      const changes = keys.map((key, index) => ({ ...binding, key, odooId: index + 1 }));
      await now().database.memory.saveBindings(backend.id, 'geography', [...changes].reverse());
      await now().database.memory.saveBindings(backend.id, 'taxes', [
        { ...binding, key: 'MX:0000', odooId: 99 },
      ]);
      await now().database.memory.saveBindings(other.id, 'geography', changes.slice(0, 1));
      expect(await read(backend.id)).toEqual(changes);
      const moved = { ...binding, key: 'MX:0000', odooId: 4000, rule: 'name', archivedAt: 'today' };
      await now().database.memory.saveBindings(backend.id, 'geography', [{ ...moved, odooId: 5 }, moved]);
      await now().database.memory.saveBindings(backend.id, 'geography', []);
      expect(await read(backend.id)).toEqual([moved, ...changes.slice(1)]);
      await now().database.memory.forget(backend.id);
      expect(await read(backend.id)).toEqual([]);
      expect(await read(other.id)).toEqual(changes.slice(0, 1));
    });

    it('follows a record we make from intent to confirmation, per Odoo database', async () => {
      const backend = await now().added();
      const odooKey = randomUUID();
      const read = async (key: string) =>
        (await now().database.memory.read(backend.id, key, 'geography')).managed;
      const record = { externalId: '__woo_sync__.state_A', model: 'res.country.state', owner: backend.id };
      await now().database.memory.intend(odooKey, 'geography', [{ ...record, intended: { name: 'A\0' } }]);
      const intended = { ...record, odooId: null, written: null, intended: { name: 'A\0' } };
      expect(await read(odooKey)).toEqual([intended]);
      await now().database.memory.confirm(odooKey, [
        { externalId: record.externalId, odooId: 5, written: { name: 'A' } },
      ]);
      expect(await read(odooKey)).toEqual([{ ...record, odooId: 5, written: { name: 'A' }, intended: null }]);
      await now().database.memory.intend(odooKey, 'geography', [{ ...record, intended: { name: 'B' } }]);
      expect(await read(odooKey)).toEqual([
        { ...record, odooId: 5, written: { name: 'A' }, intended: { name: 'B' } },
      ]);
      expect(await read(randomUUID())).toEqual([]);
      expect((await now().database.memory.read(backend.id, odooKey, 'taxes')).managed).toEqual([]);
      await expect(
        now().database.memory.confirm(odooKey, [{ externalId: 'never.intended', odooId: 1, written: {} }]),
      ).rejects.toMatchObject({ code: 'data.not_intended' });
    });

    it('gives what a removed backend owned to the one that asks', async () => {
      const [first, second] = [await now().added(), await now().added()];
      const odooKey = randomUUID();
      const record = { externalId: '__woo_sync__.state_B', model: 'res.country.state', owner: first.id };
      await now().database.memory.intend(odooKey, 'geography', [{ ...record, intended: { name: 'B' } }]);
      const owner = async (asking: string) =>
        (await now().database.memory.read(asking, odooKey, 'geography')).managed[0]?.owner;
      expect(await owner(second.id)).toBe(first.id);
      await now().database.backends.change(first.id, { removedAt: 'today' });
      expect(await owner(second.id)).toBe(second.id);
    });

    it('remembers counts by type', async () => {
      const backend = await now().added();
      await now().database.memory.saveCounts(backend.id, 'geography', { country: 249, state: 2040 });
      await now().database.memory.saveCounts(backend.id, 'geography', { country: 250 });
      await now().database.memory.saveCounts(backend.id, 'geography', {});
      await now().database.memory.saveCounts(backend.id, 'taxes', { rate: 59 });
      expect((await now().database.memory.read(backend.id, 'none', 'geography')).lastCounts).toEqual({
        country: 250,
        state: 2040,
      });
    });

    it('serves requests that come at the same time', async () => {
      const backends = await Promise.all([now().added(), now().added(), now().added()]);
      const runIds = await Promise.all(
        backends.map(async (backend) => {
          const runId = await now().database.runs.start({
            backendId: backend.id,
            domains: ['geography'],
            startedAt: '-',
          });
          await Promise.all([
            now().database.runs.recordPlan(runId, samplePlan(backend, [sampleOperation(backend.id)])),
            now().database.memory.saveBindings(backend.id, 'geography', [
              { ...binding, key: backend.id, odooId: 1 },
            ]),
          ]);
          return runId;
        }),
      );
      for (const [index, backend] of backends.entries()) {
        const { bindings } = await now().database.memory.read(backend.id, 'none', 'geography');
        expect(bindings.map(({ key }) => key)).toEqual([backend.id]);
        const rows = await now().database.runs.operations(runIds[index] ?? 0);
        expect(rows.map((row) => row.operation.subject.key)).toEqual([backend.id]);
      }
    });
  });
}
