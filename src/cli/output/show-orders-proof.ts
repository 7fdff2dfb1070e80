import { counted } from '../../core/counted.ts';
import type { OrderCause, OrdersProof } from '../../engine/proof/orders-report.ts';
import { line, paint, printText, safe, table, widthOf, type OutputStream } from './terminal.ts';

/** Prints how many orders are ready, what keeps the others back, and what to do. */
export function showOrdersProof(out: OutputStream, proof: OrdersProof): void {
  const { backend, read, ready, readyPercent, causes, notes, tax } = proof;
  const name = safe(backend.name);
  if (read === 0) {
    printText(out, `The store of ${name} has no orders yet.`);
    return;
  }
  const isReady = ready === read;
  const summary = `${ready} of ${counted(read, 'order')} (${readyPercent ?? ''} %) of ${name} can be imported.`;
  printText(out, paint(out, isReady ? 'green' : 'yellow', summary));
  printText(out, taxLine(tax));
  showCauses(out, 'What is missing', causes);
  showCauses(out, 'Good to know', notes);
}

function taxLine({ equal, cent, differs, unknown }: OrdersProof['tax']): string {
  const parts = [
    `${counted(equal, 'order')} to the cent`,
    ...(cent > 0 ? [`${cent} within a cent of rounding`] : []),
    ...(differs > 0 ? [`${differs} not`] : []),
    ...(unknown > 0 ? [`${unknown} without the percentage of a rate`] : []),
  ];
  return `Tax that equals what the rates of the order give: ${parts.join(', ')}.`;
}

function showCauses(out: OutputStream, title: string, causes: readonly OrderCause[]): void {
  if (causes.length === 0) return;
  const rows = causes.map(({ value, orders, examples, reason, remedy }) => [
    safe(value),
    String(orders),
    safe(examples.join(', ')),
    safe(`${sentence(reason)} ${remedy}`),
  ]);
  line(out);
  line(out, table([title, 'orders', 'examples', 'why, and what to do'], rows, widthOf(out), [1]));
}

/** A reason of a domain as a sentence: with a capital letter and one full stop. */
function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
