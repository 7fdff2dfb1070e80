import { counted } from '../../core/counted.ts';
import { nounOf } from '../../core/nouns.ts';
import { isNothing, type TakeBackPlan } from '../../engine/backends/take-back/plan-types.ts';
import type { TakeBack, TakenBack } from '../../engine/backends/take-back/take-back.ts';
import { printText, safe, type OutputStream } from './terminal.ts';

/** Prints what taking back would do in Odoo: what is archived by type, and by name what is changed back and what stays. */
export function showTakeBack(out: OutputStream, { backend, plan }: TakeBack): void {
  printText(
    out,
    `Taking back what the backend ${safe(backend.name)} created in Odoo (${safe(backend.odooDatabase)})`,
  );
  if (isNothing(plan))
    printText(out, 'archives nothing: nothing is left that only this backend created and used', '  ');
  else {
    for (const text of archivedTexts(plan)) printText(out, `archives ${text}`, '  ');
    if (plan.deleted.length > 0)
      printText(
        out,
        `removes ${counted(plan.deleted.length, 'mapping line')} that it added to fiscal positions of the chart of accounts`,
        '  ',
      );
    for (const { model, name, undo } of plan.undone)
      printText(
        out,
        undo.kind === 'field'
          ? `puts back ${undo.field} of "${safe(name)}" (${model}): ${valueText(undo.from)} → ${valueText(undo.to)}`
          : `takes ${counted(undo.ids.length, 'tax')} of the store out of ${undo.field} of "${safe(name)}" (${model})`,
        '  ',
      );
  }
  if (plan.left.length > 0) {
    printText(out, 'leaves as they are:', '  ');
    for (const { id, model, name, reason } of plan.left)
      printText(out, `"${safe(name)}" (${model} ${id}): ${safe(reason)}`, '    ');
  }
  for (const { count, examples, type } of plan.staying) {
    const more = count > examples.length ? ' …' : '';
    printText(
      out,
      `leaves ${counted(count, nounOf(type))}, which Odoo cannot archive: ${examples.map(safe).join(', ')}${more}`,
      '  ',
    );
  }
  printText(
    out,
    'leaves everything that was found in Odoo, and all journal entries, orders and invoices',
    '  ',
  );
}

/** `12 fiscal positions` */
function archivedTexts({ archived }: TakeBackPlan): string[] {
  return [...Map.groupBy(archived, ({ subject }) => subject.type)].map(([type, records]) =>
    counted(records.length, nounOf(type)),
  );
}

const valueText = (text: string) => (text === '' ? '(empty)' : safe(text));

/** Prints what was done. */
export function showTakenBack(out: OutputStream, { backend, plan, removed, runId }: TakenBack): void {
  if (runId === null) printText(out, 'There was nothing to take back.');
  else
    printText(
      out,
      `Took back ${counted(plan.archived.length + plan.deleted.length + plan.undone.length, 'record')}; "woo-odoo runs show ${runId}" lists each.`,
    );
  if (plan.left.length > 0)
    printText(
      out,
      `${counted(plan.left.length, 'record')} listed above stayed in use. Archive them in Odoo when nothing needs them.`,
    );
  printText(
    out,
    removed === null
      ? `Backend ${safe(backend.name)} had been removed before.`
      : `Removed backend ${safe(backend.name)}. To delete its credentials, too: woo-odoo backend remove ${backend.id} --purge`,
  );
}
