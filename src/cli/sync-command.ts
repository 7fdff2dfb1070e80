import type { Command } from 'commander';
import type { RunReport } from '../engine/run-work.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addPlanOptions, planOptions, type PlanFlags } from './plan-options.ts';
import type { RunWork } from './program.ts';
import { progressLine } from './progress-line.ts';
import { showReport } from './show-report.ts';
import { json } from './terminal.ts';

export function addSyncCommand(program: Command, context: CliContext, runWork: RunWork): void {
  const { out, err } = context.terminal;
  const command = program
    .command('sync')
    .argument('[backend]', 'name or id; not needed when there is only one')
    .action(async (name: string | undefined, flags: PlanFlags) => {
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: flags.json ?? false });
        const backend = await engine.getBackend(name);
        const report = await engine
          .sync(backend, planOptions(flags), progress.sink)
          .finally(() => progress.stop());
        if (flags.json) json(out, jsonReport(report));
        else showReport(out, report, { all: flags.all ?? false });
        return SYNC_EXITS[report.status];
      });
    });
  addPlanOptions(command).addHelpText(
    'after',
    '\nExamples:\n  woo-odoo sync\n  woo-odoo sync shop --domain geography\n  woo-odoo sync shop --json | jq .status',
  );
}

/** What a run answers to the shell. */
export const SYNC_EXITS: Readonly<Record<RunReport['status'], ExitCode>> = {
  done: EXIT.ok,
  nothing: EXIT.ok,
  partial: EXIT.review,
  failed: EXIT.failed,
};

/** A report as `--json` prints it. */
export function jsonReport(report: RunReport) {
  const { error, ...rest } = report;
  return { ...rest, ...(error && { error: { code: error.code, message: error.message, hint: error.hint } }) };
}
