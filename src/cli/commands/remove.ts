import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import type { PurgeEffects } from '../../engine/backends/purge.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { progressLine } from '../output/progress-line.ts';
import { counted, line, safe, printText, type OutputStream } from '../output/terminal.ts';

interface RemoveFlags {
  readonly purge?: boolean;
  readonly yes?: boolean;
}

export function addRemoveCommand(backend: Command, context: CliContext, runWork: RunWork): void {
  const { out, err } = context.terminal;
  backend
    .command('remove')
    .description('take a backend out of use and archive its row in the Odoo app; its runs stay readable')
    .argument('<backend>', 'name or id; with --purge the whole id of one removed before, too')
    .option(
      '--purge',
      'drop its credentials and bindings from our database as well; tells the effects and asks',
    )
    .option('-y, --yes', 'with --purge: do not ask')
    .addHelpText(
      'after',
      '\nExamples:\n  woo-odoo backend remove shop\n  woo-odoo backend remove shop --purge',
    )
    .action(async (name: string, flags: RemoveFlags) => {
      if (flags.purge) {
        await purge(name, flags.yes ?? false, context, runWork);
        return;
      }
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: false });
        const { backend: removed, row } = await engine
          .removeBackend(name, progress.sink)
          .finally(() => progress.stop());
        printText(out, `Removed backend ${safe(removed.name)}. What it created in Odoo stays there.`);
        if (row === 'archived') printText(out, 'Its row in the WooCommerce app of Odoo is archived.');
        if (row === 'taken')
          printText(
            out,
            'Its row in the WooCommerce app of Odoo belongs to another installation now, and stays.',
          );
        printText(
          out,
          `Its credentials and bindings stay in our database; --purge drops them (id ${removed.id}).`,
        );
        if (!(row instanceof ConnectorError)) return EXIT.ok;
        printText(
          out,
          `Its row in Odoo could not be archived: ${safe(row.message)} Archive it there by hand.`,
        );
        return EXIT.review;
      });
    });
}

/** Opens the database twice, so that nobody is kept from it while a person thinks. */
async function purge(
  name: string,
  agreed: boolean,
  { terminal }: CliContext,
  runWork: RunWork,
): Promise<void> {
  let effects: PurgeEffects | undefined;
  await runWork(async (engine) => {
    effects = await engine.purgeEffects(name);
    showEffects(terminal.out, effects);
    return EXIT.failed;
  });
  if (effects === undefined) return;
  const { id, name: backend } = effects.backend;
  if (!agreed && !(await ask(backend, terminal))) {
    line(terminal.out, 'Nothing was changed.');
    return;
  }
  await runWork(async (engine) => {
    await engine.purgeBackend(id);
    line(terminal.out, `Purged backend ${backend}.`);
    return EXIT.ok;
  });
}

function showEffects(out: OutputStream, { backend, traces }: PurgeEffects): void {
  const { credentials, bindings, managedRecords, runs, sharedWith } = traces;
  const managed = `memory of ${counted(managedRecords, 'record')} it made in Odoo`;
  const keepsManaged = sharedWith.length > 0;
  line(out, `Purging backend ${safe(backend.name)} (${backend.id})`);
  line(out, '  drops from our database:');
  line(out, `    ${credentials === 0 ? 'no credentials (there are none)' : 'the credentials of both sides'}`);
  line(out, `    ${counted(bindings, 'binding')}`);
  if (!keepsManaged) line(out, `    the ${managed}`);
  line(out, '  leaves:');
  if (keepsManaged)
    line(out, `    the ${managed}, for ${sharedWith.map(safe).join(', ')} on the same Odoo database`);
  line(out, `    ${counted(runs, 'run')} with their operations, readable as before`);
  line(out, '    everything in Odoo and in the store; make the keys invalid there');
}

async function ask(backend: string, { input, err }: CliContext['terminal']): Promise<boolean> {
  if (!(input.isTTY && err.isTTY))
    throw new ConnectorError({
      code: 'cli.confirm',
      message: 'A purge needs a yes. Nothing was changed.',
      hint: 'Look at the effects above and add --yes, or run this on a terminal to be asked.',
    });
  const { confirm } = await import('@inquirer/prompts');
  return confirm({ message: `Purge ${backend}?`, default: false }, { input, output: err });
}
