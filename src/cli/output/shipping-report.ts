import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import { needsReview, type Operation } from '../../core/operation.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { progressLine } from './progress-line.ts';
import { json, line, paint, safe, printText, table, widthOf, type OutputStream } from './terminal.ts';

/** How well Odoo says one shipping method. */
interface MethodReport {
  readonly method: string;
  readonly title: string;
  readonly zone: string;
  readonly report: string;
  /** Sentences: what Odoo cannot printText, and why nothing stands for it. */
  readonly reasons: readonly string[];
  /** What stands for it; null where nothing does (yet). */
  readonly carrier: { readonly id: number | null; readonly name: string } | null;
}

export function addShippingReport(shipping: Command, { terminal }: CliContext, runWork: RunWork): void {
  const { out, err } = terminal;
  shipping
    .command('report')
    .description('how well Odoo says each shipping method, and what it cannot say; writes nothing')
    .argument('[backend]', 'name or id; not needed when there is only one')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nAnswers 3 to the shell where a method waits for a person or cannot be said at all.',
    )
    .action(async (name: string | undefined, { json: asJson = false }: { json?: boolean }) => {
      await runWork(async (engine) => {
        const progress = progressLine(err, { quiet: asJson });
        const backend = await engine.getBackend(name);
        const plan = await engine
          .plan(backend, { domains: ['shipping'] }, progress.sink)
          .finally(() => progress.stop());
        const [domain] = plan.domains;
        if (domain?.failure !== undefined) throw new ConnectorError(domain.failure);
        // What vanished from the store is archived, and no method any more.
        const methods = (domain?.operations ?? []).filter(
          ({ kind, subject }) => subject.type === 'shipping_method' && kind !== 'archive',
        );
        const reports = byZone(methods.map(reportOf));
        if (asJson) json(out, reports);
        else showReports(out, reports);
        return methods.some((each) => needsReview(each) || each.kind === 'unsupported')
          ? EXIT.review
          : EXIT.ok;
      });
    });
}

/** Methods of a zone beside each other, the oldest first. */
function byZone(reports: readonly MethodReport[]): MethodReport[] {
  const sorted = reports.toSorted((a, b) => Number(a.method) - Number(b.method));
  return [...Map.groupBy(sorted, ({ zone }) => zone).values()].flat();
}

/** A method that could not be read has no report: nothing of it can be said. */
function reportOf({ kind, record, reason, subject }: Operation): MethodReport {
  const { details = {}, group = '', key, label } = subject;
  const limitation = details['limitation'] ?? '';
  const isOpen = (kind === 'conflict' || kind === 'unsupported') && !limitation.includes(reason);
  return {
    ...{ method: key, title: label, zone: group, report: details['report'] ?? 'unsupported' },
    reasons: [...(isOpen ? [reason] : []), ...(limitation === '' ? [] : limitation.split('\n'))],
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
  const head = ['zone', 'method', 'title', 'report', 'carrier', 'what Odoo cannot say'];
  const rows = reports.map(({ carrier, method, reasons, report, title, zone }) => [
    ...[safe(zone), safe(method), safe(title), paint(out, STYLES[report] ?? 'red', report)],
    ...[carrierText(carrier, title), safe(reasons.join(' '))],
  ]);
  line(out, table(head, rows, widthOf(out)));
  line(out);
  const count = (kind: string) => reports.filter(({ report }) => report === kind).length;
  const kinds = ['exact', 'limited', 'unsupported'].map((kind) => `${count(kind)} ${kind}`).join(', ');
  printText(out, `${reports.length} shipping ${reports.length === 1 ? 'method' : 'methods'}: ${kinds}.`);
}

/** Mostly it is called as the method is. */
function carrierText(carrier: MethodReport['carrier'], title: string): string {
  if (carrier === null) return 'none';
  if (carrier.id === null) return 'to be made';
  return carrier.name === title ? String(carrier.id) : safe(`${carrier.id} ${carrier.name}`);
}
