import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { safe, printText } from '../output/terminal.ts';

export function addBackupCommand(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  program
    .command('backup')
    .argument('<file>', 'a new file; an existing one is never replaced')
    .addHelpText('after', HELP)
    .action(async (file: string) => {
      await runRecords(async (records) => {
        const bytes = await records.backup(file);
        const { dataDir } = program.opts<{ dataDir?: string }>();
        const machine = await context.inspectMachine({ dataDir });
        const key =
          machine.secretKey === 'environment'
            ? 'the key in WOO_ODOO_SECRET_KEY'
            : `secret.key in ${machine.dataDir}`;
        printText(out, `${safe(file)} holds the database as it is now (${(bytes / 1024).toFixed(0)} KB).`);
        printText(
          out,
          `The secret key is not part of it. Keep ${safe(key)} as well, in another place: without it the stored credentials cannot be read.`,
        );
        return EXIT.ok;
      });
    });
}

const HELP = `
Works beside a running service. To restore: stop the service, put the file into an empty data folder as connector.db,
and secret.key beside it (mode 600), then start again. On PostgreSQL, use pg_dump.

Example:
  woo-odoo backup /backups/woo-odoo-2026-11-28.db`;
