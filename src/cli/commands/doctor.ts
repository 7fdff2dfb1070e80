import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import type { Check } from '../../engine/doctor/doctor.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { progressLine } from '../output/progress-line.ts';
import { showChecks } from '../output/show-checks.ts';
import { json } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

/** Sets the exit code of a command that opens the engine by itself. */
export type SetExit = (code: ExitCode) => void;

export function addDoctorCommand(program: Command, context: CliContext, setExit: SetExit): void {
  const { out, err } = context.terminal;
  program
    .command('doctor')
    .argument('[backend]', 'name or ID (default: all backends)')
    .option('--json', 'print JSON to standard output and warnings to standard error')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: { json?: boolean }) => {
      const { dataDir } = program.opts<{ dataDir?: string }>();
      const progress = progressLine(err, { quiet: flags.json ?? false });
      const checks = await examine(context, { dataDir, name }, progress.sink).finally(() => progress.stop());
      if (flags.json) json(out, checks satisfies JsonOutput['doctor']);
      else showChecks(out, checks);
      setExit(exitOf(checks));
    });
}

/** That the database cannot be opened is a finding: the rest is reported all the same. */
async function examine(
  context: CliContext,
  { dataDir, name }: { dataDir: string | undefined; name: string | undefined },
  onProgress: ReturnType<typeof progressLine>['sink'],
): Promise<Check[]> {
  const { checkMachine } = await import('../../engine/doctor/machine.ts');
  let engine;
  try {
    engine = await context.openEngine({ dataDir });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return checkMachine(await context.inspectMachine({ dataDir }), error);
  }
  try {
    const machine = checkMachine(await context.inspectMachine({ dataDir }), null);
    return [...machine, ...(await engine.doctor(name, onProgress))];
  } finally {
    await engine.close();
  }
}

function exitOf(checks: readonly Check[]): ExitCode {
  if (checks.some(({ status }) => status === 'problem')) return EXIT.failed;
  return checks.some(({ status }) => status === 'warning') ? EXIT.review : EXIT.ok;
}

const HELP = `
Writes nothing to either server. Exit codes: 0 no problems, 3 warnings, 1 problems.

Examples:
  woo-odoo doctor
  woo-odoo doctor shop --json`;
