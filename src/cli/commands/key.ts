import type { Command } from 'commander';
import { counted } from '../../core/counted.ts';
import type { KeyRotation } from '../../database/port.ts';
import type { CliContext, RunRecords } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { printNext, printText, safe, type OutputStream } from '../output/terminal.ts';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import { shellWord } from '../output/shell-word.ts';

export function addKeyCommands(program: Command, context: CliContext, runRecords: RunRecords): void {
  const { terminal } = context;
  const key = program.command('key');
  key
    .command('rotate')
    .description('encrypt the stored credentials with a new key')
    .option('-y, --yes', 'skip the confirmation')
    .addHelpText('after', HELP)
    .action(async ({ yes = false }: { readonly yes?: boolean }) => {
      const newKey = await context.newSecretKey();
      await runRecords(async (records) => {
        if (!yes && !(await askToConfirm(terminal, { message: QUESTION }))) {
          printText(terminal.out, 'Nothing was changed.');
          return EXIT.failed;
        }
        const rotated = await records.rotateKey(newKey);
        showRotation(terminal.out, rotated);
        return rotated.unreadable.length > 0 ? EXIT.review : EXIT.ok;
      });
    });
}

const QUESTION =
  'Backups made so far can be read only with the present key: have you stored a copy of it? Rotate the key now?';

const HELP = `
Stop all services and workers first. The present key is replaced: store a copy of it for as long as you keep backups that
were made with it. If the key is in WOO_ODOO_SECRET_KEY, give the new one in WOO_ODOO_NEW_SECRET_KEY; otherwise secret.key
in the data folder is replaced. The command can be interrupted at any time: either all credentials have the new key or none.

Examples:
  woo-odoo key rotate
  WOO_ODOO_NEW_SECRET_KEY="$(cat new.key)" woo-odoo key rotate --yes`;

function showRotation(out: OutputStream, { encrypted, keyIn, kind, unreadable }: KeyRotation): void {
  printText(
    out,
    `${counted(encrypted, 'credential')} ${encrypted === 1 ? 'is' : 'are'} encrypted with the new key.`,
  );
  for (const name of unreadable)
    printText(
      out,
      `The credentials of ${safe(name)} could not be decrypted with the former key either. Enter them again: woo-odoo backend edit ${shellWord(safe(name))}`,
    );
  const copy = kind === 'postgresql' ? ' Copy secret.key to the data folders of all other machines.' : '';
  printText(
    out,
    keyIn === 'file'
      ? `The new key is in secret.key. Store a copy of it.${copy}`
      : 'Set WOO_ODOO_SECRET_KEY to the new key wherever the connector is started, and unset WOO_ODOO_NEW_SECRET_KEY.',
  );
  printNext(out, 'woo-odoo doctor (checks the connections)');
}
