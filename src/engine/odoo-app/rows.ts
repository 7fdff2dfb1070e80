import { ConnectorError } from '../../core/errors.ts';
import type { Memory } from '../../core/memory.ts';
import {
  AppRowComparison,
  type AppRow,
  type AppRowChange,
  type ExistingAppRows,
} from '../../core/app-rows.ts';
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
import { computeRows } from '../rows/compute-rows.ts';
import type { RowSink, SavedLists } from '../rows/saved-lists.ts';
import { rowNames, writtenRows, type AppliedDomain, type WrittenRows } from './written-rows.ts';

/** The rows of one domain that have to be written, given what became of its operations. */
export interface ComparedRows {
  /** All its rows as they should be; read them once. */
  readonly rows: Iterable<AppRow>;
  readonly comparison: AppRowComparison;
  /** What vanished, once all rows were compared. */
  readonly vanished: () => Iterable<AppRowChange>;
}

/** Without outcomes: what a plan would write. */
export function compareRows(
  plan: DomainPlan,
  snapshot: DomainSnapshot,
  mirror: ExistingAppRows,
  outcomes: readonly RunOutcome[],
  memory: Memory,
  backendId: string,
): ComparedRows {
  const { domain, planned } = snapshot;
  const written = new Map(memory.managed.map((record) => [record.externalId, record]));
  const rows = computeRows(plan, snapshot, outcomes, backendId, (externalId) => {
    const record = written.get(externalId);
    return record === undefined || record.owner !== backendId ? null : record.written;
  });
  const comparison = new AppRowComparison(mirror);
  const frozen = () => new Set(plan.operations.filter(isFrozen).map(({ subject }) => subjectName(subject)));
  let names: ReadonlySet<string> | undefined;
  const isKept = (model: string, key: string) => {
    names ??= frozen();
    const type = domain.rowModels.find((each) => each.model === model)?.type ?? '';
    return names.has(subjectName({ type, key })) || planned.isUnavailable(model, key);
  };
  const vanished = () => (plan.removals === 'withheld' ? [] : comparison.vanished(isKept));
  return { rows, comparison, vanished };
}

/** The changes among the rows; each row goes to the lists of the page on the way, which may have to write meanwhile. */
export async function* changesOf(
  { comparison, rows, vanished }: ComparedRows,
  sink?: RowSink,
): AsyncGenerator<AppRowChange> {
  for (const row of rows) {
    const saving = sink?.(row);
    if (saving !== undefined) await saving;
    const change = comparison.changeOf(row);
    if (change !== null) yield change;
  }
  yield* vanished();
}

/**
 * How many rows a plan would write; null without the app.
 * @param sink takes the rows on the way
 */
export async function countRowChanges(
  plan: DomainPlan,
  snapshot: DomainSnapshot,
  backendId: string,
  sink?: RowSink,
): Promise<WrittenRows['counts'] | null> {
  const { memory, mirror } = snapshot;
  if (mirror === null) return null;
  const counts = { create: 0, update: 0, vanished: 0 };
  for await (const { kind } of changesOf(compareRows(plan, snapshot, mirror, [], memory, backendId), sink))
    counts[kind] += 1;
  return counts;
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
 *
 * @param lists the lists of the page, which take the same rows
 */
export async function writeAppRows(
  applied: readonly AppliedDomain[],
  outcomes: readonly RunOutcome[],
  { backend }: Sessions,
  lease: AppLease,
  services: EngineServices,
  onProgress: ProgressSink,
  lists?: SavedLists,
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
      const settled = byDomain.get(plan.domain) ?? [];
      const compared = compareRows(plan, facts, mirror, settled, memory, backend.id);
      const all = changesOf(compared, await lists?.taking(plan, settled));
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
async function* withoutLeft(
  changes: AsyncIterable<AppRowChange>,
  { facts, left }: AppliedDomain,
): AsyncGenerator<AppRowChange> {
  const names = new Set(left.map(rowNames(facts.domain)));
  for await (const change of changes)
    if (names.size === 0 || !names.has(`${change.row.model} ${change.row.key}`)) yield change;
}
