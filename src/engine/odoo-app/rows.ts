import type { Memory } from '../../core/memory.ts';
import { compareAppRows, type AppRowChange, type ExistingAppRows } from '../../core/app-rows.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import type { DomainSnapshot } from '../plan/make-plan.ts';
import { writeLeasedRows, type AppLease } from './lease.ts';
import { writeMirror, type RowWriter } from './mirror.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { RecordIndex } from '../run/record-index.ts';

/**
 * What the rows of the app need, given what became of the operations; found row by row, as they are asked for. Without
 * outcomes: what a plan would write.
 */
export function changedRows(
  plan: DomainPlan,
  { domain, store }: DomainSnapshot,
  mirror: ExistingAppRows,
  outcomes: readonly RunOutcome[],
  memory: Memory,
  backendId: string,
): Iterable<AppRowChange> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  const written = new Map(memory.managed.map((record) => [record.externalId, record]));
  const rows = domain.mirror.rows({
    store,
    operations: plan.operations,
    agreements: plan.agreements ?? [],
    backendId,
    recordId: (type, key) => ids.get({ type, key }) ?? null,
    written: (externalId) => {
      const record = written.get(externalId);
      return record === undefined || record.owner !== backendId ? null : record.written;
    },
  });
  return compareAppRows(
    rows,
    mirror,
    plan.removals !== 'withheld',
    (model, key) => domain.mirror.isUnavailable?.(store, model, key) ?? false,
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

/**
 * Brings the app's rows of a domain up to date after its operations were applied. Answers the outcomes of operations
 * that *are* rows of the app (a setting), and Odoo's words for other rows it refused.
 */
export async function writeDomainRows(
  plan: DomainPlan,
  facts: DomainSnapshot,
  outcomes: readonly RunOutcome[],
  { backend }: Sessions,
  lease: AppLease,
  services: EngineServices,
  onProgress: ProgressSink,
  chosen: (operation: Operation) => boolean,
): Promise<{ outcomes: RunOutcome[]; written: number; refused: string[] }> {
  // What was read for the plan is still true where applying it had nothing to remember.
  const memory = changesMemory(plan, facts)
    ? await services.database.memory.read(backend.id, odooKey(backend), plan.domain)
    : facts.input.memory;
  // The row may have been made for this run: then there were no rows before it.
  const mirror = facts.mirror ?? { rows: new Map() };
  const all = changedRows(plan, facts, mirror, outcomes, memory, backend.id);
  const changes = withoutLeft(
    all,
    facts,
    plan.operations.filter((operation) => !chosen(operation)),
  );
  const { models } = facts.domain.mirror;
  const write: RowWriter = (parts) => writeLeasedRows(lease, parts, `writing ${plan.domain}`, backend);
  const result = await writeMirror(write, models, changes, services.now(), (model, done) => {
    // What was planned, or more where the application brought more with it.
    const total = Math.max(done, facts.rowsToWrite.get(model) ?? 0);
    onProgress({ step: 'writing', domain: plan.domain, model, done, total });
  });
  const own = outcomesOfRows({ ...plan, operations: plan.operations.filter(chosen) }, facts, result.refused);
  const told = new Set(own.map(({ type, key }) => `${type} ${key}`));
  const typeOf = new Map(models.map(({ model, type }) => [model, type]));
  const refused = [...result.refused]
    .filter(
      ([name]) =>
        !told.has(
          `${typeOf.get(name.slice(0, name.indexOf(' '))) ?? ''} ${name.slice(name.indexOf(' ') + 1)}`,
        ),
    )
    .map(([name, words]) => `${name}: ${words}`);
  return { outcomes: own, written: result.written, refused };
}

/** Whether applying a plan may have changed which values are remembered of records of ours. */
function changesMemory({ operations }: DomainPlan, { learnt }: DomainSnapshot): boolean {
  return learnt.length > 0 || operations.some(({ seen, write }) => write !== undefined || seen !== undefined);
}

/** The rows but those of changes that a saved plan leaves for the next sync. */
function* withoutLeft(
  changes: Iterable<AppRowChange>,
  { domain }: DomainSnapshot,
  left: readonly Operation[],
): Generator<AppRowChange> {
  const models = new Map(domain.mirror.models.map(({ model, type }) => [type, model]));
  const keys = new Set(left.map(({ subject }) => `${models.get(subject.type) ?? ''} ${subject.key}`));
  for (const change of changes)
    if (keys.size === 0 || !keys.has(`${change.row.model} ${change.row.key}`)) yield change;
}

/** Operations whose record is a row of the app were settled by writing the rows. */
function outcomesOfRows(
  plan: DomainPlan,
  { domain }: DomainSnapshot,
  refused: ReadonlyMap<string, string>,
): RunOutcome[] {
  const models = new Map(domain.mirror.models.map(({ model, type }) => [type, model]));
  return plan.operations
    .filter(
      ({ kind, record, subject }) =>
        kind !== 'keep' && record !== undefined && record.model === models.get(subject.type),
    )
    .map(({ subject: { type, key }, record }) => {
      const words = refused.get(`${models.get(type) ?? ''} ${key}`) ?? null;
      const status = words === null ? 'applied' : 'failed';
      return { domain: plan.domain, type, key, status, message: words, odooId: record?.id ?? null };
    });
}
