import { describe, expect, it } from 'vitest';
import type { Operation, OperationKind, UnsupportedOperation } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { operationRows } from './operations.ts';
import type { AppRunReport } from './operations.ts';

const backendId = '85008f02-0000-4000-8000-000000000000';

const operation = (key: string, kind: OperationKind = 'link') =>
  ({
    ...{ kind, subject: { type: 'tax_rate', key, label: `Rate ${key}` } },
    ...{ record: { model: 'account.tax' }, rule: 'made', reason: 'because' },
  }) as Operation;

const outcome = (key: string, status: RunOutcome['status'] = 'applied'): RunOutcome => ({
  ...{ domain: 'taxes', type: 'tax_rate', key, status },
  ...{ message: status === 'failed' ? 'Odoo refused it' : null, odooId: status === 'failed' ? null : 7 },
});

function report(
  operations: readonly Operation[],
  outcomes: readonly RunOutcome[] = [],
  rowsWritten = 0,
): AppRunReport {
  return {
    ...{ runId: 3, kind: 'sync', status: 'done', started: '', ended: '', message: '', counts: {} },
    plan: {
      ...{ format: 2, backend: { id: backendId, name: 'shop' } },
      odoo: { series: 18, database: 'main', company: 'My Company', app: 'ready' },
      domains: [{ domain: 'taxes', operations, notes: [] }],
    },
    ...{ outcomes, rowsWritten },
  };
}

/** The rows as objects, for reading. */
function rows(about: AppRunReport): Record<string, string>[] {
  const { columns, rows: found } = operationRows(about);
  return found.map((cells) =>
    Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
  );
}

describe('the operations of a run in the app', () => {
  it('lists each with its outcome, but those that were kept', () => {
    const about = report([operation('1'), operation('2', 'keep'), operation('3')], [outcome('1')]);
    expect(
      rows(about).map((row) => [row['x_domain'], row['x_type'], row['x_key'], row['x_outcome']]),
    ).toEqual([
      ['taxes', 'tax rate', '1', 'applied'],
      ['taxes', 'tax rate', '3', 'planned'],
    ]);
    expect(rows(about)[0]).toMatchObject({
      ...{ x_name: 'Rate 1', x_record: 'account.tax,7', x_reason: 'because' },
    });
  });

  it('shows thousands with one result in one row, and each that failed', () => {
    const keys = Array.from({ length: 2_502 }, (_, index) => String(index));
    const outcomes = keys.map((key) => outcome(key, key === '5' ? 'failed' : 'applied'));
    const [all, failed, ...more] = rows(
      report(
        keys.map((key) => operation(key)),
        outcomes,
      ),
    );
    expect(more).toEqual([]);
    expect(all?.['x_key']).toBe('');
    expect(all).toMatchObject({ x_name: '2,501 × tax rate', x_kind: 'link', x_outcome: 'applied' });
    expect(all?.['x_reason']).toContain('woo-odoo runs show 3');
    expect(failed).toMatchObject({ x_key: '5', x_outcome: 'failed', x_message: 'Odoo refused it' });
    expect(Object.keys(failed ?? {}).sort()).toEqual(Object.keys(all ?? {}).sort());
  });

  it('lists one by one up to the limit', () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => String(index));
    const operations = keys.map((key) => operation(key));
    expect(rows(report(operations))).toHaveLength(2_500);
  });

  it('lists what Odoo does not support in the run that finds it, and not again with every run', () => {
    const found = operation('city', 'unsupported') as UnsupportedOperation;
    const known: Operation = { ...found, known: true };
    expect(rows(report([found]))).toHaveLength(1);
    expect(rows(report([known]))).toEqual([]);
    expect(rows(report([known, operation('1', 'keep')]))).toEqual([]);
    expect(rows(report([known], [], 1))).toEqual([]);
    expect(rows({ ...report([known]), kind: 'preview' })).toEqual([]);
    expect(rows(report([found, operation('1')]))).toHaveLength(2);
    expect(rows(report([known, operation('1', 'conflict')]))).toHaveLength(1);
  });
});
