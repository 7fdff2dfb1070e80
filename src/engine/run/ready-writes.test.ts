import { expect, it } from 'vitest';
import type { CreateRecord, Operation, Subject } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import { applyBindings } from './bindings.ts';
import { readyWrites } from './ready-writes.ts';
import { RecordIndex } from './record-index.ts';
import type { RunContext } from './run-context.ts';
import type { RunJournal } from './run-journal.ts';
import { groupWrites } from './write-groups.ts';

const COUNTRY = '__woo_sync__.country_xk';
const created = (subject: Subject, rest: Partial<Pick<CreateRecord, 'after' | 'write'>>): CreateRecord => ({
  ...{ kind: 'create', subject, rule: 'new', reason: 'not there' },
  record: { model: 'x', externalId: `__woo_sync__.${subject.type}_${subject.key}` },
  write: { fields: {}, references: {} },
  ...rest,
});
const tax = created({ type: 'tax', key: '19-excl-1', label: 'MwSt 19%' }, {});
const position = created(
  { type: 'position', key: 'de', label: 'Germany' },
  { write: { fields: {}, references: {}, links: { tax_ids: ['tax 19-excl-1'] } } },
);
const state = created({ type: 'state', key: 'XK:PR', label: 'Prizren' }, { after: COUNTRY });
const archived: Operation = {
  ...{ kind: 'archive', rule: 'deleted', reason: 'gone', write: { fields: {}, references: {} } },
  subject: { type: 'tax', key: '7-excl-1', label: 'MwSt 7%' },
  record: { model: 'x', id: 7, externalId: '__woo_sync__.tax_7-excl-1' },
};
const planOf = (...operations: Operation[]) =>
  ({ ...{ domain: 'taxes', operations, notes: [], removals: 'trusted' } }) as unknown as DomainPlan;
const journalOf = (plan: DomainPlan) =>
  ({
    records: new RecordIndex(),
    planResult: { plan: { domains: [plan] } } as unknown as PlanResult,
  }) as const;

/** Why the last operation is skipped. */
function whyNot(failed: ReadonlyMap<string, string>, ...operations: Operation[]): string | undefined {
  const [last] = operations.slice(-1);
  const [group] = groupWrites(last === undefined ? [] : [last], ['tax', 'position', 'state']);
  if (group === undefined) throw new Error('nothing to write');
  const plan = planOf(...operations);
  return readyWrites(group, plan, failed, journalOf(plan)).skipped[0]?.why;
}

it('calls what was not written by the names that people know', () => {
  expect(whyNot(new Map(), tax, position)).toBe('"MwSt 19%" is missing');
  expect(whyNot(new Map([[COUNTRY, 'Kosovo']]), state)).toBe('"Kosovo" is missing');
  expect(whyNot(new Map([[position.record.externalId, 'Germany']]), archived)).toBe(
    '"Germany" could not be written and may still need it',
  );
});

it('calls the record that a link waits for by its name', async () => {
  const link: Operation = {
    ...{ kind: 'link', rule: 'new', reason: 'new', through: 'tax 19-excl-1' },
    subject: { type: 'rate', key: '4', label: 'DE 19%' },
    record: { model: 'x' },
  };
  const plan = planOf(tax, link);
  const settled: unknown[] = [];
  const journal = {
    ...journalOf(plan),
    settled: (outcomes: unknown[]) => Promise.resolve(settled.push(...outcomes)),
  } as unknown as RunJournal;
  await applyBindings({ journal } as RunContext, plan, [link]);
  expect(settled).toMatchObject([
    { status: 'skipped', message: 'not bound, because "MwSt 19%" is missing', key: '4' },
  ]);
});
