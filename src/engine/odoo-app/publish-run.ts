import type { Backend } from '../../database/port.ts';
import type { AppRows } from '../../odoo/port.ts';
import { LEASE_SECONDS, leaseLost, type AppLease } from './lease.ts';
import { operationRows, type AppRunReport } from './operations.ts';

/**
 * Shows a run on the backend's row, with its operations and what is to review: one call while they fit into it. Answers
 * Odoo's words for rows that it refused.
 *
 * @throws ConnectorError `app.claim_lost` when another run has taken the backend over meanwhile
 */
export async function publishRun(
  lease: AppLease,
  report: AppRunReport,
  reviews: readonly AppRows[],
  backend: Backend,
): Promise<string[]> {
  const { runId: number, kind, status, started, ended, message } = report;
  const operations = operationRows(report);
  const results = await lease.app.finish({
    rowId: lease.rowId,
    token: lease.token,
    leaseSeconds: LEASE_SECONDS,
    servedNumber: lease.requestNumber,
    status,
    message,
    counts: report.counts,
    run: {
      ...{ number, kind, status, started, ended, message },
      applied: report.outcomes.filter((outcome) => outcome.status === 'applied').length,
      review: report.counts['review'] ?? 0,
      seconds: secondsBetween(started, ended),
    },
    parts: operations.rows.length === 0 ? reviews : [operations, ...reviews],
  });
  if (results === null) throw leaseLost(backend);
  return results.flatMap(({ refused }) => [...refused.values()]);
}

/** A clock that was set back in between makes no negative number. */
function secondsBetween(started: string, ended: string): number {
  const seconds = Math.round((Date.parse(ended) - Date.parse(started)) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
