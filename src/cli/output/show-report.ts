import { counted } from '../../core/counted.ts';
import { nounOf } from '../../core/nouns.ts';
import { APPLIED, isChange, subjectName, type OperationKind } from '../../core/operation.ts';
import { countNews, countOperations, countReview, type DomainPlan, type Plan } from '../../core/plan.ts';
import type { OutcomeStatus, RunOutcome, RunStatus } from '../../database/port.ts';
import type { RunReport } from '../../engine/run/run-report.ts';
import { sentence } from './sentence.ts';
import { showNewLimitations } from './show-limitations.ts';
import { showHead, showRemarks, showUrgent, TO_DO, toDosOf, type ShowOptions } from './show-plan.ts';
import { table } from './table.ts';
import { line, paint, printNext, printText, safe, widthOf, type OutputStream } from './terminal.ts';
import { showToDos } from './to-do.ts';

export const STATUS_STYLE: Readonly<Record<RunStatus, Parameters<typeof paint>[1]>> = {
  running: 'cyan',
  done: 'green',
  nothing: 'green',
  partial: 'yellow',
  failed: 'red',
};

export interface ReportOptions extends ShowOptions {
  /** The command that does what an interrupted run left. */
  readonly goOn: string;
}

/** Failures that are listed before the rest is only counted. */
const MAX_FAILURES = 20;

/** Prints what a sync did: the changes by kind, what failed and why, what to do, and the sum. */
export function showReport(out: OutputStream, report: RunReport, options: ReportOptions): void {
  const { plan, runId, status } = report;
  if (plan) {
    showHead(out, `Sync of ${safe(plan.backend.name)}`, plan);
    showUrgent(out, plan);
    if (status !== 'nothing') showResults(out, plan, report.outcomes);
    showFailures(out, report, options);
    if (options.all) showRemarks(out, plan, options);
    else showNewLimitations(out, plan);
    showToDos(out, TO_DO, toDosOf(plan, options));
    line(out);
  }
  const word = paint(out, [STATUS_STYLE[status] as 'green', 'bold'], status);
  printText(out, `Run ${runId}: ${word}. ${sentence(safe(report.message))}`);
  printText(
    out,
    `${counted(report.storeRequests, 'request')} to the store, ${counted(report.odooCalls, 'call')} to Odoo.`,
    '  ',
  );
  if (report.error?.hint !== undefined && report.stopped === undefined)
    printText(out, safe(report.error.hint), '  ');
  showNextStep(out, report, options);
}

/** What to type or open next. */
function showNextStep(
  out: OutputStream,
  { error, outcomes, plan, runId, status, stopped }: RunReport,
  options: ReportOptions,
): void {
  if (stopped !== undefined) printText(out, `To continue: ${safe(options.goOn)}`, '  ');
  else if (plan === undefined || status === 'failed') {
    if (error?.hint === undefined) printText(out, 'To find the cause: woo-odoo doctor', '  ');
  } else {
    if (outcomes.length > 0) printText(out, `What was done, and why: woo-odoo runs show ${runId}`, '  ');
    const isOpen = toDosOf(plan, options).length > 0;
    printNext(out, isOpen ? `decide what is listed above, then: ${safe(options.goOn)}` : 'woo-odoo check');
  }
}

function showResults(out: OutputStream, plan: Plan, outcomes: readonly RunOutcome[]): void {
  const rows = plan.domains.flatMap((domain) => {
    const cells = resultCells(domain, outcomes);
    return Object.values(cells).some((count) => count > 0) ? [{ name: nounOf(domain.domain), cells }] : [];
  });
  const titles = RESULT_TITLES.filter((title) => rows.some(({ cells }) => (cells[title] ?? 0) > 0));
  if (titles.length === 0) return;
  line(out);
  const shown = rows.map(({ cells, name }) => [
    `  ${name}`,
    ...titles.map((title) => (cells[title] ? cells[title].toLocaleString('en-US') : '')),
  ]);
  line(
    out,
    table(
      ['', ...titles],
      shown,
      widthOf(out),
      titles.map((_, index) => index + 1),
    ),
  );
}

const RESULT_TITLES = [...Object.values(APPLIED), 'failed', 'skipped', 'review', 'unsupported', 'unchanged'];

/** Created, linked, updated and archived are counted apart: a link changes nothing in Odoo. */
function resultCells(plan: DomainPlan, outcomes: readonly RunOutcome[]): Record<string, number> {
  const { domain, kept, operations } = plan;
  const status = new Map<string, OutcomeStatus>();
  for (const outcome of outcomes)
    if (outcome.domain === domain) status.set(subjectName(outcome), outcome.status);
  const applied = operations.filter(
    (operation) => isChange(operation) && status.get(subjectName(operation.subject)) === 'applied',
  );
  const counts = countNews(operations, kept);
  const done = countOperations(applied);
  const count = (one: OutcomeStatus) => [...status.values()].filter((each) => each === one).length;
  return {
    ...Object.fromEntries(
      Object.entries(APPLIED).map(([kind, title]) => [title, done[kind as OperationKind]]),
    ),
    failed: count('failed'),
    skipped: count('skipped'),
    review: countReview(plan),
    unsupported: counts.unsupported,
    unchanged: counts.keep,
  };
}

function showFailures(out: OutputStream, report: RunReport, { all }: ReportOptions): void {
  // One note shows what waits for a right, and how to get it.
  const barred = new Set(
    report.plan?.domains.flatMap(({ domain, missingRights }) => (missingRights ? [domain] : [])),
  );
  const bad = report.outcomes.filter(
    ({ domain, isNotDone, status }) =>
      status === 'failed' || (status === 'skipped' && !isNotDone && !barred.has(domain)),
  );
  if (bad.length === 0) return;
  line(out);
  const shown = all ? bad : bad.slice(0, MAX_FAILURES);
  for (const { key, message, status, type } of shown)
    printText(out, paint(out, 'red', `${status} ${nounOf(type)} ${safe(key)}: ${safe(message ?? '')}`), '  ');
  if (shown.length < bad.length)
    printText(
      out,
      `… and ${(bad.length - shown.length).toLocaleString('en-US')} more: woo-odoo runs show ${report.runId}`,
      '  ',
    );
}
