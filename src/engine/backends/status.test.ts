import { describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../database/open.ts';
import { sampleBackend, SECRETS } from '../../database/testing/samples.ts';
import type { Run, SavedRowWrite } from '../../database/port.ts';
import type { RowStatus } from '../../core/row-status.ts';
import { NO_COUNTS } from '../../core/proof.ts';
import { statusOfAll } from './status.ts';

const row = (status: RowStatus): SavedRowWrite => ({
  ...{ key: status, label: status, status, rule: '', record: null, created: false, filters: [] },
  ...{ values: {}, changes: [], reason: '', remedy: '', candidates: [], fingerprint: status },
});

/** The state of a backend whose last run ended so, and whose lists hold these rows. */
async function stateOf(
  last: { kind?: Run['kind']; status: Run['status']; isKilled?: true } | null,
  rows: readonly RowStatus[] = [],
  review: readonly RowStatus[] = [],
  proof: { state: 'done' | 'failed'; cause?: string } | null = null,
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
    const { isKilled, kind = 'sync', status } = last;
    if (!isKilled) await database.lock(backend);
    const id = await database.runs.start({ backendId: backend.id, domains: [], startedAt: at, kind });
    const end = { endedAt: at, message: '', storeRequests: 0, odooCalls: 0 };
    if (status !== 'running') await database.runs.end(id, { status, ...end });
  }
  if (proof !== null) {
    const { cause = '', state } = proof;
    const about = { cause, reason: '', remedy: '', results: 1, examples: [] };
    const id = await database.proofs.start({
      ...{ backendId: backend.id, kind: 'taxes', origin: 'cli', askedBy: null, sample: 1 },
      ...{ askedAt: at, startedAt: at, processLock: 'a' },
    });
    await database.proofs.end(id, {
      ...{ state, endedAt: at, message: '', problem: null, rows: [], counts: NO_COUNTS },
      facts: { currency: '', remarks: [], causes: cause === '' ? [] : [about] },
    });
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

  it('needs review where the last check found what can be mended, or failed', async () => {
    const afterProof = async (proof: Parameters<typeof stateOf>[3]) =>
      (await stateOf({ status: 'nothing' }, [], [], proof))[0];
    expect(await afterProof({ state: 'done' })).toBe('in_sync');
    expect(await afterProof({ state: 'done', cause: 'tax_changed' })).toBe('needs_review');
    expect(await afterProof({ state: 'done', cause: 'limitation' }), 'nobody can mend it').toBe('in_sync');
    expect(await afterProof({ state: 'failed' })).toBe('needs_review');
  });

  it('is failing where a process was killed during the last run', async () => {
    expect(await stateOf({ status: 'running', isKilled: true })).toEqual(['failing', 0, 0]);
  });

  it('follows the last run where its lists were not saved', async () => {
    expect(await stateOf({ status: 'partial' })).toEqual(['needs_review', 0, 0]);
    expect(await stateOf({ kind: 'preview', status: 'done' })).toEqual(['out_of_sync', 0, 0]);
  });
});
