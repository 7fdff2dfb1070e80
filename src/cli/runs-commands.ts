import { InvalidArgumentError, type Command } from 'commander';
import { isChange, needsReview } from '../core/operation.ts';
import type { RunDetails } from '../engine/engine.ts';
import type { Run, RunOperation } from '../store/port.ts';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-code.ts';
import type { RunWork } from './program.ts';
import { STATUS_STYLE } from './show-report.ts';
import { line, paint, safe, table, widthOf, type OutputStream } from './terminal.ts';

export function addRunsCommands(program: Command, context: CliContext, runWork: RunWork): void {
  const { out } = context.terminal;
  const runs = program.command('runs').description('what was done, and why');
  runs
    .command('list', { isDefault: true })
    .description('the newest runs')
    .option('-b, --backend <name>', 'only runs of this backend')
    .option('-n, --limit <count>', 'how many', positive, 20)
    .option('--json', 'print JSON')
    .action(async (flags: { backend?: string; limit: number; json?: boolean }) => {
      await runWork(async (engine) => {
        const backend = flags.backend === undefined ? undefined : await engine.getBackend(flags.backend);
        const list = await engine.listRuns({ limit: flags.limit, ...(backend && { backendId: backend.id }) });
        const names = new Map((await engine.listBackends()).map(({ id, name }) => [id, name]));
        if (flags.json) line(out, JSON.stringify(list, null, 2));
        else showRuns(out, list, names);
        return EXIT.ok;
      });
    });
  runs
    .command('show')
    .description('one run with its operations, outcomes and reasons')
    .argument('<id>', 'the number of the run', positive)
    .option('-a, --all', 'list records that were kept, too')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  woo-odoo runs show 1\n  woo-odoo runs show 1 --all --json')
    .action(async (id: number, flags: { all?: boolean; json?: boolean }) => {
      await runWork(async (engine) => {
        const details = await engine.getRun(id);
        if (flags.json) line(out, JSON.stringify(details, null, 2));
        else showRun(out, details, flags.all ?? false);
        return EXIT.ok;
      });
    });
}

function showRuns(out: OutputStream, runs: readonly Run[], names: ReadonlyMap<string, string>): void {
  if (runs.length === 0) {
    line(out, 'No run yet. "woo-odoo sync" makes the first.');
    return;
  }
  const rows = runs.map((run) => [
    String(run.id),
    safe(names.get(run.backendId) ?? '(removed)'),
    paint(out, STATUS_STYLE[run.status], run.status),
    run.startedAt.replace('T', ' ').slice(0, 19),
    duration(run),
    `${run.storeRequests}/${run.odooCalls}`,
    safe(run.message ?? ''),
  ]);
  line(
    out,
    table(['run', 'backend', 'status', 'started (UTC)', 'took', 'calls', 'message'], rows, widthOf(out)),
  );
}

function duration(run: Run): string {
  if (run.endedAt === null) return '';
  return `${((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)} s`;
}

function showRun(out: OutputStream, { run, backend, notes, operations }: RunDetails, all: boolean): void {
  const status = paint(out, STATUS_STYLE[run.status], run.status);
  line(
    out,
    paint(out, 'bold', `Run ${run.id}`) + ` of ${safe(backend?.name ?? 'a removed backend')}: ${status}`,
  );
  line(
    out,
    `  ${run.startedAt}${run.endedAt === null ? '' : `, took ${duration(run)}`}, ${run.domains.join(', ')}`,
  );
  line(out, `  ${safe(run.message ?? '')}`);
  line(out, `  ${run.storeRequests} requests to the store, ${run.odooCalls} calls to Odoo`);
  for (const note of notes) {
    line(out);
    line(out, `  ${note.level === 'info' ? 'i' : '!'} ${safe(note.message)}`);
    if (note.hint !== null) line(out, `    ${safe(note.hint)}`);
  }
  const shown = operations.filter(({ operation }) => all || operation.kind !== 'keep');
  line(out);
  if (shown.length === 0) {
    line(
      out,
      operations.length === 0 ? '  Nothing was planned.' : `  All ${operations.length} records were kept.`,
    );
    return;
  }
  line(
    out,
    table(
      ['', 'what', 'record', 'outcome', 'why'],
      shown.map((entry) => row(out, entry)),
      widthOf(out),
    ),
  );
  const kept = operations.length - shown.length;
  if (kept > 0) line(out, `… and ${kept.toLocaleString('en-US')} kept (--all lists them)`);
}

function row(out: OutputStream, { operation, status, message, odooId }: RunOperation): string[] {
  const { subject, record } = operation;
  const id = odooId ?? record?.id;
  const good = status === 'applied' || (status === 'kept' && !isChange(operation) && !needsReview(operation));
  return [
    operation.kind,
    safe(`${subject.type} ${subject.key} ${subject.label}`),
    record === undefined
      ? ''
      : safe(`${record.model} ${id ?? ''} ${record.label ?? record.externalId ?? ''}`),
    paint(out, good ? 'green' : 'yellow', needsReview(operation) ? 'to review' : status),
    safe(message ?? `${operation.rule}: ${operation.reason}`),
  ];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a number from 1 is needed.');
  return value;
}
