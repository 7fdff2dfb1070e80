import { describe, expect, it } from 'vitest';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { withoutCachedRemovals } from './cached-removals.ts';

const subject = (key: string) => ({ type: 'tax_rate', key, label: key });
const record = { model: 'account.tax', id: 7 };
const archive: Operation = {
  kind: 'archive',
  subject: subject('1'),
  record,
  rule: 'vanished',
  reason: 'gone',
};
const link: Operation = { kind: 'link', subject: subject('2'), record, rule: 'code', reason: 'same code' };
const plan = (over: Partial<DomainPlan> = {}): DomainPlan => ({
  ...{ domain: 'taxes', operations: [archive, link], notes: [], removals: 'trusted' },
  ...over,
});
const cache = {
  ...{
    cache: 'Varnish',
    evidence: 'x-varnish: 1 2',
    remedy: 'Exclude /wp-json/.',
    address: 'https://shop/x',
    count: 3,
  },
};

describe('answers of a page cache', () => {
  it('archive nothing; all else stays planned, and the plan names the cache and what to switch off', () => {
    const [made] = withoutCachedRemovals([plan({ appRows: { create: 1, update: 2, vanished: 3 } })], [cache]);
    expect(made).toMatchObject({
      operations: [{ kind: 'keep', subject: subject('1'), record, frozen: true }, link],
      removals: 'withheld',
      appRows: { create: 1, update: 2, vanished: 0 },
      notes: [
        {
          level: 'review',
          code: 'store_cached',
          message: expect.stringMatching(/Varnish answered 3 requests.*1 removal was not planned/u) as string,
          hint: 'Exclude /wp-json/.',
        },
      ],
    });
  });

  it('are described once, and removals counted where there are some', () => {
    const plans = [
      plan({ domain: 'geography', operations: [link] }),
      plan(),
      plan({ domain: 'payments', operations: [] }),
    ];
    const made = withoutCachedRemovals(plans, [cache]);
    expect(made.map(({ notes }) => notes.length)).toEqual([1, 1, 0]);
    expect(made.every(({ removals }) => removals === 'withheld')).toBe(true);
  });

  it('are named where a list could not be read', () => {
    const failure = { code: 'store.changed_while_reading', message: 'It changed.' };
    const [made] = withoutCachedRemovals([plan({ operations: [], failure })], [cache]);
    expect(made?.failure?.hint).toMatch(/Varnish.*Exclude/u);
    expect(made?.removals).toBe('trusted');
  });

  it('without any, plans stay as they are', () => {
    expect(withoutCachedRemovals([plan()], [])).toEqual([plan()]);
  });
});
