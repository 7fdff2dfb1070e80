import { describe, expect, it } from 'vitest';
import type { RunDetails } from '../../web/src/api/types.ts';
import { openAtFirst, planDomains, totals } from '../../web/src/pages/backend/run/plan-groups.ts';

const count = (
  domain: RunDetails['domains'][number],
  kind: RunDetails['counts'][number]['kind'],
  number: number,
  status: RunDetails['counts'][number]['status'] = 'planned',
) => ({ domain, kind, status, count: number });

const RUN: Pick<RunDetails, 'counts' | 'domains' | 'unchanged'> = {
  domains: ['geography', 'settings', 'taxes', 'shipping'],
  unchanged: { geography: 249, settings: 12 },
  counts: [
    count('geography', 'create', 2000),
    count('geography', 'link', 30),
    count('taxes', 'create', 3, 'applied'),
    count('taxes', 'create', 1, 'failed'),
    count('shipping', 'unsupported', 2, 'kept'),
    count('shipping', 'conflict', 2, 'kept'),
  ],
};

describe('the groups of a plan', () => {
  it('have what failed first, then what waits for somebody, and every domain', () => {
    const domains = planDomains(RUN);
    expect(domains.map(({ domain }) => domain)).toEqual(['taxes', 'shipping', 'geography', 'settings']);
    expect(domains.map(({ groups }) => groups.map(({ kind, status }) => `${kind} ${status}`))).toEqual([
      ['create failed', 'create applied'],
      ['conflict kept', 'unsupported kept'],
      ['create planned', 'link planned'],
      [],
    ]);
    expect(domains.at(-1)?.unchanged).toBe(12);
  });

  it('leave domains out that have nothing of a filter', () => {
    expect(planDomains(RUN, { kind: 'conflict' }).map(({ domain }) => domain)).toEqual(['shipping']);
    expect(planDomains(RUN, { status: 'failed' }).map(({ groups }) => groups.length)).toEqual([1]);
  });

  it('are counted over all domains', () => {
    expect(totals(RUN.counts)).toEqual({
      failed: 1,
      kinds: [
        { kind: 'conflict', count: 2 },
        { kind: 'create', count: 2004 },
        { kind: 'link', count: 30 },
        { kind: 'unsupported', count: 2 },
      ],
    });
  });

  it('open problems and small groups by themselves, never thousands of rows', () => {
    const open = openAtFirst(planDomains(RUN));
    expect([...open].sort()).toEqual([
      'geography link planned',
      'shipping conflict kept',
      'shipping unsupported kept',
      'taxes create applied',
      'taxes create failed',
    ]);
  });
});
