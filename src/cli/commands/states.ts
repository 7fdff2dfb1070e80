import type { Command } from 'commander';
import { askToConfirm, canAsk } from '../prompts/ask-to-confirm.ts';
import { counted } from '../../core/counted.ts';
import type { Replacement } from '../../core/plan.ts';
import type { ReplacedRecords } from '../../engine/backends/replace-records.ts';
import type { CliContext, RunWork } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { progressLine } from '../output/progress-line.ts';
import { printText, printNext, json, line, safe, type OutputStream } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

const QUESTION = {
  message: "Use Odoo's own states?",
} as const;

interface RebindFlags {
  readonly apply?: boolean;
  readonly json?: boolean;
}

export function addStatesCommand(program: Command, { terminal }: CliContext, runWork: RunWork): void {
  const { err, out } = terminal;
  program
    .command('states')
    .addHelpText('after', '\nExample:\n  woo-odoo states rebind')
    .command('rebind')
    .description("use Odoo's own states instead of those that the connector created; shows them first")
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--apply', 'replace them without confirmation')
    .option('--json', 'print JSON; without --apply nothing is changed')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, { apply = false, json: asJson = false }: RebindFlags) => {
      let found: readonly Replacement[] = [];
      let backendId = '';
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: asJson });
        const backend = await engine.getBackend(name);
        backendId = backend.id;
        found = await engine.findReplacements(backend, progress.sink).finally(() => progress.stop());
        if (asJson && !apply) json(out, found satisfies JsonOutput['states rebind']);
        if (!asJson) showFound(out, found);
        return found.length === 0 ? EXIT.ok : EXIT.review;
      });
      if (found.length === 0) return;
      const asks = !asJson && canAsk(terminal);
      if (!apply && !(asks && (await askToConfirm(terminal, QUESTION)))) {
        if (!asJson) printText(out, 'Nothing was changed. Add --apply to replace them.');
        return;
      }
      await runWork(async (engine) => {
        const backend = await engine.getBackend(backendId);
        const done = await engine.replaceRecords(backend, () => undefined);
        if (asJson) json(out, done satisfies JsonOutput['states rebind']);
        else showReplaced(out, done);
        return done.left.length === 0 ? EXIT.ok : EXIT.review;
      });
    });
}

function showFound(out: OutputStream, found: readonly Replacement[]): void {
  if (found.length === 0) {
    printText(
      out,
      'Odoo has no states of its own beside those that the connector created: nothing to replace.',
    );
    printNext(out, 'woo-odoo doctor');
  }
  for (const { by, own, subject } of found)
    printText(
      out,
      `${safe(subject.key)}: "${safe(own.label ?? '')}" (id ${own.id}) would be replaced by "${safe(by.label ?? '')}" (id ${by.id})`,
      '  ',
    );
}

function showReplaced(out: OutputStream, { left, moved, replaced }: ReplacedRecords): void {
  const uses = Object.entries(moved).map(([model, count]) => `${safe(model)} ${count}`);
  if (uses.length > 0) line(out, `Changed in Odoo: ${uses.join(', ')}.`);
  for (const { model, reason } of left) line(out, `  ${safe(model)} was left: ${safe(reason)}`);
  printText(
    out,
    replaced.length === 0
      ? "No state was renamed. Correct in Odoo what is listed, or give the connector's user the missing rights, then run this again."
      : `Replaced ${counted(replaced.length, 'state')}. The next sync binds the store's states to Odoo's own.`,
  );
  printNext(out, replaced.length === 0 ? 'woo-odoo doctor (rights and settings)' : 'woo-odoo sync');
}

const HELP = `
A later series of Odoo, or a localisation, brings states that the connector had to create before. Contacts,
banks, leads, fiscal positions and delivery methods then use Odoo's own. The states of the connector are
renamed and stay; nothing is deleted. Run a sync afterwards.

Examples:
  woo-odoo states rebind            (lists them, then asks for confirmation)
  woo-odoo states rebind shop --apply`;
