import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../core/proof.ts';
import { openMemoryDatabase } from '../../database/open.ts';
import type { Database, ProofRow } from '../../database/port.ts';
import { sampleBackend, SECRETS } from '../../database/testing/samples.ts';
import { openRecords } from '../../engine/queries/records.ts';
import type { CliContext } from '../context.ts';
import { addVerifyHistory } from './verify-history.ts';

const AT = '2026-11-29T08:00:00.000Z';
const PLACE: ProofRow = {
  ...{ state: 'differs', country: 'US', place: 'US CA 90210', customer: 'private', basket: 'one line' },
  ...{ store: '1.38', odoo: '1.33', cause: 'tax_changed', reason: 'It was edited.', remedy: 'Sync.' },
  details: {
    facts: [],
    examples: [],
    computations: ['store', 'Odoo'].map((side) => ({
      ...{ title: `The ${side} adds up`, head: ['line', 'rate'], rows: [['1 × 19.00', '7.25%']], empty: '' },
    })),
  },
};

let database: Database;
beforeAll(async () => {
  database = await openMemoryDatabase();
  const backend = sampleBackend({ name: 'shop' });
  await database.backends.add(backend, SECRETS);
  const asked = { backendId: backend.id, kind: 'taxes', origin: 'cli', askedBy: null, sample: 60 } as const;
  const start = { ...asked, askedAt: AT, startedAt: AT, processLock: 'a' };
  const cause = {
    cause: 'tax_changed',
    reason: 'It was edited.',
    remedy: 'Sync.',
    results: 1,
    examples: ['US'],
  };
  await database.proofs.end(await database.proofs.start(start), {
    ...{ state: 'done', endedAt: AT, message: '1 of 2 comparisons agree to the cent', problem: null },
    ...{ counts: { ...NO_COUNTS, equal: 1, differs: 1 }, rows: [PLACE, { ...PLACE, state: 'equal' }] },
    facts: { currency: 'USD', remarks: ['The cart API is closed.'], causes: [cause] },
  });
  const problem = { code: 'odoo.away', message: 'Odoo is away.', hint: 'Start it.' };
  await database.proofs.end(await database.proofs.start(start), {
    ...{ state: 'failed', endedAt: AT, message: problem.message, problem, counts: NO_COUNTS, rows: [] },
    facts: { currency: '', remarks: [], causes: [] },
  });
});
afterAll(() => database.close());

async function run(...args: string[]): Promise<string> {
  const out = new PassThrough();
  let text = '';
  out.on('data', (part: Buffer) => (text += stripVTControlCharacters(part.toString())));
  const verify = new Command('verify').exitOverride().configureOutput({ writeErr: () => undefined });
  const context = { terminal: { out, err: out, input: { isTTY: false } } } as unknown as CliContext;
  addVerifyHistory(verify, context, async (work) => {
    await work(openRecords({ database, now: () => new Date(AT) }));
  });
  for (const command of verify.commands)
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await verify.parseAsync(args, { from: 'user' });
  return text;
}

describe('the history of checks', () => {
  it('lists what they found and why they failed, the newest first', async () => {
    const text = await run('history');
    expect(text.indexOf('failed')).toBeLessThan(text.indexOf('1 of 2'));
    expect(text).toContain('Odoo is away.');
    expect(JSON.parse(await run('history', '--limit', '1', '--json'))).toMatchObject([{ id: 2 }]);
    await expect(run('history', '--backend', 'other')).rejects.toMatchObject({ code: 'backend.unknown' });
    await expect(run('history', '--limit', '0')).rejects.toThrow('at least 1');
    await expect(run('history', '--limit', 'x')).rejects.toThrow('at least 1');
  });

  it('shows one with what to change, and what differs', async () => {
    const text = await run('show', '1');
    for (const part of [
      'It was edited.',
      '-> Sync.',
      'The cart API is closed.',
      'US CA 90210',
      '1.38',
      '1.33',
    ])
      expect(text).toContain(part);
    // In the list, and above both computations of the one that differs.
    expect(text.match(/US CA 90210/gu)).toHaveLength(2);
    expect(text.match(/The (?:store|Odoo) adds up/gu)).toEqual(['The store adds up', 'The Odoo adds up']);
    expect(text.match(/1 × 19\.00/gu)).toHaveLength(2);
    expect(await run('show', '2')).toContain('Start it.');
    const { rows } = JSON.parse(await run('show', '1', '--json')) as { rows: unknown[] };
    expect(rows).toHaveLength(2);
    await expect(run('show', '9')).rejects.toMatchObject({ code: 'proof.unknown' });
  });
});
