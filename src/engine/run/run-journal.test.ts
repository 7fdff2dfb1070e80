import { expect, it } from 'vitest';
import { openMemoryDatabase } from '../../database/open.ts';
import { sampleBackend, SECRETS } from '../../database/testing/samples.ts';
import { RunJournal } from './run-journal.ts';
import { MANUAL_SYNC } from './run-request.ts';

it('begins no run of a backend that was removed before it was locked', async () => {
  const database = await openMemoryDatabase();
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  await database.backends.change(backend.id, { removedAt: '2026-11-29T08:00:00.000Z' });
  const services = { database, domains: [], now: () => new Date() };
  await expect(RunJournal.begin(backend, MANUAL_SYNC, undefined, services)).rejects.toMatchObject({
    code: 'backend.unknown',
  });
  expect(await database.runs.list({ limit: 1 })).toEqual([]);
});
