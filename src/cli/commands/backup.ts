import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunRecords } from '../context.ts';
import { safe, printNext, printText } from '../output/terminal.ts';

export function addBackupCommand(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { out } = context.terminal;
  program
    .command('backup')
    .argument('<file>', 'the file to write; existing files are never replaced')
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
        printText(out, `${safe(file)} contains a copy of the database (${(bytes / 1024).toFixed(0)} KB).`);
        printText(
          out,
          `The backup does not include the secret key. Store ${safe(key)} separately: the credentials in the backup cannot be read without it.`,
        );
        printNext(out, 'woo-odoo backup --help (how to restore it)');
        return EXIT.ok;
      });
    });
}

const HELP = `
The service can keep running. To restore: stop the service, put the file into an empty data folder as connector.db
together with secret.key (mode 600), then start the service again. For PostgreSQL, use pg_dump instead.

Example:
  woo-odoo backup /backups/woo-odoo-2026-11-28.db`;
