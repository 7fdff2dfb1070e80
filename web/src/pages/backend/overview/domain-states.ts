import type { Row, RowList } from '../../../api/types.ts';

/** The kinds of metadata in the order of the tabs, each with the tab that lists it. */
export const DOMAINS = [
  { domain: 'geography', to: '/backends/$backend/geography' },
  { domain: 'settings', to: '/backends/$backend/settings' },
  { domain: 'taxes', to: '/backends/$backend/taxes' },
  { domain: 'shipping', to: '/backends/$backend/shipping' },
  { domain: 'payments', to: '/backends/$backend/payments' },
  { domain: 'currency', to: '/backends/$backend/payments' },
] as const;

/** The list of points of agreement, which a sync does not change. */
export const CHECKS = 'check';

/** How one kind of metadata stands: whether a sync would change something, and what waits for a person. */
export interface DomainState {
  readonly domain: (typeof DOMAINS)[number]['domain'];
  readonly to: (typeof DOMAINS)[number]['to'];
  /** Rows of its lists. */
  readonly total: number;
  /** Rows that a sync would change, or that Odoo refused in the last one; null before the first run. */
  readonly changes: number | null;
  readonly failed: number;
  /** Items that wait for a person. */
  readonly review: number;
}

/** How each kind of metadata stands, from the counts of its lists and the items to review. */
export function domainStates(lists: readonly RowList[], waiting: readonly Row[]): DomainState[] {
  return DOMAINS.map(({ domain, to }) => {
    const own = lists.filter((list) => list.domain === domain && list.type !== CHECKS);
    const count = (status: keyof RowList['statuses']) =>
      own.reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
    const items = waiting.filter((row) => row.domain === domain).length;
    return {
      ...{ domain, to, total: own.reduce((sum, { total }) => sum + total, 0) },
      changes: own.every(({ run }) => run === null) ? null : count('pending') + count('failed'),
      failed: count('failed'),
      // Notes wait too and are rows of no list; of very many items only the first are read.
      review: Math.max(items, count('review')),
    };
  });
}
