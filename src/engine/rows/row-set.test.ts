import { describe, expect, it } from 'vitest';
import type { SavedRowSet, SavedRowTable } from '../../database/port.ts';
import type { RowFacts } from './row-facts.ts';
import { RowSet } from './row-set.ts';

const row = (number: number, label = `Rate ${number}`): RowFacts => ({
  ...{ key: String(number), label, status: 'in_sync', rule: 'code', record: null, values: {} },
  ...{ filters: [], changes: [], reason: '', remedy: '', candidates: [], created: false },
});

const rows = (count: number): RowFacts[] => Array.from({ length: count }, (_, index) => row(index));

/** A table in memory, with what was asked of it. */
function openTable() {
  const saved = new Map<string, string>();
  const sets = new Map<string, SavedRowSet>();
  const calls = { read: 0, written: [] as string[], removed: [] as string[] };
  let failing = false;
  const savedRows: Pick<SavedRowTable, 'fingerprints' | 'save' | 'remove' | 'complete'> = {
    fingerprints: () => {
      calls.read += 1;
      return Promise.resolve(new Map(saved));
    },
    save: (_backend, _of, given) => {
      for (const { fingerprint, key } of given) saved.set(key, fingerprint);
      calls.written.push(...given.map(({ key }) => key));
      return failing ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
    },
    remove: (_backend, _type, keys) => {
      for (const key of keys) saved.delete(key);
      calls.removed.push(...keys);
      return Promise.resolve();
    },
    complete: (_backend, set) => {
      sets.set(set.type, set);
      return Promise.resolve();
    },
  };
  /** Saves rows as one run does, and answers what it asked of the table. */
  const save = async (given: readonly RowFacts[], isGone = () => true) => {
    Object.assign(calls, { read: 0, written: [], removed: [] });
    const saving = { backendId: 'shop', runId: 1, at: '2026-01-01', before: new Map(sets) };
    const set = new RowSet(
      { domain: 'taxes', type: 'tax_rate', set: 'tax_rate' },
      { ...saving, savedRows: savedRows as SavedRowTable },
    );
    for (const each of given) await set.add(each);
    await set.complete(isGone);
    return { ...calls };
  };
  return { save, sets, fail: (on: boolean) => (failing = on) };
}

describe('the rows of one list', () => {
  it('are written once, and neither read nor written while they are as they were', async () => {
    const { save } = openTable();
    expect((await save(rows(2_500))).written).toHaveLength(2_500);
    expect(await save(rows(2_500))).toEqual({ read: 0, written: [], removed: [] });
  });

  it('are compared where a part of them differs, and only those that changed are written', async () => {
    const { save } = openTable();
    await save(rows(2_500));
    const changed = rows(2_500).with(1_200, row(1_200, 'another name'));
    expect(await save(changed)).toEqual({ read: 1, written: ['1200'], removed: [] });
    expect((await save(changed)).read).toBe(0);
  });

  it('go when they are listed no more, and those of unchanged parts stay', async () => {
    const { save } = openTable();
    await save(rows(2_500));
    expect(await save(rows(2_500).toSpliced(2_100, 1))).toEqual({ read: 1, written: [], removed: ['2100'] });
    // Exactly a part less.
    expect((await save(rows(1_000))).removed).toHaveLength(1_499);
    expect((await save(rows(1_001), () => false)).written).toEqual(['1000']);
    expect((await save(rows(1_000), () => false)).removed).toEqual([]);
    expect((await save([])).removed).toHaveLength(1_001);
  });

  it('are compared in the next run after one that broke off, even where they are as they were before it', async () => {
    const { fail, save, sets } = openTable();
    await save(rows(10));
    fail(true);
    await expect(save(rows(10).with(3, row(3, 'another name')))).rejects.toThrow('the disk is full');
    fail(false);
    expect(sets.get('tax_rate')?.digest).toBe('');
    expect(await save(rows(10))).toEqual({ read: 1, written: ['3'], removed: [] });
  });

  it('of which none is left go after their digest was forgotten', async () => {
    const { save, sets } = openTable();
    await save(rows(2));
    for (const set of sets.values()) sets.set(set.type, { ...set, digest: '' });
    expect((await save([])).removed).toEqual(['0', '1']);
  });
});
