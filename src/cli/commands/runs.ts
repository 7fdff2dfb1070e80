import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { paged } from '../output/pager.ts';
import { showRun, showRuns } from '../output/show-run.ts';
import { json, printNext, printText } from '../output/terminal.ts';
import { wholeNumber } from './whole-number.ts';
import type { JsonOutput } from '../json-output.ts';

export function addRunsCommands(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  const runs = program.command('runs');
  runs
    .command('list', { isDefault: true })
    .description('list the most recent runs')
    .addHelpText('after', '\nExamples:\n  woo-odoo runs\n  woo-odoo runs list --backend shop --limit 5')
    .option('-b, --backend <name>', 'show only runs of this backend')
    .option('-n, --limit <count>', 'maximum number of runs', wholeNumber, 20)
    .option('--json', 'print JSON')
    .action(async (flags: { backend?: string; limit: number; json?: boolean }) => {
      await runRecords(async (records) => {
        const backend = flags.backend === undefined ? undefined : await records.getBackend(flags.backend);
        const list = await records.listRuns({
          limit: flags.limit,
          ...(backend && { backendId: backend.id }),
        });
        const names = new Map((await records.listBackends()).map(({ id, name }) => [id, name]));
        if (flags.json) json(out, list satisfies JsonOutput['runs list']);
        else showRuns(out, list, names);
        return EXIT.ok;
      });
    });
  runs
    .command('show')
    .description(
      'show one run: its result, what needs attention, and with --all each operation with its reason',
    )
    .argument('<id>', 'the number of the run', wholeNumber)
    .option('-a, --all', 'list every operation, page by page on a terminal (PAGER)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  woo-odoo runs show 1\n  woo-odoo runs show 1 --all\n  woo-odoo runs show 1 --json',
    )
    .action(async (id: number, flags: { all?: boolean; json?: boolean }) => {
      await runRecords(async (records) => {
        const details = await records.getRun(id);
        if (flags.json) json(out, details satisfies JsonOutput['runs show']);
        else await paged(context, (to) => showRun(to, details, { all: flags.all ?? false }));
        return EXIT.ok;
      });
    });
  runs
    .command('stop')
    .description(
      'stop a run that is under way, in whatever process: its current batch is finished and recorded',
    )
    .argument('<id>', 'the number of the run', wholeNumber)
    .addHelpText('after', '\nExamples:\n  woo-odoo runs stop 7')
    .action(async (id: number) => {
      await runRecords(async (records) => {
        const { run } = await records.stopRun(id);
        const name = `${run.kind === 'preview' ? 'Preview' : 'Sync'} ${run.id}`;
        printText(out, `${name} stops after its current batch. Applied changes are kept.`);
        printNext(out, `woo-odoo runs show ${run.id} (its result)`);
        return EXIT.ok;
      });
    });
}
