import { counted } from '../../core/counted.ts';
import { nounOf } from '../../core/nouns.ts';
import { needsReview } from '../../core/operation.ts';
import type { Run } from '../../database/port.ts';
import type { RunDetails } from '../../engine/queries/records.ts';
import { isGood, outcome, recordText, reason, sections, type Section } from './run-sections.ts';
import { sentence } from './sentence.ts';
import { STATUS_STYLE } from './show-report.ts';
import { TO_DO } from './show-plan.ts';
import { table } from './table.ts';
import { printNext, line, moment, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';
import { byStake, conflictToDos, noteToDo, showToDos, type ToDo } from './to-do.ts';

/** Prints the newest runs, a row each. */
export function showRuns(out: OutputStream, runs: readonly Run[], names: ReadonlyMap<string, string>): void {
  const [newest] = runs;
  if (newest === undefined) {
    line(out, 'No run yet. To start one: woo-odoo sync');
    return;
  }
  const rows = runs.map((run) => [
    String(run.id),
    safe(names.get(run.backendId) ?? '(removed)'),
    run.kind,
    paint(out, STATUS_STYLE[run.status], run.status),
    moment(run.startedAt),
    duration(run),
    safe(run.message ?? ''),
  ]);
  const head = ['run', 'backend', 'kind', 'status', 'started (UTC)', 'took', 'result'];
  line(out, table(head, rows, widthOf(out), [0]));
  printNext(out, `woo-odoo runs show ${newest.id} (what a run did, and why)`);
}

/** Prints one run: its result, how many operations came to the same, and what needs attention; with `all` each operation. */
export function showRun(out: OutputStream, details: RunDetails, { all }: { readonly all: boolean }): void {
  const { run, backend, notes, operations } = details;
  const status = paint(out, STATUS_STYLE[run.status], run.status);
  const title = paint(out, 'bold', `Run ${run.id}`);
  printText(out, `${title} of ${safe(backend?.name ?? 'a removed backend')} (${run.kind}): ${status}`);
  const took = run.endedAt === null ? '' : `, took ${duration(run)}`;
  printText(out, `${moment(run.startedAt)} UTC${took}, ${run.domains.join(', ')}`, '  ');
  if (run.message !== null) printText(out, sentence(safe(run.message)), '  ');
  printText(
    out,
    `${counted(run.storeRequests, 'request')} to the store, ${counted(run.odooCalls, 'call')} to Odoo`,
    '  ',
  );
  const kept = Object.entries(run.kept);
  if (operations.length + kept.length === 0) line(out, '\n  No operations.');
  if (all) for (const section of sections(operations)) showSection(out, section);
  else showShort(out, details);
  const infos = notes.filter(({ level }) => level === 'info');
  if (all && infos.length > 0) {
    line(out);
    for (const { hint, message } of infos)
      printText(out, safe(`${message} ${hint ?? ''}`), paint(out, 'blue', '  i '));
  }
  showToDos(out, TO_DO, toDosOf(details, all));
  if (!all && operations.length > 0)
    printNext(out, `woo-odoo runs show ${run.id} --all (each operation with its reason)`);
  else printNext(out, 'woo-odoo plan (what a sync would change now)');
}

function toDosOf({ notes, operations }: RunDetails, all: boolean): ToDo[] {
  const conflicts = [...Map.groupBy(operations, ({ domain }) => domain)].flatMap(([domain, group]) =>
    conflictToDos(
      domain,
      group.map(({ operation }) => operation),
      { all },
    ),
  );
  const waiting = notes.filter(({ level }) => level !== 'info').map((note) => noteToDo(note.domain, note));
  return byStake([...waiting, ...conflicts]);
}

/** Failures that are listed before the rest is only counted. */
const MAX_FAILURES = 20;

/** A row for what came to the same, and every failure with its reason. */
function showShort(out: OutputStream, { operations, run }: RunDetails): void {
  const alike = Map.groupBy(operations, (entry) =>
    JSON.stringify([entry.domain, entry.operation.subject.type, entry.operation.kind, outcome(entry)]),
  );
  const rows = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, subject } = first.operation;
    const result = paint(out, isGood(first) ? 'green' : 'yellow', outcome(first));
    return [[`  ${first.domain}`, counted(group.length, nounOf(subject.type)), kind, result]];
  });
  const kept = Object.entries(run.kept).map(([domain, count]) => [
    `  ${domain}`,
    counted(count, 'record'),
    'keep',
    'already correct',
  ]);
  if (rows.length + kept.length > 0) {
    line(out);
    line(out, table(['', 'records', 'operation', 'result'], [...rows, ...kept], widthOf(out)));
  }
  const failed = operations.filter(
    (entry) => !isGood(entry) && !needsReview(entry.operation) && entry.status !== 'kept',
  );
  if (failed.length > 0) line(out);
  for (const entry of failed.slice(0, MAX_FAILURES)) {
    const { key, label, type } = entry.operation.subject;
    const text = `${outcome(entry)} ${nounOf(type)} ${safe(label)} (${safe(key)}): ${reason(entry)}`;
    printText(out, paint(out, 'red', text), '  ');
  }
  if (failed.length > MAX_FAILURES)
    line(out, `  … and ${(failed.length - MAX_FAILURES).toLocaleString('en-US')} more`);
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

function duration(run: Run): string {
  if (run.endedAt === null) return '';
  return `${((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)} s`;
}
