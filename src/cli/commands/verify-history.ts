import type { Command } from 'commander';
import type { ProofRowPage } from '../../database/port.ts';
import type { CliContext, RunRecords } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { showProof, showProofs } from '../output/show-proofs.ts';
import { json, printNext, printText } from '../output/terminal.ts';
import { wholeNumber } from './whole-number.ts';
import type { JsonOutput } from '../json-output.ts';

/** Rows that `verify show` prints as a table; `--json` has all of them. */
const SHOWN_ROWS = 50;
const PAGE: ProofRowPage = { sort: 'position', descending: false, limit: 1_000 };

/** `verify history`, `verify show` and `verify stop`: checks, whatever asked for them and carries them out. */
export function addVerifyHistory(verify: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  verify
    .command('history')
    .description('list earlier checks, those of the page, of schedules and after syncs included')
    .option('-b, --backend <name>', 'only checks of this backend')
    .option('-n, --limit <count>', 'maximum number of checks', wholeNumber, 20)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  woo-odoo verify history\n  woo-odoo verify history --backend shop --limit 5',
    )
    .action(async (flags: { backend?: string; limit: number; json?: boolean }) => {
      await runRecords(async (records) => {
        const backend = flags.backend === undefined ? undefined : await records.getBackend(flags.backend);
        const list = await records.listProofs({ limit: flags.limit, backendId: backend?.id });
        const names = new Map((await records.listBackends()).map(({ id, name }) => [id, name]));
        if (flags.json) json(out, list satisfies JsonOutput['verify history']);
        else showProofs(out, list, names);
        return EXIT.ok;
      });
    });
  verify
    .command('show')
    .description('show an earlier check with its comparisons, the most urgent first')
    .argument('<id>', 'the number of the check', wholeNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  woo-odoo verify show 7\n  woo-odoo verify show 7 --json')
    .action(async (id: number, flags: { json?: boolean }) => {
      await runRecords(async (records) => {
        const proof = await records.getProof(id);
        const { rows, total } = await records.listProofRows(id, {
          ...PAGE,
          limit: flags.json ? Math.max(1, proof.rowCount) : SHOWN_ROWS,
        });
        if (flags.json) json(out, { ...proof, rows } satisfies JsonOutput['verify show']);
        else showProof(out, proof, rows, total);
        return EXIT.ok;
      });
    });
  verify
    .command('stop')
    .description(
      'stop a check that waits or is under way, in whatever process: it removes what it made, and keeps what it compared',
    )
    .argument('<id>', 'the number of the check', wholeNumber)
    .addHelpText('after', '\nExamples:\n  woo-odoo verify history\n  woo-odoo verify stop 7')
    .action(async (id: number) => {
      await runRecords(async (records) => {
        const { proof } = await records.stopProof(id);
        const how =
          proof.endedAt === null
            ? 'stops after its current question, and removes what it made on either server'
            : 'will not begin';
        printText(out, `Check ${id} ${how}. The last complete check still counts.`);
        printNext(out, `woo-odoo verify show ${id} (its result)`);
        return EXIT.ok;
      });
    });
}
