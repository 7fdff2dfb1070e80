import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../core/proof.ts';
import type { Proof, ProofCauseCount } from '../../database/port.ts';
import { shownProofs } from './proof-items.ts';

const CAUSE: ProofCauseCount = {
  ...{ cause: 'tax_changed', reason: 'Odoo takes 7 % in US CA 90001.', remedy: 'Set the tax to 7.25 %.' },
  ...{ results: 2, examples: ['US CA 90001', 'US CA 96162'] },
};

function proof(change: Partial<Proof> = {}, causes: readonly ProofCauseCount[] = []): Proof {
  return {
    ...{ id: 7, backendId: 'b', kind: 'taxes', origin: 'cli', askedBy: null, sample: 60, state: 'done' },
    ...{ attempts: 1, askedAt: '2026-11-29T12:00:00.000Z', startedAt: '2026-11-29T12:00:00.000Z' },
    ...{ endedAt: '2026-11-29T12:01:00.000Z', counts: NO_COUNTS, message: 'summary', problem: null },
    stopRequestedAt: null,
    ...{ facts: { currency: 'USD', remarks: [], causes }, rowCount: 0, hasRows: false },
    ...change,
  };
}

describe('what Odoo shows of checks', () => {
  it('is nothing before the first, then a line for each kind with the newest date', () => {
    expect(shownProofs([])).toBeNull();
    const orders = proof({ kind: 'orders', endedAt: '2026-11-29T12:05:00.000Z' });
    expect(shownProofs([orders, proof()])).toEqual({
      date: '2026-11-29T12:05:00.000Z',
      state: 'agree',
      summary: 'Taxes: summary (2026-11-29 12:01 UTC)\nOrders: summary (2026-11-29 12:05 UTC)',
      items: [],
      complete: ['taxes', 'orders'],
    });
  });

  it('is an item for each cause that waits for a user, with where and what to change', () => {
    // What Odoo does not support, and delivery methods of other sales, are nothing to mend.
    const lasting = [
      'limitation',
      'shipping_class',
      'minimum_with_tax',
      'pickup',
      'other_carrier',
      'not_taken',
    ];
    const shown = shownProofs([proof({}, [CAUSE, ...lasting.map((cause) => ({ ...CAUSE, cause }))])]);
    expect(shown?.state).toBe('differ');
    expect(shown?.items).toEqual([
      {
        kind: 'taxes',
        stake: 'a_amounts',
        key: expect.stringMatching(/^tax_changed [0-9a-f]{8}$/u) as string,
        name: CAUSE.reason,
        reason: '2 places: US CA 90001; US CA 96162\nSet the tax to 7.25 %.',
      },
    ]);
  });

  it('keeps the key of an item while the same is to be changed, whatever place or amount the reason names', () => {
    const keys = (causes: readonly ProofCauseCount[], kind: Proof['kind'] = 'taxes') =>
      shownProofs([proof({ kind }, causes)])?.items.map(({ key }) => key);
    const elsewhere = { ...CAUSE, reason: 'Odoo takes 7 % in US CA 96162.', results: 1 };
    expect(keys([elsewhere])).toEqual(keys([CAUSE]));
    expect(keys([{ ...CAUSE, remedy: 'Set the tax to 8 %.' }])).not.toEqual(keys([CAUSE]));
    const twice = keys([CAUSE, elsewhere]) ?? [];
    expect(new Set(twice).size).toBe(2);
    // Of orders the value makes the difference: the remedy is the same for all.
    expect(new Set(keys([CAUSE, elsewhere], 'orders')).size).toBe(2);
    const lacking = ['address', 'payment'].map((cause) => ({ ...CAUSE, cause }));
    const stakes = shownProofs([proof({ kind: 'orders' }, lacking)])?.items.map(({ stake }) => stake);
    expect(stakes).toEqual(['d_addresses', 'c_payments']);
  });

  it('leaves the items of a kind whose check failed, and adds why', () => {
    const problem = { code: 'woo.timeout', message: 'no answer', hint: 'Try later.' };
    const failed = proof({ state: 'failed', message: 'no answer', problem });
    expect(shownProofs([failed])).toMatchObject({
      state: 'failed',
      summary: 'Taxes: not completed: no answer (2026-11-29 12:01 UTC)',
      items: [{ kind: 'taxes', stake: 'b_failed', key: 'failed', name: 'no answer', reason: 'Try later.' }],
      complete: [],
    });
  });

  it('is no endless list: what is beyond a hundred is one item that names the way to all', () => {
    const many = Array.from({ length: 103 }, (_, at) => ({ ...CAUSE, remedy: `Change ${at}.` }));
    const items = shownProofs([proof({}, many)])?.items ?? [];
    expect(items).toHaveLength(101);
    expect(items.at(-1)).toMatchObject({ key: 'more', name: '3 more causes of differences' });
  });
});
