import { X_REVIEW } from '../../core/app-names.ts';
import { ConnectorError } from '../../core/errors.ts';
import { compareAppRows, type ExistingAppRows } from '../../core/app-rows.ts';
import { keptCount } from '../../core/kept-operations.ts';
import type { Plan } from '../../core/plan.ts';
import { counted } from '../../core/counted.ts';
import type { AppRows } from '../../odoo/port.ts';
import { LEASE_LOST } from '../odoo-app/lease.ts';
import { publishRun } from '../odoo-app/publish-run.ts';
import { partsOf } from '../odoo-app/mirror.ts';
import { isLeft, itemsOf, REVIEW_MODEL, reviewRows } from '../odoo-app/review-items.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';
import type { RunJournal } from './run-journal.ts';
import type { RunResult } from './summary.ts';

/**
 * Shows the run in the Odoo app: what waits for a user, the operations, the backend's status. A failure here (Odoo went
 * away) changes nothing about what was applied; the result mentions it.
 */
export async function publishResult(
  journal: RunJournal,
  result: RunResult,
  services: Pick<EngineServices, 'now'>,
): Promise<RunResult> {
  const { backend, lease } = journal;
  if (lease === undefined) return result;
  // The run that took the backend over reports its own result.
  if (journal.domainErrors.some(({ error }) => error.code === LEASE_LOST)) return result;
  const planned = result.stopped ? undefined : journal.planResult;
  const review =
    planned === undefined || journal.kind === 'preview' ? null : reviewChanges(planned, journal, services);
  const report = {
    ...{ runId: journal.runId, kind: journal.kind, status: result.status, message: result.message },
    ...{ started: journal.startedAt, ended: services.now().toISOString() },
    ...{ plan: planned?.plan, outcomes: journal.outcomes, rowsWritten: journal.rows.written },
    counts:
      planned === undefined || review === null ? {} : { ...countObjects(planned), review: review.count },
  };
  // A request that is not finished stays one, unless a user stopped the run: the next run answers it.
  const answered = result.stopped === 'process' ? { ...lease, requestNumber: 0 } : lease;
  try {
    const refused = await publishRun(answered, report, review?.parts ?? [], backend);
    if (refused.length === 0) return result;
    const remark = `Odoo refused ${counted(refused.length, 'row')} of the report in the app: ${refused[0] ?? ''}`;
    return { ...result, message: `${result.message}; ${remark}` };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const status = result.status === 'failed' ? 'failed' : 'partial';
    return {
      ...result,
      status,
      message: `${result.message}; the Odoo app could not be updated: ${error.message}`,
    };
  }
}

/** The rows of "To Review" that change, and how many items the list contains then. */
function reviewChanges(
  { facts, plan, reviews }: PlanResult,
  { outcomes }: RunJournal,
  { now }: Pick<EngineServices, 'now'>,
): { readonly parts: AppRows[]; readonly count: number } {
  const models = [...facts.values()].flatMap(({ domain }) => domain.rowModels);
  const rows = reviewRows(plan, outcomes, models);
  // A domain that could not be read leaves its items as they are.
  const planned = readableDomains(plan);
  const found: ExistingAppRows = reviews ?? { rows: new Map() };
  const own = itemsOf(found, planned);
  return {
    parts: partsOf([REVIEW_MODEL], [...compareAppRows(rows, own, true)], now()),
    count: rows.filter((row) => !isLeft(row)).length + openIn(found) - openIn(own),
  };
}

const readableDomains = ({ domains }: Plan) =>
  domains.flatMap(({ domain, failure }) => (failure === undefined ? [domain] : []));

function openIn({ rows }: ExistingAppRows): number {
  return (rows.get(REVIEW_MODEL.model) ?? []).filter(
    ({ active, values }) => active && values[X_REVIEW.left] !== '1',
  ).length;
}

/** What the backend's form counts: subjects by type, by the store's own lists where there are such, and disagreements. */
function countObjects({ facts, plan }: PlanResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { agreements, domain, kept = [], operations } of plan.domains) {
    for (const { kind, subject } of operations)
      if (kind !== 'archive') counts[subject.type] = (counts[subject.type] ?? 0) + 1;
    for (const { type } of kept) counts[type] = (counts[type] ?? 0) + keptCount(kept, type);
    if (agreements) counts['disagreement'] = agreements.filter(({ verdict }) => verdict === 'differ').length;
    // A list shows what represents the tax of shipping in a class beside the classes that the store lists.
    for (const [type, count] of Object.entries(facts.get(domain)?.counts ?? {}))
      counts[type] = Math.max(counts[type] ?? 0, count);
  }
  return counts;
}
