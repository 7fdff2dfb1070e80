import { expect, it } from 'vitest';
import { openMemoryDatabase } from '../../database/open.ts';
import type { Run } from '../../database/port.ts';
import { sampleBackend, SECRETS } from '../../database/testing/samples.ts';
import { ABANDONED } from '../run/abandoned-run.ts';
import { withAbandoned } from './abandoned-runs.ts';
import { openRecords } from './records.ts';

const now = () => new Date('2026-11-29T08:00:00.000Z');

/** A run of a backend that is under way, as far as the database knows. */
async function openRun() {
  const database = await openMemoryDatabase();
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  const start = { backendId: backend.id, domains: ['geography'] as const, startedAt: now().toISOString() };
  const runId = await database.runs.start(start);
  return { database, backend, runId, records: openRecords({ database, now }) };
}

it('shows a run that nobody works on as failed, and records nothing', async () => {
  const { backend, database, records, runId } = await openRun();
  const shown = { id: runId, status: 'failed', message: ABANDONED, endedAt: null };
  expect(await records.listRuns({ limit: 5 })).toMatchObject([shown]);
  expect((await records.getRun(runId)).run).toMatchObject(shown);
  expect(await records.status()).toMatchObject([{ state: 'failing', lastRun: shown }]);
  expect(await database.runs.get(runId)).toMatchObject({ status: 'running', message: null });
  // Whoever only looks keeps no run from beginning.
  const lock = await database.lock(backend);
  await lock.release();
  expect(await records.recover()).toBe(1);
  expect(await database.runs.get(runId)).toMatchObject({ status: 'failed', message: ABANDONED });
});

it('shows a run as it is while somebody works on it', async () => {
  const { backend, database, records, runId } = await openRun();
  await database.lock(backend);
  expect(await records.listRuns({ limit: 5 })).toMatchObject([{ id: runId, status: 'running' }]);
  expect(await records.status()).toMatchObject([{ state: 'running' }]);
});

it('shows how a run ended that came to its end while it was looked at', async () => {
  const { database, records, runId } = await openRun();
  const [before] = await database.runs.list({ limit: 1 });
  const end = { status: 'done', message: 'all', endedAt: 'end', storeRequests: 1, odooCalls: 2 } as const;
  await database.runs.end(runId, end);
  expect(await withAbandoned([before as Run], { database })).toMatchObject([
    { status: 'done', message: 'all' },
  ]);
  expect(await records.listRuns({ limit: 5 })).toMatchObject([{ status: 'done' }]);
});
