import { counted } from '../../core/counted.ts';
import { isNewLimitation, type Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { line, paint, printRemark, safe, type OutputStream } from './terminal.ts';

/** New limitations that a report names before the rest is only counted. */
const MAX_NAMED = 12;

/**
 * Prints what Odoo does not support: what is new a line each, what earlier runs reported as a number. With `all` both are
 * listed as a whole.
 * @returns whether something was cut or left out
 */
export function showLimitations(
  out: OutputStream,
  operations: readonly Operation[],
  { all }: { readonly all: boolean },
): boolean {
  const limitations = operations.filter(({ kind }) => kind === 'unsupported');
  const fresh = limitations.filter(isNewLimitation);
  const known = limitations.filter((operation) => !isNewLimitation(operation));
  if (fresh.length > 0) list(out, 'Not supported by Odoo', fresh, all);
  if (known.length > 0 && all) list(out, 'Not supported by Odoo, as in the last run', known, true);
  else if (known.length > 0) {
    line(out);
    line(
      out,
      paint(
        out,
        'gray',
        `  Not supported by Odoo, as in the last run: ${counted(known.length, 'limitation')}.`,
      ),
    );
  }
  return limitations.length > 0 && !all;
}

/** Names in the report of a run what it is the first to find. Later runs do not repeat it. */
export function showNewLimitations(out: OutputStream, { domains }: Plan): void {
  const fresh = domains.flatMap(({ operations }) => operations.filter(isNewLimitation));
  if (fresh.length === 0) return;
  list(out, 'Not supported by Odoo', fresh, true, MAX_NAMED);
}

function list(
  out: OutputStream,
  title: string,
  operations: readonly Operation[],
  isWhole: boolean,
  max = operations.length,
): void {
  line(out);
  line(out, paint(out, 'bold', `${title} (${operations.length.toLocaleString('en-US')})`));
  const sign = paint(out, 'gray', '  ? ');
  for (const { reason, subject } of operations.slice(0, max))
    printRemark(out, sign, `${safe(subject.label)}: ${safe(reason)}`, isWhole);
  if (operations.length > max)
    line(out, `  … and ${(operations.length - max).toLocaleString('en-US')} more (--all lists them)`);
}
