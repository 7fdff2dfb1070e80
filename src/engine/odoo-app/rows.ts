import { ConnectorError } from '../../core/errors.ts';
import type { Memory } from '../../core/memory.ts';
import { compareAppRows, type AppRowChange, type ExistingAppRows } from '../../core/app-rows.ts';
import { keptCount } from '../../core/kept-operations.ts';
import { isFrozen, subjectName, type DomainName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import { writeLeasedRows, type AppLease } from './lease.ts';
import { RowQueue } from './row-queue.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { RecordIndex } from '../run/record-index.ts';
import { rowNames, writtenRows, type AppliedDomain, type WrittenRows } from './written-rows.ts';

/**
 * What the rows of the app need, given what became of the operations; found row by row, as they are asked for. Without
 * outcomes: what a plan would write.
 */
export function changedRows(
  plan: DomainPlan,
  { domain, planned }: DomainSnapshot,
  mirror: ExistingAppRows,
  outcomes: readonly RunOutcome[],
  memory: Memory,
  backendId: string,
): Iterable<AppRowChange> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  const written = new Map(memory.managed.map((record) => [record.externalId, record]));
  const rows = planned.rows({
    operations: plan.operations,
    kept: plan.kept,
    agreements: plan.agreements ?? [],
    backendId,
    recordId: (type, key) => ids.get({ type, key }) ?? null,
    written: (externalId) => {
      const record = written.get(externalId);
      return record === undefined || record.owner !== backendId ? null : record.written;
    },
  });
  let frozen: ReadonlySet<string> | undefined;
  return compareAppRows(rows, mirror, plan.removals !== 'withheld', (model, key) => {
    frozen ??= new Set(plan.operations.filter(isFrozen).map(({ subject }) => subjectName(subject)));
    const type = domain.rowModels.find((each) => each.model === model)?.type ?? '';
    return frozen.has(subjectName({ type, key })) || planned.isUnavailable(model, key);
  });
}

/**
 * Takes into our own memory what only the rows of the app knew: after the loss of our database the rows are written
 * from that memory, and would lose it too.
 */
export async function rememberLearnt(
  { domain, learnt }: DomainSnapshot,
  { backend }: Sessions,
  { database: { memory } }: EngineServices,
): Promise<void> {
  const known = learnt.flatMap(({ externalId, model, owner, odooId, written }) =>
    odooId === null || written === null ? [] : [{ externalId, model, owner, odooId, written }],
  );
  if (known.length === 0) return;
  const key = odooKey(backend);
  const intents = known.map(({ externalId, model, owner, written }) => ({
    ...{ externalId, model, owner },
    intended: written,
  }));
  await memory.intend(key, domain.name, intents);
  await memory.confirm(key, known);
}

/**
 * Brings the app's rows of all applied domains up to date, together: each row is computed once and those of several
 * domains share a call. Answers what became of them in the order of the domains.
 */
export async function writeAppRows(
  applied: readonly AppliedDomain[],
  outcomes: readonly RunOutcome[],
  { backend }: Sessions,
  lease: AppLease,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<WrittenRows[]> {
  const byDomain = Map.groupBy(outcomes, ({ domain }) => domain);
  const domains = new Map(applied.map((each) => [each.planned.domain, each]));
  const counts = new Map<string, number>();
  const objectsOf = (domain: DomainName, model: string) => {
    const count = counts.get(model) ?? countOfModel(domains.get(domain), model);
    counts.set(model, count);
    return count;
  };
  const queue = new RowQueue(
    (parts, first) => writeLeasedRows(lease, parts, `writing ${first}`, backend),
    services.now(),
    (domain, model, done, total) => {
      // Before all are compared: no more than there are objects, but for what applying brought with it.
      const most = total ?? Math.max(done, objectsOf(domain, model));
      onProgress({ step: 'writing', domain, model, done, total: most });
    },
  );
  const failures = new Map<DomainName, ConnectorError>();
  for (const each of applied) {
    const { facts, planned: plan } = each;
    try {
      // What was read for the plan is still true where applying it had nothing to remember.
      const memory = changesMemory(plan, facts)
        ? await services.database.memory.read(backend.id, odooKey(backend), plan.domain)
        : facts.memory;
      // The row may have been made for this run: then there were no rows before it.
      const mirror = facts.mirror ?? { rows: new Map() };
      const all = changedRows(plan, facts, mirror, byDomain.get(plan.domain) ?? [], memory, backend.id);
      await queue.add(plan.domain, facts.domain.rowModels, withoutLeft(all, each));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      failures.set(plan.domain, error);
    }
  }
  const written = await queue.finish();
  return applied.map((each) => {
    const { domain } = each.planned;
    return writtenRows(each, written.get(domain), failures.get(domain));
  });
}

/** Whether applying a plan may have changed which values are remembered of records of the connector. */
function changesMemory({ operations }: DomainPlan, { learnt }: DomainSnapshot): boolean {
  return learnt.length > 0 || operations.some(({ seen, write }) => write !== undefined || seen !== undefined);
}

/** How many objects a model of the app shows at most. */
function countOfModel(applied: AppliedDomain | undefined, model: string): number {
  const type = applied?.facts.domain.rowModels.find((each) => each.model === model)?.type;
  if (applied === undefined || type === undefined) return 0;
  const { kept, operations } = applied.planned;
  return operations.filter(({ subject }) => subject.type === type).length + keptCount(kept, type);
}

/** The rows but those of changes that a saved plan leaves for the next sync. */
function* withoutLeft(
  changes: Iterable<AppRowChange>,
  { facts, left }: AppliedDomain,
): Generator<AppRowChange> {
  const names = new Set(left.map(rowNames(facts.domain)));
  for (const change of changes)
    if (names.size === 0 || !names.has(`${change.row.model} ${change.row.key}`)) yield change;
}
