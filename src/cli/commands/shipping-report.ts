import type { Command } from 'commander';
import { ConnectorError } from '../../core/errors.ts';
import { needsReview, type Operation } from '../../core/operation.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { RunWork } from '../context.ts';
import { runOnBackend } from './frame.ts';
import type { MethodReport } from '../json-output.ts';
import { showMethodReports } from '../output/show-method-reports.ts';

export function addShippingReport(shipping: Command, context: CliContext, runWork: RunWork): void {
  shipping
    .command('report')
    .description('show how accurately Odoo represents each shipping method; writes nothing')
    .argument('[backend]', 'name or ID; optional if there is only one')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code 3: a method needs review or is not supported by Odoo.')
    .action(async (name: string | undefined, { json: asJson = false }: { json?: boolean }) => {
      await runOnBackend<'shipping report', readonly Operation[]>(
        { context, runWork },
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
          show: (out, methods) => showMethodReports(out, byZone(methods.map(reportOf))),
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
