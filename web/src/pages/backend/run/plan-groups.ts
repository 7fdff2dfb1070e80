import type { Domain, OperationKind, OutcomeStatus, RunDetails } from '../../../api/types.ts';
import { orderOfKind } from './kinds.ts';

type Counts = RunDetails['counts'];

/** Changes of one domain that came to the same. */
export interface PlanGroup {
  readonly kind: OperationKind;
  readonly status: OutcomeStatus;
  readonly count: number;
}

/** One domain of a plan with its groups, the problems first. */
export interface PlanDomain {
  readonly domain: Domain;
  readonly groups: readonly PlanGroup[];
  /** Records that were right already. */
  readonly unchanged: number;
}

/** Which groups are shown. */
export interface PlanFilter {
  readonly kind?: OperationKind | undefined;
  readonly status?: OutcomeStatus | undefined;
}

/** How urgent a group is, the most urgent 0: it failed, it waits for a user, it was left out, the rest. */
function urgencyOf({ kind, status }: PlanGroup): number {
  if (status === 'failed') return 0;
  if (kind === 'conflict') return 1;
  return status === 'skipped' ? 2 : 3;
}

const byUrgency = (a: PlanGroup, b: PlanGroup) =>
  urgencyOf(a) - urgencyOf(b) || orderOfKind(a.kind) - orderOfKind(b.kind);

/**
 * The domains of a run with their groups: those with problems first, else in the order of the run. A domain in which
 * nothing is to be done has no groups; with a filter it is left out.
 */
export function planDomains(
  { counts, domains, unchanged }: Pick<RunDetails, 'counts' | 'domains' | 'unchanged'>,
  filter: PlanFilter = {},
): PlanDomain[] {
  const isFiltered = filter.kind !== undefined || filter.status !== undefined;
  const fits = ({ kind, status }: Counts[number]) =>
    (filter.kind === undefined || kind === filter.kind) &&
    (filter.status === undefined || status === filter.status);
  const urgency = ({ groups: [first] }: PlanDomain) => (first === undefined ? 4 : urgencyOf(first));
  return domains
    .map((domain) => ({
      domain,
      groups: counts.filter((each) => each.domain === domain && fits(each)).sort(byUrgency),
      unchanged: unchanged[domain] ?? 0,
    }))
    .filter(({ groups }) => !isFiltered || groups.length > 0)
    .sort((a, b) => urgency(a) - urgency(b));
}

/** How many operations there are of each kind, and how many failed: what can be filtered by. */
export function totals(counts: Counts): { kinds: { kind: OperationKind; count: number }[]; failed: number } {
  const byKind = new Map<OperationKind, number>();
  for (const { count, kind } of counts) byKind.set(kind, (byKind.get(kind) ?? 0) + count);
  return {
    kinds: [...byKind]
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => orderOfKind(a.kind) - orderOfKind(b.kind)),
    failed: counts.reduce((sum, { count, status }) => (status === 'failed' ? sum + count : sum), 0),
  };
}

/** Rows that are shown without a click, over all groups. */
const MAX_OPEN = 40;

/** Which groups are open at first: problems, and as many small ones as can be taken in. By `domain kind status`. */
export function openAtFirst(domains: readonly PlanDomain[]): ReadonlySet<string> {
  const groups = domains.flatMap(({ domain, groups: own }) => own.map((group) => ({ domain, group })));
  const open = new Set<string>();
  let shown = 0;
  for (const { domain, group } of groups.sort((a, b) => byUrgency(a.group, b.group))) {
    const isProblem = urgencyOf(group) < 2;
    if (!isProblem && shown + group.count > MAX_OPEN) continue;
    open.add(groupKey(domain, group));
    shown += Math.min(group.count, MAX_OPEN);
  }
  return open;
}

/** What a group is known by on the page. */
export const groupKey = (domain: Domain, { kind, status }: PlanGroup): string =>
  `${domain} ${kind} ${status}`;
