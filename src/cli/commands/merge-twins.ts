import { counted } from '../../core/counted.ts';
import { askToConfirm, canAsk } from '../prompts/ask-to-confirm.ts';
import type { Command } from 'commander';
import type { MergedTwins, Twins } from '../../engine/backends/twins.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { progressLine } from '../output/progress-line.ts';
import { json, line, safe, type OutputStream, printNext, printText } from '../output/terminal.ts';
import type { JsonOutput } from '../json-output.ts';

const QUESTION = {
  message: 'Archive the records that no order uses?',
} as const;

interface TwinFlags {
  readonly apply?: boolean;
  readonly uncertain?: boolean;
  readonly json?: boolean;
}

export function addMergeTwins(shipping: Command, { terminal }: CliContext, runWork: RunWork): void {
  const { err, out } = terminal;
  shipping
    .command('merge-twins')
    .description('archive duplicates in Odoo left by an earlier backend of the same store; shows them first')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--apply', 'archive without confirmation')
    .option(
      '--uncertain',
      'also archive records matched only by name; first make sure that no other store uses them',
    )
    .option('--json', 'print JSON; without --apply nothing is archived')
    .addHelpText('after', HELP)
    .action(
      async (
        name: string | undefined,
        { apply = false, json: asJson = false, uncertain = false }: TwinFlags,
      ) => {
        let found: Twins | undefined;
        let backendId = '';
        await runWork(async (engine) => {
          const progress = progressLine(err, { quiet: asJson });
          const backend = await engine.getBackend(name);
          backendId = backend.id;
          found = await engine.findTwins(backend, progress.sink).finally(() => progress.stop());
          if (asJson && !apply) json(out, found satisfies JsonOutput['shipping merge-twins']);
          if (!asJson) showTwins(out, found);
          return isEmpty(found) ? EXIT.ok : EXIT.review;
        });
        if (found === undefined || isEmpty(found)) return;
        const asks = !asJson && canAsk(terminal);
        if (!apply && !(asks && (await askToConfirm(terminal, QUESTION)))) {
          if (!asJson) printText(out, 'Nothing was changed. Add --apply to archive them.');
          return;
        }
        await runWork(async (engine) => {
          const backend = await engine.getBackend(backendId);
          const merged = await engine.mergeTwins(backend, () => undefined, { uncertain });
          if (asJson) json(out, merged satisfies JsonOutput['shipping merge-twins']);
          else showMerged(out, merged);
          return exitOf(merged);
        });
      },
    );
}

const isEmpty = ({ records, rows }: Twins) => records.length === 0 && rows.length === 0;

function exitOf({ busyRows, left, uncertain }: MergedTwins): ExitCode {
  return busyRows.length > 0 || left.length > 0 || uncertain > 0 ? EXIT.review : EXIT.ok;
}

function showTwins(out: OutputStream, twins: Twins): void {
  if (isEmpty(twins)) {
    line(out, 'There are no duplicates.');
    printNext(out, 'woo-odoo doctor');
    return;
  }
  for (const { certain, id, key, keptId, name, orders } of twins.records)
    printText(
      out,
      `method ${safe(key)}: "${safe(name)}" (id ${id}), duplicate of id ${keptId} of this backend; ${ordersOf(orders)}${certain ? '' : BY_NAME}`,
      '  ',
    );
  for (const { certain, installation, lastSync, name, rowId } of twins.rows)
    line(
      out,
      `  backend "${safe(name)}" (row ${rowId}): ${lastSync === '' ? 'never synced' : `last sync ${safe(lastSync)} UTC`}${installation === '' ? '' : ', used by another installation, which will no longer be able to sync'}${certain ? '' : '; its company is unknown'}`,
    );
}

/** Another store may have methods of the same names. */
const BY_NAME = '; matched only by name';

function ordersOf(orders: number | null): string {
  if (orders === 0) return 'not used by any order';
  return orders === null
    ? 'kept, because orders cannot be read'
    : `kept, because it is used by ${counted(orders, 'order')}`;
}

function showMerged(
  out: OutputStream,
  { appRows, archived, busyRows, left, rows, uncertain }: MergedTwins,
): void {
  printText(
    out,
    `Archived ${counted(archived.length, 'record')} and ${counted(rows.length, 'backend')} with ${counted(appRows, 'row')} in the app.`,
  );
  for (const { id, name } of left)
    printText(
      out,
      `"${safe(name)}" (id ${id}) was kept. Archive it in Odoo when its orders are completed, or select it for the method in the WooCommerce app: the next sync then archives the other one.`,
      '  ',
    );
  if (uncertain > 0)
    printText(
      out,
      `${counted(uncertain, 'record')} matched only by name or without a company were kept. If no other store or company uses them, add --uncertain.`,
      '  ',
    );
  for (const { name } of busyRows)
    printText(
      out,
      `The backend "${safe(name)}" was kept because one of its runs is in progress. Try again after the run ends.`,
      '  ',
    );
  printNext(out, 'woo-odoo sync');
}

const HELP = `
Nothing is deleted. Records used by an order are kept and listed. Records matched only by name are kept
unless you add --uncertain: another store may have delivery methods with the same names.

Examples:
  woo-odoo shipping merge-twins            (shows them, then asks for confirmation)
  woo-odoo shipping merge-twins shop --apply`;
