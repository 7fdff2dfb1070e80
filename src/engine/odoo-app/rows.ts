import { NOT_DONE } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Memory } from '../../core/memory.ts';
import { compareAppRows, type AppRowChange, type ExistingAppRows } from '../../core/app-rows.ts';
import { subjectName, type DomainName, type Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import { writeLeasedRows, type AppLease } from './lease.ts';
import { RowQueue, type QueuedRows, type RefusedRow } from './row-queue.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { RecordIndex } from '../run/record-index.ts';

/**
 * What the rows of the app need, given what became of the operations; found row by row, as they are asked for. Without
 * outcomes: what a plan would write.
 */
export function changedRows(
  plan: DomainPlan,
  { planned }: DomainSnapshot,
  mirror: ExistingAppRows,
  outcomes: readonly RunOutcome[],
  memory: Memory,
  backendId: string,
): Iterable<AppRowChange> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  const written = new Map(memory.managed.map((record) => [record.externalId, record]));
  const rows = planned.rows({
    operations: plan.operations,
    agreements: plan.agreements ?? [],
    backendId,
    recordId: (type, key) => ids.get({ type, key }) ?? null,
    written: (externalId) => {
      const record = written.get(externalId);
      return record === undefined || record.owner !== backendId ? null : record.written;
    },
  });
  return compareAppRows(rows, mirror, plan.removals !== 'withheld', (model, key) =>
    planned.isUnavailable(model, key),
  );
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

/** A domain whose operations were applied. */
export interface AppliedDomain {
  readonly plan: DomainPlan;
  readonly facts: DomainSnapshot;
  /** Which of its operations the run was to apply: all of them, but those that a saved plan does not name. */
  readonly isChosen: (operation: Operation) => boolean;
}

/** What became of the rows of one domain. */
export interface WrittenRows {
  readonly counts: Required<DomainPlan>['appRows'];
  readonly written: number;
  /** The outcomes of operations that *are* rows of the app (a setting). */
  readonly outcomes: readonly RunOutcome[];
  /** Odoo's messages for other rows that it refused. */
  readonly refused: readonly string[];
  /** Set where the rows, or some of them, could not be written: then there are no outcomes. */
  readonly error?: ConnectorError | undefined;
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
  const plans = new Map(applied.map(({ plan }) => [plan.domain, plan]));
  const queue = new RowQueue(
    (parts, first) => writeLeasedRows(lease, parts, `writing ${first}`, backend),
    services.now(),
    (domain, model, done, total) => {
      // Before all are compared: no more than there are objects, but for what applying brought with it.
      const most = total ?? Math.max(done, countOfModel(plans.get(domain), applied, model));
      onProgress({ step: 'writing', domain, model, done, total: most });
    },
  );
  const failures = new Map<DomainName, ConnectorError>();
  for (const each of applied) {
    const { plan, facts } = each;
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
    const { domain } = each.plan;
    return resultOf(each, written.get(domain), failures.get(domain));
  });
}

/** Whether applying a plan may have changed which values are remembered of records of ours. */
function changesMemory({ operations }: DomainPlan, { learnt }: DomainSnapshot): boolean {
  return learnt.length > 0 || operations.some(({ seen, write }) => write !== undefined || seen !== undefined);
}

const NO_ROWS = { counts: { create: 0, update: 0, vanished: 0 }, written: 0 };

function resultOf(
  { facts, isChosen, plan }: AppliedDomain,
  rows: QueuedRows | undefined,
  failure: ConnectorError | undefined,
): WrittenRows {
  const { counts, written } = rows ?? NO_ROWS;
  const error = failure ?? rows?.error;
  if (rows === undefined || error !== undefined) return { counts, written, outcomes: [], refused: [], error };
  const models = facts.domain.rowModels;
  const own = outcomesOfRows({ ...plan, operations: plan.operations.filter(isChosen) }, facts, rows.refused);
  const settled = new Set(own.map(subjectName));
  const typeOf = new Map(models.map(({ model, type }) => [model, type]));
  const refused = rows.refused.flatMap(({ key, message, model }) =>
    settled.has(subjectName({ type: typeOf.get(model) ?? '', key })) ? [] : [`${model} ${key}: ${message}`],
  );
  return { counts, written, outcomes: own, refused };
}

/** How many objects a model of the app shows at most. */
function countOfModel(
  plan: DomainPlan | undefined,
  applied: readonly AppliedDomain[],
  model: string,
): number {
  const facts = applied.find((each) => each.plan === plan)?.facts;
  const type = facts?.domain.rowModels.find((each) => each.model === model)?.type;
  return plan?.operations.reduce((sum, { subject }) => sum + (subject.type === type ? 1 : 0), 0) ?? 0;
}

/** The rows but those of changes that a saved plan leaves for the next sync. */
function* withoutLeft(
  changes: Iterable<AppRowChange>,
  { facts: { domain }, isChosen, plan }: AppliedDomain,
): Generator<AppRowChange> {
  const models = new Map(domain.rowModels.map(({ model, type }) => [type, model]));
  const left = plan.operations.filter((operation) => !isChosen(operation));
  const keys = new Set(left.map(({ subject }) => `${models.get(subject.type) ?? ''} ${subject.key}`));
  for (const change of changes)
    if (keys.size === 0 || !keys.has(`${change.row.model} ${change.row.key}`)) yield change;
}

/** Operations whose record is a row of the app were settled by writing the rows. */
function outcomesOfRows(
  plan: DomainPlan,
  { domain }: DomainSnapshot,
  refused: readonly RefusedRow[],
): RunOutcome[] {
  const models = new Map(domain.rowModels.map(({ model, type }) => [type, model]));
  const messages = new Map(refused.map(({ key, message, model }) => [`${model} ${key}`, message]));
  return plan.operations
    .filter(
      ({ kind, record, subject }) =>
        kind !== 'keep' && record !== undefined && record.model === models.get(subject.type),
    )
    .map(({ subject: { type, key }, record }) => {
      const words = messages.get(`${models.get(type) ?? ''} ${key}`) ?? null;
      // Nothing is wrong with what a stop left.
      const status = words === null ? 'applied' : words === NOT_DONE ? 'skipped' : 'failed';
      return { domain: plan.domain, type, key, status, message: words, odooId: record?.id ?? null };
    });
}
