import { Option, type Command } from 'commander';
import { askToConfirm } from '../prompts/ask-to-confirm.ts';
import { ConnectorError } from '../../core/errors.ts';
import { counted } from '../../core/counted.ts';
import type { PurgeEffects } from '../../engine/backends/purge.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { showTakeBack, showTakenBack } from '../output/show-take-back.ts';
import type { TakeBack } from '../../engine/backends/take-back/take-back.ts';
import { progressLine } from '../output/progress-line.ts';
import { line, safe, printText, type OutputStream } from '../output/terminal.ts';

interface RemoveFlags {
  readonly purge?: boolean;
  readonly takeBack?: boolean;
  readonly yes?: boolean;
}

export function addRemoveCommand(backend: Command, context: CliContext, runWork: RunWork): void {
  const { out, err } = context.terminal;
  backend
    .command('remove')
    .description('remove a backend and archive its entry in the Odoo app; its run history is kept')
    .argument('<backend>', 'name or ID; with --purge or --take-back also the full ID of a removed backend')
    .option(
      '--purge',
      "also delete its credentials and bindings from the connector's database, after confirmation",
    )
    .addOption(
      new Option(
        '--take-back',
        'also archive what only this backend created in Odoo and nobody else uses, after confirmation',
      ).conflicts('purge'),
    )
    .option('-y, --yes', 'with --purge or --take-back: skip the confirmation')
    .addHelpText(
      'after',
      '\nExamples:\n  woo-odoo backend remove shop\n  woo-odoo backend remove shop --take-back\n  woo-odoo backend remove shop --purge',
    )
    .action(async (name: string, flags: RemoveFlags) => {
      if (flags.purge) {
        await purge(name, flags.yes ?? false, context, runWork);
        return;
      }
      if (flags.takeBack) {
        await takeBack(name, flags.yes ?? false, context, runWork);
        return;
      }
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: false });
        const { backend: removed, row } = await engine
          .removeBackend(name, progress.sink)
          .finally(() => progress.stop());
        printText(out, `Removed backend ${safe(removed.name)}. Records created in Odoo are kept.`);
        if (row === 'archived') printText(out, 'Its entry in the WooCommerce app was archived.');
        if (row === 'taken')
          printText(
            out,
            'Its entry in the WooCommerce app now belongs to another installation and was kept.',
          );
        printText(
          out,
          `Its credentials and bindings are kept in the connector's database. To delete them, use --purge with the id ${removed.id}.`,
        );
        if (!(row instanceof ConnectorError)) return EXIT.ok;
        printText(
          out,
          `Its entry in Odoo could not be archived: ${safe(row.message)} Archive it manually in Odoo.`,
        );
        return EXIT.review;
      });
    });
}

/** Opens the database twice, so that nobody is kept from it while a user thinks. */
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
  if (!agreed && !(await askToConfirm(terminal, purgeOf(backend)))) {
    line(terminal.out, 'Nothing was changed.');
    return;
  }
  await runWork(async (engine) => {
    await engine.purgeBackend(id);
    line(terminal.out, `Purged backend ${backend}.`);
    return EXIT.ok;
  });
}

/** Opens the database twice, as `purge` does; a remainder that a user has to look at ends with the exit code for review. */
async function takeBack(
  name: string,
  agreed: boolean,
  { terminal }: CliContext,
  runWork: RunWork,
): Promise<void> {
  const { err, out } = terminal;
  let shown: TakeBack | undefined;
  await runWork(async (engine) => {
    const progress = progressLine(err, { quiet: false });
    shown = await engine.previewTakeBack(name, progress.sink).finally(() => progress.stop());
    showTakeBack(out, shown);
    return EXIT.failed;
  });
  if (shown === undefined) return;
  const { id, name: backend } = shown.backend;
  if (!agreed && !(await askToConfirm(terminal, takeBackOf(backend)))) {
    line(out, 'Nothing was changed.');
    return;
  }
  await runWork(async (engine) => {
    const progress = progressLine(err, { quiet: false });
    const taken = await engine.takeBack(id, progress.sink).finally(() => progress.stop());
    showTakenBack(out, taken);
    if (taken.removed?.row instanceof ConnectorError)
      printText(
        out,
        `Its entry in Odoo could not be archived: ${safe(taken.removed.row.message)} Archive it manually in Odoo.`,
      );
    return taken.plan.left.length > 0 || taken.removed?.row instanceof ConnectorError ? EXIT.review : EXIT.ok;
  });
}

function showEffects(out: OutputStream, { backend, traces }: PurgeEffects): void {
  const { credentials, bindings, managedRecords, runs, sharedWith } = traces;
  const managed = `history of ${counted(managedRecords, 'record')} created in Odoo`;
  const keepsManaged = sharedWith.length > 0;
  printText(out, `Purging backend ${safe(backend.name)} (${backend.id})`);
  line(out, "  deletes from the connector's database:");
  printText(
    out,
    `  ${credentials === 0 ? 'no credentials (none are stored)' : 'the credentials of both sides'}`,
    '  ',
  );
  line(out, `    ${counted(bindings, 'binding')}`);
  if (!keepsManaged) line(out, `    the ${managed}`);
  line(out, '  keeps:');
  if (keepsManaged)
    printText(
      out,
      `  the ${managed}, for ${sharedWith.map(safe).join(', ')} on the same Odoo database`,
      '  ',
    );
  printText(out, `  ${counted(runs, 'run')} with their operations`, '  ');
  printText(out, '  everything in Odoo and in the store; revoke the API keys there', '  ');
}

const takeBackOf = (backend: string) => ({
  message: `Take this back and remove ${backend}?`,
  otherwise: {
    message: 'Taking back needs confirmation. Nothing was changed.',
    hint: 'Review the list above and add --yes, or run the command in a terminal to confirm.',
  },
});

const purgeOf = (backend: string) => ({
  message: `Purge ${backend}?`,
  otherwise: {
    message: 'Purging needs confirmation. Nothing was changed.',
    hint: 'Review the effects above and add --yes, or run the command in a terminal to confirm.',
  },
});
