import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../port.ts';
import type { Tables } from '../tables/schema.ts';
import { SECRETS, sampleBackend } from './samples.ts';
import type { DatabaseUnderTest } from './under-test.ts';

/** What every table of backends must do. */
export function describeBackends(now: () => DatabaseUnderTest): void {
  describe('backends', () => {
    it('gives a backend and its credentials back as they were added', async () => {
      const backend = await now().added({
        storeVersion: '10.0',
        environment: 'staging',
        odooRowId: 12,
        storeCaFile: '/ca.pem',
        odooDatabaseUuid: null,
        taxAmbiguous: 'create',
        taxAccount: '1776',
        taxPositionLimit: 40,
        taxLimit: 70,
        taxPositionOrder: 'align',
        taxChartPositions: 'map',
        inactiveCurrency: 'activate',
        shippingCurrency: 'convert',
      });
      expect(await now().database.backends.get(backend.name)).toEqual(backend);
      expect(await now().database.backends.find(backend.id)).toEqual(backend);
      expect(await now().database.backends.secrets(backend.id)).toEqual(SECRETS);
    });

    it('finds by name, id and the beginning of an id, by name first', async () => {
      const backend = await now().added();
      const namesake = await now().added({ name: backend.id.slice(0, 10) });
      expect((await now().database.backends.get(backend.id)).id).toBe(backend.id);
      expect((await now().database.backends.get(backend.id.slice(0, 8))).id).toBe(backend.id);
      expect((await now().database.backends.get(backend.id.slice(0, 10))).id).toBe(namesake.id);
      await expect(now().database.backends.get(backend.id.slice(0, 7))).rejects.toMatchObject({
        code: 'backend.unknown',
        hint: expect.stringContaining(backend.name) as string,
      });
      expect(await now().database.backends.find(randomUUID())).toBeNull();
    });

    it('lists by name', async () => {
      await now().added({ name: 'b shop' });
      await now().added({ name: 'B shop' });
      await now().added({ name: 'Ä shop' });
      const names = (await now().database.backends.list()).map((backend) => backend.name);
      expect(names).toEqual([...names].sort());
      expect(names).toEqual(expect.arrayContaining(['B shop', 'b shop', 'Ä shop']));
    });

    it('refuses a double name, pair and id, and stores nothing of the refused one', async () => {
      const first = await now().added();
      const pair = { storeUrl: first.storeUrl };
      const doubles: Partial<Backend>[] = [
        { name: first.name },
        { ...pair, odooDatabaseUuid: null },
        { ...pair, odooUrl: 'https://other.example', odooDatabase: 'renamed' },
        { id: `${first.id.slice(0, 8)}-0000-4000-8000-000000000000` },
      ];
      for (const double of doubles) {
        const backend = sampleBackend(double);
        await expect(now().database.backends.add(backend, SECRETS)).rejects.toMatchObject({
          code: 'backend.exists',
        });
        expect(await now().database.backends.find(backend.id)).toBeNull();
      }
      await now().added({ ...pair, odooCompanyId: 2 });
      await now().added({ ...pair, odooUrl: 'https://other.example', odooDatabaseUuid: randomUUID() });
    });

    it('takes a removed one back into use under its own id, with other settings and credentials', async () => {
      const first = await now().added();
      const removedAt = '2026-02-01T00:00:00.000Z';
      expect((await now().database.backends.removed()).map(({ id }) => id)).not.toContain(first.id);
      await now().database.backends.change(first.id, { removedAt });
      expect(await now().database.backends.removed()).toContainEqual({ ...first, removedAt });
      const again = { ...first, name: `${first.name} again`, odooRowId: 7 };
      await now().database.backends.add(again, { ...SECRETS, odooSecret: 'another' });
      expect(await now().database.backends.get(first.id)).toEqual(again);
      expect(await now().database.backends.secrets(first.id)).toMatchObject({ odooSecret: 'another' });
      // One in use is not replaced.
      await expect(now().database.backends.add(again, SECRETS)).rejects.toMatchObject({
        code: 'backend.exists',
      });
    });

    it('changes settings and credentials, and refuses a change into a double', async () => {
      const [first, second] = [await now().added(), await now().added()];
      await now().database.backends.change(first.id, {
        ...{ storeConcurrency: 5, storeVersion: '11.0.1', environment: 'staging', odooRowId: 7 },
      });
      expect(await now().database.backends.get(first.id)).toEqual({
        ...first,
        storeConcurrency: 5,
        storeVersion: '11.0.1',
        environment: 'staging',
        odooRowId: 7,
      });
      expect(await now().database.backends.secrets(first.id)).toEqual(SECRETS);
      const secrets = { ...SECRETS, odooSecret: 'another' };
      await now().database.backends.change(first.id, {}, secrets);
      expect(await now().database.backends.secrets(first.id)).toEqual(secrets);
      await expect(
        now().database.backends.change(second.id, { name: first.name }, { ...SECRETS, odooSecret: 'lost' }),
      ).rejects.toMatchObject({ code: 'backend.exists' });
      expect(await now().database.backends.secrets(second.id)).toEqual(SECRETS);
      await expect(now().database.backends.change(randomUUID(), {})).rejects.toMatchObject({
        code: 'backend.unknown',
      });
    });

    it('keeps a removed backend out of the list and frees its name', async () => {
      const first = await now().added();
      const removedAt = '2026-11-24T00:00:00.000Z';
      await now().database.backends.change(first.id, { removedAt });
      await expect(now().database.backends.get(first.id)).rejects.toMatchObject({ code: 'backend.unknown' });
      expect(await now().database.backends.find(first.id)).toEqual({ ...first, removedAt });
      await now().added({ name: first.name, storeUrl: first.storeUrl });
      await expect(now().database.backends.change(first.id, { removedAt: null })).rejects.toMatchObject({
        code: 'backend.exists',
      });
    });

    it('does not open a credential that was moved to another backend or field', async () => {
      const [first, second] = [await now().added(), await now().added()];
      const { sealed } = await now()
        .db.selectFrom('backendSecret')
        .select('sealed')
        .where('backendId', '=', first.id)
        .where('field', '=', 'odooSecret')
        .executeTakeFirstOrThrow();
      const moves = [
        [second.id, 'odooSecret'],
        [first.id, 'consumerKey'],
      ] as const;
      for (const [backendId, field] of moves) {
        await now()
          .db.updateTable('backendSecret')
          .set({ sealed })
          .where('backendId', '=', backendId)
          .where('field', '=', field)
          .execute();
        await expect(now().database.backends.secrets(backendId)).rejects.toMatchObject({
          code: 'secret_key.wrong',
        });
      }
    });

    it('shows no credential in any table or error', async () => {
      const backend = await now().added();
      const failures = await Promise.allSettled([
        now().database.backends.add(backend, SECRETS),
        now().database.backends.add(sampleBackend({ storeConcurrency: 0 }), SECRETS),
        now().database.backends.change(backend.id, { storeConcurrency: 0 }, SECRETS),
      ]);
      const reasons = failures.map((failure): unknown =>
        failure.status === 'rejected' ? failure.reason : 'no error',
      );
      const text = inspect(reasons, { depth: 20, showHidden: true }) + (await dumpTables(now().db));
      expect(reasons).not.toContain('no error');
      expect(text).toContain(backend.name);
      expect(text).not.toContain('canary');
    });
  });
}

/** Every row of every table as text. */
async function dumpTables(db: Kysely<Tables>): Promise<string> {
  const tables = await db.introspection.getTables();
  expect(tables.length).toBeGreaterThanOrEqual(10);
  const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)));
  return JSON.stringify(rows.map((result) => result.rows));
}
