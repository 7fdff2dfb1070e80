import { isChange, needsReview } from '../../core/operation.ts';
import { counted } from '../../core/counted.ts';
import type { RunDetails } from '../../engine/queries/records.ts';
import type { Run, RunOperation } from '../../database/port.ts';
import { STATUS_STYLE } from './show-report.ts';
import {
  line,
  moment,
  paint,
  safe,
  printText,
  table,
  widthOf,
  type OutputStream,
  nounOf,
} from './terminal.ts';

/** Prints the newest runs, a row each. */
export function showRuns(out: OutputStream, runs: readonly Run[], names: ReadonlyMap<string, string>): void {
  if (runs.length === 0) {
    line(out, 'No run yet. To start one: woo-odoo sync');
    return;
  }
  const rows = runs.map((run) => [
    String(run.id),
    safe(names.get(run.backendId) ?? '(removed)'),
    paint(out, STATUS_STYLE[run.status], run.status),
    moment(run.startedAt),
    duration(run),
    safe(run.message ?? ''),
  ]);
  line(out, table(['run', 'backend', 'status', 'started (UTC)', 'took', 'message'], rows, widthOf(out), [0]));
}

/** Prints one run: what it came to, its notes, and its operations gathered by what was done and why. */
export function showRun(out: OutputStream, { run, backend, notes, operations }: RunDetails): void {
  const status = paint(out, STATUS_STYLE[run.status], run.status);
  const title = paint(out, 'bold', `Run ${run.id}`);
  printText(out, `${title} of ${safe(backend?.name ?? 'a removed backend')}: ${status}`);
  const took = run.endedAt === null ? '' : `, took ${duration(run)}`;
  printText(out, `${moment(run.startedAt)} UTC${took}, ${run.domains.join(', ')}`, '  ');
  if (run.message !== null) printText(out, safe(run.message), '  ');
  printText(
    out,
    `${counted(run.storeRequests, 'request')} to the store, ${counted(run.odooCalls, 'call')} to Odoo`,
    '  ',
  );
  for (const note of notes) {
    line(out);
    const sign = note.level === 'info' ? paint(out, 'blue', '  i ') : paint(out, 'red', '  ! ');
    printText(out, safe(note.message), sign);
    if (note.hint !== null) printText(out, safe(note.hint), '    ');
  }
  const kept = Object.entries(run.kept);
  if (operations.length + kept.length === 0) line(out, '\n  No operations.');
  for (const section of sections(operations)) showSection(out, section);
  if (kept.length > 0) line(out);
  for (const [domain, count] of kept)
    printText(out, `${counted(count, 'record')} of ${domain} already correct`, '  ');
}

/** Operations of one kind with one outcome. Those that share their reason stand together and say it once. */
interface Section {
  readonly entries: readonly RunOperation[];
  readonly sharedReason: string | null;
}

/** What needs attention comes first; otherwise the order of the plan stays. */
function sections(entries: readonly RunOperation[]): Section[] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(likeness(entry), (counts.get(likeness(entry)) ?? 0) + 1);
  const isShared = (entry: RunOperation) => (counts.get(likeness(entry)) ?? 0) > 1;
  const gathered = Map.groupBy(entries, (entry) => {
    const { kind, subject } = entry.operation;
    return isShared(entry) ? likeness(entry) : JSON.stringify([kind, subject.type, outcome(entry)]);
  });
  return [...gathered.values()]
    .map((group) => ({
      entries: group,
      sharedReason: group.every(isShared) && group[0] !== undefined ? reason(group[0]) : null,
    }))
    .sort((a, b) => Number(a.entries.every(isGood)) - Number(b.entries.every(isGood)));
}

function likeness(entry: RunOperation): string {
  const { kind, subject } = entry.operation;
  return JSON.stringify([kind, subject.type, outcome(entry), reason(entry)]);
}

function showSection(out: OutputStream, { entries, sharedReason }: Section): void {
  const [first] = entries;
  if (first === undefined) return;
  const { kind, subject, record } = first.operation;
  const head = `${kind} ${counted(entries.length, nounOf(subject.type))}: ${outcome(first)}`;
  line(out);
  printText(out, paint(out, isGood(first) ? 'green' : 'yellow', head), '  ');
  if (sharedReason !== null) printText(out, sharedReason, '  ');
  const rows = entries.map((entry) => [
    safe(entry.operation.subject.key),
    safe(entry.operation.subject.label),
    recordText(entry),
    ...(sharedReason === null ? [reason(entry)] : []),
  ]);
  const model = record?.model ?? 'Odoo';
  const titles = ['store', 'name', model, ...(sharedReason === null ? ['why'] : [])];
  const text = table(titles, rows, widthOf(out) - 4);
  line(out, text.replace(/^(?=.)/gm, '    '));
}

/** `1122 Duarte (DUA)`; the name only where Odoo has another one than the store. */
function recordText({ operation, odooId }: RunOperation): string {
  const { record, subject } = operation;
  const id = odooId ?? record?.id;
  const name = record?.label === undefined || record.label === subject.label ? '' : record.label;
  return safe(`${id ?? ''} ${name}`);
}

function reason({ operation, message }: RunOperation): string {
  return safe(message ?? `${operation.rule}: ${operation.reason}`);
}

function outcome({ operation, status }: RunOperation): string {
  return needsReview(operation) ? 'to review' : status;
}

function isGood({ operation, status }: RunOperation): boolean {
  return status === 'applied' || (status === 'kept' && !isChange(operation) && !needsReview(operation));
}

function duration(run: Run): string {
  if (run.endedAt === null) return '';
  return `${((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)} s`;
}
