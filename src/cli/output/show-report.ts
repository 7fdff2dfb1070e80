import { countOperations } from '../../core/plan.ts';
import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import { counted } from '../../core/counted.ts';
import type { RunReport } from '../../engine/run/run-report.ts';
import type { RunStatus } from '../../database/port.ts';
import { showPlan } from './show-plan.ts';
import { line, paint, safe, printText, type OutputStream } from './terminal.ts';

export const STATUS_STYLE: Readonly<Record<RunStatus, Parameters<typeof paint>[1]>> = {
  running: 'cyan',
  done: 'green',
  nothing: 'green',
  partial: 'yellow',
  failed: 'red',
};

export interface ReportOptions {
  /** Name every record instead of the first ones. */
  readonly all: boolean;
  /** The command that does what an interrupted run left. */
  readonly goOn: string;
}

/** Prints what a sync did: what was planned, what failed and why, and the sum. */
export function showReport(out: OutputStream, report: RunReport, options: ReportOptions): void {
  if (report.plan && report.status !== 'nothing') {
    showPlan(out, report.plan, { ...options, changes: options.all });
    line(out);
  }
  // One note shows what waits for a right, and how to get it.
  const barred = new Set(
    report.plan?.domains.flatMap(({ domain, missingRights }) => (missingRights ? [domain] : [])),
  );
  const bad = report.outcomes.filter(
    ({ status, domain, message }) =>
      status === 'failed' || (status === 'skipped' && message !== NOT_DONE && !barred.has(domain)),
  );
  const shown = options.all ? bad : bad.slice(0, 20);
  for (const { status, type, key, message } of shown) {
    printText(out, paint(out, 'red', `${status} ${type} ${safe(key)}: ${safe(message ?? '')}`), '  ');
  }
  if (shown.length < bad.length)
    printText(
      out,
      `… and ${bad.length - shown.length} more ("woo-odoo runs show ${report.runId}" lists all)`,
      '  ',
    );

  const status = paint(out, [STATUS_STYLE[report.status] as 'green', 'bold'], report.status);
  printText(out, `Run ${report.runId}: ${status}. ${withPeriod(safe(report.message))}`);
  const applied = report.outcomes.filter((outcome) => outcome.status === 'applied').length;
  if (report.plan && applied > 0) {
    printText(out, `${sums(report)}. "woo-odoo runs show ${report.runId}" lists each with its reason.`, '  ');
  }
  printText(
    out,
    `${counted(report.storeRequests, 'request')} to the store, ${counted(report.odooCalls, 'call')} to Odoo.`,
    '  ',
  );
  if (report.stopped === true) printText(out, `To continue: ${safe(options.goOn)}`, '  ');
  else if (report.error?.hint !== undefined) printText(out, safe(report.error.hint), '  ');
  for (const failure of report.plan?.domains.flatMap((domain) => domain.failure ?? []) ?? []) {
    if (failure.hint !== undefined && failure.code !== STOPPED) printText(out, safe(failure.hint), '  ');
  }
}

/** Messages of failures are whole sentences, those of runs are not. */
function withPeriod(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** `1,010 created, 1,280 linked`, counting what was applied. */
function sums(report: RunReport): string {
  const done = new Map<string, Set<string>>();
  for (const { status, domain, type, key } of report.outcomes) {
    if (status !== 'applied') continue;
    const ofType = done.get(`${domain} ${type}`) ?? new Set<string>();
    done.set(`${domain} ${type}`, ofType.add(key));
  }
  const operations = (report.plan?.domains ?? []).flatMap(({ domain, operations: all }) =>
    all.filter(({ subject }) => done.get(`${domain} ${subject.type}`)?.has(subject.key)),
  );
  const counts = countOperations(operations);
  const labels = { create: 'created', link: 'linked', update: 'updated', archive: 'archived' } as const;
  return Object.entries(labels)
    .flatMap(([kind, word]) => {
      const count = counts[kind as keyof typeof labels];
      return count > 0 ? [`${count.toLocaleString('en-US')} ${word}`] : [];
    })
    .join(', ');
}
