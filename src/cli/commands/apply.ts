import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import type { CliContext } from '../context.ts';
import type { ServiceContext } from '../service-context.ts';
import { stopSignal } from './stop-signal.ts';
import type { RunWork } from '../context.ts';
import { progressLine } from '../output/progress-line.ts';
import { exitOfRun, jsonReport } from './sync.ts';
import { showReport } from '../output/show-report.ts';
import { json } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

/** Half applied, a saved plan does not match any more. */
const NEW_PLAN = 'woo-odoo plan --out FILE && woo-odoo apply FILE';

/** Far beyond the plan of any store. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

export function addApplyCommand(
  program: Command,
  context: CliContext & ServiceContext,
  runWork: RunWork,
): void {
  const { out, err } = context.terminal;
  program
    .command('apply')
    .argument('<file>', 'the saved plan; it contains the name of its backend')
    .option('--json', 'print JSON to standard output and warnings to standard error')
    .option('-a, --all', 'list every record, not only the first ones')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: { json?: boolean; all?: boolean }) => {
      const text = readPlanFile(file);
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: flags.json ?? false });
        const report = await engine
          .applySaved(text, progress.sink, stopSignal(context, progress))
          .finally(() => progress.stop());
        if (flags.json) json(out, jsonReport(report) satisfies JsonOutput['apply']);
        else showReport(out, report, { all: flags.all ?? false, goOn: NEW_PLAN });
        return exitOfRun(report);
      });
    });
}

function readPlanFile(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_FILE_BYTES) throw new Error('it is too large for a plan');
    return bytes.toString('utf8');
  } catch (error) {
    throw new ConnectorError({
      code: 'plan.unreadable',
      message: `The file ${file} cannot be read: ${(error as Error).message}.`,
      hint: 'Give a file written by "woo-odoo plan --out FILE".',
    });
  }
}

const HELP = `
Both sides are read again first. If any change in the file would be planned differently now, nothing is written.
Changes that appeared since the plan was saved are not applied. The result is recorded as a run.

Example:
  woo-odoo plan shop --out plan.json
  woo-odoo apply plan.json`;
