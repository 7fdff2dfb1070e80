import type { Operation } from '../../../core/operation.ts';
import { PLAN_FORMAT, type Plan } from '../../../core/plan.ts';
import { counted } from '../../../core/counted.ts';
import type { Rule } from '../../../core/rules.ts';
import type { Sessions } from '../../sessions.ts';
import type { FoundRecord, LeftRecord, TakeBackPlan, UndoneChange } from './plan-types.ts';

const RULE_OF: Readonly<Record<LeftRecord['why'], Rule>> = {
  ...{ changed: 'changed', shared: 'shared', used: 'waits', unreadable: 'unreadable', unknown: 'unseen' },
};

/** The operation as which a record is listed in the record of the run. */
export function operationOf(record: FoundRecord | UndoneChange, kind: Operation['kind']): Operation {
  const { externalId, id, model, name, subject } = record;
  const common = { subject, record: { model, id, externalId, label: name } };
  if (kind === 'update' && 'undo' in record) {
    const { undo } = record;
    const change =
      undo.kind === 'field'
        ? undo
        : { field: undo.field, from: undo.ids.map((each) => `#${each}`).join(' '), to: '' };
    const { field, from, to } = change;
    const reason = 'the connector changed it with consent, and it gets the value of before';
    const write = { fields: {}, references: {} };
    return { kind, ...common, rule: 'unused', reason, changes: [{ field, from, to }], write };
  }
  const reason = 'only the backend that is removed created and used it';
  return { kind: 'archive', ...common, rule: 'unused', reason };
}

/** What is taken back, as the plan of a run. */
export function takeBackAsPlan(plan: TakeBackPlan, { backend, odoo, appState }: Sessions): Plan {
  const left = plan.left.map(
    (record) =>
      [
        record.domain,
        {
          ...{
            kind: 'conflict',
            subject: record.subject,
            rule: RULE_OF[record.why],
            reason: `left as it is: ${record.reason}`,
          },
          record: { model: record.model, id: record.id, externalId: record.externalId, label: record.name },
        } satisfies Operation,
      ] as const,
  );
  const all = [
    ...plan.undone.map((record) => [record.domain, operationOf(record, 'update')] as const),
    ...[...plan.deleted, ...plan.archived].map(
      (record) => [record.domain, operationOf(record, 'archive')] as const,
    ),
    ...left,
  ];
  const { company, database, series } = odoo.identity;
  return {
    format: PLAN_FORMAT,
    backend: { id: backend.id, name: backend.name },
    odoo: { series, database, company: company.name, app: appState },
    domains: [...Map.groupBy(all, ([domain]) => domain)].map(([domain, own]) => ({
      domain,
      operations: own.map(([, operation]) => operation),
      notes: [],
    })),
  };
}

/** `Taken back: 60 records archived, 2 changes undone; 3 records left as they are`. */
export function summarizeTakeBack({ archived, deleted, left, undone }: TakeBackPlan): string {
  const parts = [
    archived.length === 0 ? '' : `${counted(archived.length, 'record')} archived`,
    deleted.length === 0 ? '' : `${counted(deleted.length, 'mapping line')} removed`,
    undone.length === 0 ? '' : `${counted(undone.length, 'change')} undone`,
  ].filter((part) => part !== '');
  const rest = left.length === 0 ? '' : `; ${counted(left.length, 'record')} left`;
  return `Taken back: ${parts.join(', ')}${rest}`;
}
