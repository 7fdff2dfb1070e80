import { counted } from '../../core/counted.ts';
import type { MethodReport } from '../json-output.ts';
import { line, paint, printNext, printText, safe, type OutputStream } from './terminal.ts';

const STYLES: Readonly<Record<string, Parameters<typeof paint>[1]>> = {
  ...{ exact: 'green', limited: 'yellow', unsupported: 'red' },
};

/** Prints the methods zone by zone, and how many are exact, limited and unsupported. */
export function showMethodReports(out: OutputStream, reports: readonly MethodReport[]): void {
  if (reports.length === 0) {
    line(out, 'The store has no shipping methods.');
    return;
  }
  for (const [zone, ofZone] of Map.groupBy(reports, (each) => each.zone)) {
    line(out, paint(out, 'bold', safe(zone)));
    for (const report of ofZone) showMethod(out, report);
    line(out);
  }
  const count = (kind: string) => reports.filter(({ report }) => report === kind).length;
  const kinds = ['exact', 'limited', 'unsupported'].map((kind) => `${count(kind)} ${kind}`).join(', ');
  printText(out, `${counted(reports.length, 'shipping method')}: ${kinds}.`);
  printNext(out, 'woo-odoo verify shipping (compares what customers are offered)');
}

const WIDTH = 'unsupported'.length;

function showMethod(out: OutputStream, { carrier, method, reasons, report, title }: MethodReport): void {
  const head = `  ${paint(out, STYLES[report] ?? 'red', report)}${' '.repeat(Math.max(2, WIDTH + 2 - report.length))}`;
  printText(out, `${safe(title)} (method ${safe(method)}; ${carrierText(carrier, title)})`, head);
  for (const reason of reasons) printText(out, safe(reason), ' '.repeat(WIDTH + 4));
}

/** Mostly it is called as the method is. */
function carrierText(carrier: MethodReport['carrier'], title: string): string {
  if (carrier === null) return 'no delivery method';
  if (carrier.id === null) return 'delivery method to be created';
  const name = carrier.name === title ? '' : ` “${safe(carrier.name)}”`;
  return `delivery method ${carrier.id}${name}`;
}
