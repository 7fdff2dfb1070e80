import type { Explanation, ExplainedTable, ExplainedValue } from '../../core/explanation.ts';
import { line, paint, safe, printText, table, widthOf, type OutputStream } from './terminal.ts';

const STYLES = { agree: 'green', differ: 'red', unknown: 'yellow' } as const;
const LABELS = { agree: 'agree  ', differ: 'differ ', unknown: 'unknown' } as const;

/** Prints how both servers come to a result, and whether it is the same. */
export function showExplanation(out: OutputStream, explanation: Explanation): void {
  showValues(out, explanation.asked);
  for (const each of explanation.tables) showTable(out, each);
  line(out);
  showValues(out, explanation.results);
  const { reason, verdict } = explanation;
  line(out);
  printText(out, safe(reason), `${paint(out, [STYLES[verdict], 'bold'], LABELS[verdict])}  `);
}

function showValues(out: OutputStream, values: readonly ExplainedValue[]): void {
  const width = Math.max(...values.map(({ name }) => name.length));
  for (const { name, value } of values) printText(out, safe(value), `${name.padEnd(width)}  `);
}

function showTable(out: OutputStream, { empty, head, rows, title }: ExplainedTable): void {
  line(out);
  line(out, paint(out, 'bold', title));
  if (rows.length === 0) {
    line(out, empty);
    return;
  }
  const cells = rows.map((row) => row.map(safe));
  line(out, table([...head], cells, widthOf(out)));
}
