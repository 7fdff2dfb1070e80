import type { Command } from 'commander';
import type { RunReport } from '../../engine/run/run-report.ts';
import type { CliContext } from '../context.ts';
import type { ServiceContext } from '../service-context.ts';
import { stopSignal } from './stop-signal.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { addPlanOptions, planOptions, type PlanFlags } from './plan-options.ts';
import type { RunWork } from '../context.ts';
import { runOnBackend } from './frame.ts';
import { shellWord } from '../output/shell-word.ts';
import { showReport } from '../output/show-report.ts';
import type { PrintedReport } from '../json-output.ts';

export function addSyncCommand(
  program: Command,
  context: CliContext & ServiceContext,
  runWork: RunWork,
): void {
  const command = program
    .command('sync')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .action(async (name: string | undefined, flags: PlanFlags) => {
      await runOnBackend<'sync', RunReport>(
        { context, runWork },
        { name, json: flags.json ?? false, all: flags.all },
        {
          compute: (backend, { engine, onProgress, progress }) =>
            engine.sync(backend, planOptions(flags), onProgress, stopSignal(context, progress)),
          show: (out, report, backend) =>
            showReport(out, report, {
              all: flags.all ?? false,
              goOn: `woo-odoo sync ${shellWord(backend.name)}`,
            }),
          toJson: jsonReport,
          exit: exitOfRun,
        },
      );
    });
  addPlanOptions(command).addHelpText(
    'after',
    '\nExamples:\n  woo-odoo sync\n  woo-odoo sync shop --domain geography\n  woo-odoo sync shop --json | jq .status\n\nCtrl-C (or SIGTERM) completes the current batch, reports what was done and what is left, and exits with code 130.\nA second Ctrl-C stops immediately. Either way, the next sync completes the work.',
  );
}

/** What a run answers to the shell. */
const SYNC_EXITS: Readonly<Record<RunReport['status'], ExitCode>> = {
  done: EXIT.ok,
  nothing: EXIT.ok,
  partial: EXIT.review,
  failed: EXIT.failed,
};

/** The exit code of a run: an interrupted one has not failed, and is not done. */
export function exitOfRun({ status, stopped }: RunReport): ExitCode {
  return stopped !== undefined ? EXIT.interrupted : SYNC_EXITS[status];
}

/** A report as `--json` prints it. */
export function jsonReport(report: RunReport): PrintedReport {
  const { error, ...rest } = report;
  return { ...rest, ...(error && { error: { code: error.code, message: error.message, hint: error.hint } }) };
}
