import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import { needsReview, type Operation } from '../../core/operation.ts';
import { counted } from '../../core/counted.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { runOnBackend } from '../commands/frame.ts';
import { line, paint, safe, printText, table, widthOf, type OutputStream } from './terminal.ts';

/** How accurately Odoo represents one shipping method. */
interface MethodReport {
  readonly method: string;
  readonly title: string;
  readonly zone: string;
  readonly report: string;
  /** Sentences: what Odoo does not support, and why there is no delivery method. */
  readonly reasons: readonly string[];
  /** The delivery method that represents it; null where there is none (yet). */
  readonly carrier: { readonly id: number | null; readonly name: string } | null;
}

export function addShippingReport(shipping: Command, { terminal }: CliContext, runWork: RunWork): void {
  shipping
    .command('report')
    .description('show how accurately Odoo represents each shipping method; writes nothing')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code 3: a method needs review or is not supported by Odoo.')
    .action(async (name: string | undefined, { json: asJson = false }: { json?: boolean }) => {
      await runOnBackend<readonly Operation[]>(
        { context: { terminal }, runWork },
        { name, json: asJson },
        {
          compute: async (backend, { engine, onProgress }) => {
            const plan = await engine.plan(backend, { domains: ['shipping'] }, onProgress);
            const [domain] = plan.domains;
            if (domain?.failure !== undefined) throw new ConnectorError(domain.failure);
            // What vanished from the store is archived, and no method any more.
            return (domain?.operations ?? []).filter(
              ({ kind, subject }) => subject.type === 'shipping_method' && kind !== 'archive',
            );
          },
          show: (out, methods) => showReports(out, byZone(methods.map(reportOf))),
          toJson: (methods) => byZone(methods.map(reportOf)),
          exit: (methods) =>
            methods.some((each) => needsReview(each) || each.kind === 'unsupported') ? EXIT.review : EXIT.ok,
        },
      );
    });
}

/** Methods of a zone beside each other, the oldest first. */
function byZone(reports: readonly MethodReport[]): MethodReport[] {
  const sorted = reports.toSorted((a, b) => Number(a.method) - Number(b.method));
  return [...Map.groupBy(sorted, ({ zone }) => zone).values()].flat();
}

/** A method that could not be read has no report: nothing of it is known. */
function reportOf({ kind, record, reason, subject }: Operation): MethodReport {
  const { details = {}, group = '', key, label } = subject;
  const limitation = details['limitation'] ?? '';
  const isOpen = (kind === 'conflict' || kind === 'unsupported') && !limitation.includes(reason);
  return {
    ...{ method: key, title: label, zone: group, report: details['report'] ?? 'unsupported' },
    reasons: [
      ...(isOpen ? [reason] : []),
      ...(limitation === '' ? [] : limitation.split('\n')),
      ...(details['tax'] === undefined || isOpen ? [] : [details['tax']]),
    ],
    carrier: record === undefined ? null : { id: record.id ?? null, name: record.label ?? '' },
  };
}

const STYLES: Readonly<Record<string, Parameters<typeof paint>[1]>> = {
  ...{ exact: 'green', limited: 'yellow', unsupported: 'red' },
};

function showReports(out: OutputStream, reports: readonly MethodReport[]): void {
  if (reports.length === 0) {
    line(out, 'The store has no shipping methods.');
    return;
  }
  const head = ['zone', 'method', 'title', 'report', 'carrier', 'not supported by Odoo'];
  const rows = reports.map(({ carrier, method, reasons, report, title, zone }) => [
    ...[safe(zone), safe(method), safe(title), paint(out, STYLES[report] ?? 'red', report)],
    ...[carrierText(carrier, title), safe(reasons.join(' '))],
  ]);
  line(out, table(head, rows, widthOf(out)));
  line(out);
  const count = (kind: string) => reports.filter(({ report }) => report === kind).length;
  const kinds = ['exact', 'limited', 'unsupported'].map((kind) => `${count(kind)} ${kind}`).join(', ');
  printText(out, `${counted(reports.length, 'shipping method')}: ${kinds}.`);
}

/** Mostly it is called as the method is. */
function carrierText(carrier: MethodReport['carrier'], title: string): string {
  if (carrier === null) return 'none';
  if (carrier.id === null) return 'to be created';
  return carrier.name === title ? String(carrier.id) : safe(`${carrier.id} ${carrier.name}`);
}
