import { describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../database/open.ts';
import { sampleBackend, SECRETS } from '../../database/testing/samples.ts';
import type { Run, SavedRowWrite } from '../../database/port.ts';
import type { RowStatus } from '../../core/row-status.ts';
import { statusOfAll } from './schedules.ts';

const row = (status: RowStatus): SavedRowWrite => ({
  ...{ key: status, label: status, status, rule: '', record: null, created: false, filters: [] },
  ...{ values: {}, changes: [], reason: '', remedy: '', candidates: [], fingerprint: status },
});

/** The state of a backend whose last run ended so, and whose lists hold these rows. */
async function stateOf(
  last: { kind?: Run['kind']; status: Run['status'] } | null,
  rows: readonly RowStatus[] = [],
  review: readonly RowStatus[] = [],
) {
  const database = await openMemoryDatabase();
  const backend = sampleBackend();
  await database.backends.add(backend, SECRETS);
  const at = '2026-11-29T08:00:00.000Z';
  const set = { domain: 'geography' as const, digest: '', runId: 1, seenAt: at };
  for (const [type, list] of [
    ['state', rows],
    ['review', review],
  ] as const) {
    await database.savedRows.save(backend.id, { domain: 'geography', type, at }, list.map(row));
    await database.savedRows.complete(backend.id, {
      ...set,
      type: type === 'review' ? 'review geography' : type,
    });
  }
  if (last !== null) {
    const { kind = 'sync', status } = last;
    const id = await database.runs.start({ backendId: backend.id, domains: [], startedAt: at, kind });
    const end = { endedAt: at, message: '', storeRequests: 0, odooCalls: 0 };
    if (status !== 'running') await database.runs.end(id, { status, ...end });
  }
  const [found] = await statusOfAll({ database, now: () => new Date(at) });
  await database.close();
  return [found?.state, found?.changes, found?.review];
}

describe('the state of a backend', () => {
  it('is the most urgent one, with how many changes and items there are', async () => {
    expect(await stateOf(null)).toEqual(['never', 0, 0]);
    expect(await stateOf({ status: 'running' }, ['pending'])).toEqual(['running', 1, 0]);
    expect(await stateOf({ status: 'failed' }, ['pending', 'failed'])).toEqual(['failing', 2, 0]);
    expect(await stateOf({ status: 'nothing' }, ['in_sync', 'unsupported'])).toEqual(['in_sync', 0, 0]);
    expect(await stateOf({ kind: 'preview', status: 'done' }, ['pending', 'in_sync'])).toEqual([
      'out_of_sync',
      1,
      0,
    ]);
    // What waits for a person is in the list of items too; a choice that waits for a sync is no item any more.
    expect(await stateOf({ status: 'done' }, ['review', 'pending'], ['review', 'pending', 'left'])).toEqual([
      'needs_review',
      1,
      1,
    ]);
    expect(await stateOf({ status: 'nothing' }, ['left'], ['left'])).toEqual(['in_sync', 0, 0]);
  });

  it('follows the last run where its lists were not saved', async () => {
    expect(await stateOf({ status: 'partial' })).toEqual(['needs_review', 0, 0]);
    expect(await stateOf({ kind: 'preview', status: 'done' })).toEqual(['out_of_sync', 0, 0]);
  });
});
