import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { showRun, showRuns } from '../output/show-run.ts';
import { json } from '../output/terminal.ts';

export function addRunsCommands(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  const runs = program.command('runs');
  runs
    .command('list', { isDefault: true })
    .description('list the most recent runs')
    .addHelpText('after', '\nExamples:\n  woo-odoo runs\n  woo-odoo runs list --backend shop --limit 5')
    .option('-b, --backend <name>', 'show show only runs of this backend')
    .option('-n, --limit <count>', 'maximum number of runs', positive, 20)
    .option('--json', 'print JSON')
    .action(async (flags: { backend?: string; limit: number; json?: boolean }) => {
      await runRecords(async (records) => {
        const backend = flags.backend === undefined ? undefined : await records.getBackend(flags.backend);
        const list = await records.listRuns({
          limit: flags.limit,
          ...(backend && { backendId: backend.id }),
        });
        const names = new Map((await records.listBackends()).map(({ id, name }) => [id, name]));
        if (flags.json) json(out, list);
        else showRuns(out, list, names);
        return EXIT.ok;
      });
    });
  runs
    .command('show')
    .description('show one run with its operations, results and reasons')
    .argument('<id>', 'the number of the run', positive)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  woo-odoo runs show 1\n  woo-odoo runs show 1 --json')
    .action(async (id: number, flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const details = await records.getRun(id);
        if (flags.json) json(out, details);
        else showRun(out, details);
        return EXIT.ok;
      });
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('must be a whole number of at least 1.');
  return value;
}
