import type { Explanation, ExplainedTable, ExplainedValue } from '../../core/explanation.ts';
import { table } from './table.ts';
import { printNext, line, paint, safe, printText, widthOf, type OutputStream } from './terminal.ts';

const STYLES = { agree: 'green', differ: 'red', unknown: 'yellow' } as const;
const LABELS = { agree: 'agree  ', differ: 'differ ', unknown: 'unknown' } as const;

/** Prints how both servers come to a result, and whether it is the same; `verify` of the domain asks the same of many addresses. */
export function showExplanation(out: OutputStream, explanation: Explanation, domain: string): void {
  showValues(out, explanation.asked);
  for (const each of explanation.tables) showTable(out, each);
  line(out);
  showValues(out, explanation.results);
  const { reason, verdict } = explanation;
  line(out);
  printText(out, safe(reason), `${paint(out, [STYLES[verdict], 'bold'], LABELS[verdict])}  `);
  if (verdict === 'agree') printNext(out, `woo-odoo verify ${domain} (the same for many addresses)`);
  else printNext(out, 'woo-odoo check (the settings that decide it)');
}

function showValues(out: OutputStream, values: readonly ExplainedValue[]): void {
  const width = Math.max(...values.map(({ name }) => name.length));
  for (const { name, value } of values) printText(out, safe(value), `${name.padEnd(width)}  `);
}

/** Prints one table of how a side calculates. */
export function showTable(out: OutputStream, { empty, head, rows, title }: ExplainedTable): void {
  line(out);
  line(out, paint(out, 'bold', safe(title)));
  if (rows.length === 0) {
    line(out, safe(empty));
    return;
  }
  const cells = rows.map((row) => row.map(safe));
  line(out, table([...head], cells, widthOf(out)));
}
