import { X_OPERATION } from '../../core/app-names.ts';
import {
  isChange,
  isNewLimitation,
  needsReview,
  type DomainName,
  type FieldChange,
  type Operation,
} from '../../core/operation.ts';
import { nounOf } from '../../core/nouns.ts';
import type { Plan } from '../../core/plan.ts';
import type { AppRowSet, AppRun } from '../../odoo/port.ts';
import type { RunOutcome } from '../../database/port.ts';

/** What the app shows of a finished run. */
export interface AppRunReport {
  readonly runId: number;
  readonly kind: 'sync' | 'preview';
  readonly status: AppRun['status'];
  readonly started: string;
  readonly ended: string;
  readonly message: string;
  readonly plan: Plan | undefined;
  readonly outcomes: readonly RunOutcome[];
  /** How many rows of the app the run has written. */
  readonly rowsWritten: number;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * So many operations of one domain, type and kind with the same outcome are listed in the app one by one; more are shown
 * in one row. Above what any list has (2,040 states) but that of tax rates, which would take a hundred calls.
 */
const MAX_LISTED = 2_500;

/** An operation with what became of it. */
interface ReportedOperation {
  readonly domain: DomainName;
  readonly operation: Operation;
  readonly outcome: RunOutcome | undefined;
}

/**
 * The rows that list the operations of a run in the app: all but those that kept what was right, and what earlier runs
 * listed as not supported by Odoo. A sync that did nothing lists nothing; a preview shows its plan.
 */
export function operationRows(report: AppRunReport): AppRowSet {
  const groups = groupAlike(report);
  const isNews = groups.some(({ operations: [first] }) => first && isNewsOf(first.operation));
  const listed = report.kind !== 'sync' || isNews || report.rowsWritten > 0;
  const rows = groups.flatMap(({ count, operations }) => {
    const [first] = operations;
    if (!listed || first === undefined) return [];
    return count > MAX_LISTED ? [summaryRow(first, count, report.runId)] : operations.map(operationRow);
  });
  const columns = Object.keys(rows[0] ?? {});
  return {
    model: X_OPERATION.model,
    columns,
    rows: rows.map((row: Readonly<Record<string, string>>) => columns.map((column) => row[column] ?? '')),
  };
}

const isNewsOf = (operation: Operation) =>
  isChange(operation) || needsReview(operation) || isNewLimitation(operation);

/** Operations of one domain, type and kind that came to the same: the first ones, and how many there are. */
interface Group {
  readonly operations: ReportedOperation[];
  count: number;
}

function groupAlike({ plan, outcomes }: AppRunReport): Group[] {
  const settled = new Map<string, Map<string, RunOutcome>>();
  for (const outcome of outcomes) {
    const name = `${outcome.domain} ${outcome.type}`;
    const ofType = settled.get(name) ?? new Map<string, RunOutcome>();
    settled.set(name, ofType.set(outcome.key, outcome));
  }
  const groups = new Map<string, Group>();
  for (const { domain, operations } of plan?.domains ?? []) {
    for (const operation of operations) {
      const { kind, subject } = operation;
      if (kind === 'keep' || operation.known === true) continue;
      const outcome = settled.get(`${domain} ${subject.type}`)?.get(subject.key);
      const name = [domain, subject.type, kind, outcome?.status ?? ''].join(' ');
      const group = groups.get(name) ?? { operations: [], count: 0 };
      groups.set(name, group);
      group.count += 1;
      if (group.count <= MAX_LISTED) group.operations.push({ domain, operation, outcome });
    }
  }
  return [...groups.values()];
}

function operationRow(each: ReportedOperation) {
  const { operation, outcome } = each;
  const { subject, rule, reason, record, changes = [] } = operation;
  const id = outcome?.odooId ?? record?.id;
  return {
    [X_OPERATION.name]: subject.label,
    ...commonValues(each),
    [X_OPERATION.key]: subject.key,
    [X_OPERATION.rule]: rule,
    [X_OPERATION.reason]: [reason, ...changes.map(describeChange)].join('\n'),
    [X_OPERATION.message]: outcome?.message ?? '',
    [X_OPERATION.record]: record === undefined || id === undefined ? '' : `${record.model},${id}`,
  };
}

/** `50,059 × tax rate`, for as many operations that came to the same. */
function summaryRow(first: ReportedOperation, count: number, runId: number) {
  const { operation, outcome } = first;
  return {
    [X_OPERATION.name]: `${count.toLocaleString('en-US')} × ${nounOf(operation.subject.type)}`,
    ...commonValues(first),
    [X_OPERATION.key]: '',
    [X_OPERATION.rule]: '',
    [X_OPERATION.reason]: `Too many operations to list here. The connector's own record lists each with its reason: woo-odoo runs show ${runId}`,
    [X_OPERATION.message]: outcome?.message ?? '',
    [X_OPERATION.record]: '',
  };
}

function commonValues({ domain, operation, outcome }: ReportedOperation) {
  const { kind, subject } = operation;
  return {
    [X_OPERATION.domain]: domain,
    [X_OPERATION.kind]: kind,
    [X_OPERATION.type]: nounOf(subject.type),
    [X_OPERATION.outcome]: outcome?.status ?? (kind === 'conflict' ? 'to review' : 'planned'),
  };
}

/** The longest text of a value in a list of operations; the whole one stands in the run record. */
const MAX_VALUE_LENGTH = 200;

function describeChange({ field, from, to }: FieldChange): string {
  return `${field}: ${clip(from)} → ${clip(to)}`;
}

function clip(text: string): string {
  if (text === '') return '(empty)';
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH).toWellFormed()}…` : text;
}
