import { counted } from '../../core/counted.ts';
import type { OrderCause, OrdersProof } from '../../engine/proof/orders-report.ts';
import { listCauses } from './show-causes.ts';
import { printNext, paint, printText, safe, type OutputStream } from './terminal.ts';

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
  listCauses(out, 'What is missing', causes.map(shown));
  listCauses(out, 'Good to know', notes.map(shown));
  printNext(out, isReady ? 'woo-odoo verify taxes' : 'woo-odoo sync, then decide what it lists');
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

function shown({ orders, value, ...cause }: OrderCause) {
  return { title: `${value}: ${counted(orders, 'order')}`, ...cause };
}
