import { X_ROW } from '../../core/app-names.ts';
import type { AppRow, AppRowModel } from '../../core/app-rows.ts';
import type { FieldChange, Operation, RecordRef } from '../../core/operation.ts';
import { remedyOf } from '../../core/remedy.ts';
import type { RowStatus } from '../../core/row-status.ts';
import type { RunOutcome } from '../../database/port.ts';

/** What is shown of one object of the store, before it is saved. */
export interface RowFacts {
  readonly key: string;
  readonly label: string;
  readonly status: RowStatus;
  readonly rule: string;
  readonly record: { readonly model: string; readonly id: number } | null;
  readonly values: Readonly<Record<string, string>>;
  readonly filters: readonly string[];
  readonly changes: readonly FieldChange[];
  readonly reason: string;
  readonly remedy: string;
  readonly candidates: readonly RecordRef[];
  readonly created: boolean;
}

/** Candidates that are kept of one row. */
export const MAX_CANDIDATES = 50;

/** Columns that have a field of their own here. */
const OWN_COLUMNS: ReadonlySet<string> = new Set([
  ...[X_ROW.name, X_ROW.status, X_ROW.rule, X_ROW.reason, X_ROW.created, X_ROW.written],
]);

/** Reads the rows of one model; its columns are looked at once for 50,000 rows. */
export function rowReader(
  model: AppRowModel,
): (row: AppRow, operation: Operation | undefined, outcome: RunOutcome | undefined) => RowFacts {
  const { binding, compares, filters = [] } = model;
  const shown = shownColumns(model).map((column) => [column, valueName(column)] as const);
  return ({ key, values }, operation, outcome) => {
    const text = (column: string | undefined) => (column === undefined ? '' : (values[column] ?? ''));
    const id = text(binding?.field);
    const status = compares === undefined ? statusOf(operation, outcome) : OF_VERDICT[text(compares.verdict)];
    const isSettled = status === 'in_sync';
    const isPoint = compares !== undefined;
    return {
      key,
      label: text(X_ROW.name) || key,
      status: status ?? 'unknown',
      rule: text(X_ROW.rule),
      record: id === '' ? null : { model: binding?.model ?? '', id: Number(id) },
      values: Object.fromEntries(shown.map(([column, name]) => [name, text(column)])),
      filters: filters.map(text),
      changes: isSettled ? [] : (operation?.changes ?? []),
      reason: isPoint
        ? text(compares.meaning)
        : isSettled
          ? ''
          : (outcome?.message ?? operation?.reason ?? ''),
      remedy: isPoint ? text(compares.remedy) : remedyOf(status ?? 'unknown', operation),
      candidates: isSettled ? [] : (operation?.candidates ?? []).slice(0, MAX_CANDIDATES),
      created: text(X_ROW.created) === '1',
    };
  };
}

/** The columns of a model that are values of its rows. */
export function shownColumns({ binding, columns, compares, inOdooOnly = [] }: AppRowModel): string[] {
  const own = new Set([binding?.field, compares?.meaning, compares?.remedy, ...inOdooOnly]);
  return columns.filter((column) => !OWN_COLUMNS.has(column) && !own.has(column));
}

/** What a column is called outside of Odoo, without Odoo's prefix for fields of apps: `country`. */
export function valueName(column: string): string {
  return column.replace(/^x_/u, '');
}

const OF_VERDICT: Readonly<Record<string, RowStatus>> = {
  agree: 'in_sync',
  differ: 'differs',
  unknown: 'unknown',
};

function statusOf(operation: Operation | undefined, outcome: RunOutcome | undefined): RowStatus {
  switch (operation?.kind) {
    case 'conflict':
      return 'review';
    case 'unsupported':
      return 'unsupported';
    case undefined:
    case 'keep':
      return 'in_sync';
    default:
      if (outcome?.status === 'applied') return 'in_sync';
      return outcome?.status === 'failed' ? 'failed' : 'pending';
  }
}
