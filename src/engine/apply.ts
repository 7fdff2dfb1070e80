import { ConnectorError } from '../core/errors.ts';
import type { FieldValues } from '../core/memory.ts';
import type { Operation, RecordWrite } from '../core/operation.ts';
import type { DomainPlan } from '../core/plan.ts';
import type { LoadResult } from '../odoo/port.ts';
import type { BindingChange, RunOutcome } from '../store/port.ts';
import { odooKey, type Sessions } from './connect.ts';
import type { AnyDomain, EngineServices } from './ports.ts';
import type { ProgressSink } from './progress.ts';
import { readBack } from './read-back.ts';
import { groupWrites, type WriteGroup } from './write-groups.ts';

/**
 * Applies the plan of one domain and tells `settle` what became of each change, group by group. Level-triggered: nothing here has to be
 * finished for the next run to be right. Per group of writes the order is: remember the intent, `load()` in batches
 * (external ids make it safe to repeat), read back, remember what was written, then the bindings.
 */
export async function applyDomain(
  plan: DomainPlan,
  domain: Pick<AnyDomain, 'types' | 'mirror'>,
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
  settle: (outcomes: readonly RunOutcome[]) => Promise<void>,
): Promise<void> {
  const failed = new Set<string>();
  await rememberSeen(plan.operations, plan.domain, sessions, services);
  await settle(await applyBindings(plan, domain, sessions, services));
  for (const group of groupWrites(plan.operations, domain.types)) {
    const { ready, skipped } = splitByNeed(group, failed);
    const outcomes = skipped.map((operation) =>
      outcome(
        plan,
        operation,
        'skipped',
        `not tried, because ${operation.after ?? 'what it needs'} is missing`,
      ),
    );
    if (ready.length > 0) {
      const results = await writeGroup(plan, { ...group, operations: ready }, sessions, services, onProgress);
      for (const { operation, error, id } of results) {
        const status = error === undefined ? 'applied' : 'failed';
        outcomes.push(outcome(plan, operation, status, error ?? null, id));
        if (error !== undefined) failed.add(operation.record.externalId);
      }
    }
    for (const { record } of skipped) failed.add(record.externalId);
    await settle(outcomes);
  }
}

type Write = WriteGroup['operations'][number];

interface WriteResult {
  readonly operation: Write;
  readonly id?: number;
  readonly error?: string;
}

async function writeGroup(
  plan: DomainPlan,
  group: WriteGroup,
  { backend, odoo }: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<WriteResult[]> {
  const { domain } = plan;
  const { model, columns, operations } = group;
  const key = odooKey(backend);
  const { memory } = services.store;
  await memory.intend(
    key,
    domain,
    operations.map(({ record, write }) => ({
      externalId: record.externalId,
      model,
      owner: backend.id,
      intended: write.fields,
    })),
  );
  const total = operations.length;
  onProgress({ step: 'writing', domain, model, done: 0, total });
  const rows = operations.map(({ record, write }) => ({
    externalId: record.externalId,
    values: columnsOf(write),
  }));
  const loaded = await odoo.load(model, columns, rows, (done) =>
    onProgress({ step: 'writing', domain, model, done, total }),
  );
  const results = operations.map((operation, index) => ({ operation, ...resultOf(loaded[index]) }));
  const written = await readBack(odoo, model, results);
  await memory.confirm(key, written);
  await memory.saveBindings(
    backend.id,
    domain,
    results.flatMap(({ operation, id }) => (id === undefined ? [] : [bindingOf(operation, model, id)])),
  );
  return results;
}

function resultOf(result: LoadResult | undefined): { id?: number; error?: string } {
  if (result === undefined) return { error: 'Odoo gave no result for this row' };
  return 'error' in result ? { error: result.error } : { id: result.id };
}

function columnsOf(write: RecordWrite): Record<string, string> {
  return { ...write.fields, ...write.references };
}

/** Links and closed bindings touch our own memory alone. What is a row of the app is settled when the rows are written. */
async function applyBindings(
  plan: DomainPlan,
  { mirror }: Pick<AnyDomain, 'mirror'>,
  { backend }: Sessions,
  services: EngineServices,
): Promise<RunOutcome[]> {
  const changes: BindingChange[] = [];
  const outcomes: RunOutcome[] = [];
  for (const operation of plan.operations) {
    if (operation.kind !== 'link' && operation.kind !== 'archive') continue;
    if (mirror.models.some(({ model }) => model === operation.record?.model)) continue;
    const id = operation.record?.id;
    if (operation.record === undefined || id === undefined) {
      throw new ConnectorError({
        code: 'plan.incomplete',
        message: `The plan of ${plan.domain} has a ${operation.kind} of ${operation.subject.key} without a record.`,
      });
    }
    const archivedAt = operation.kind === 'archive' ? services.now().toISOString() : null;
    changes.push({ ...bindingOf(operation, operation.record.model, id), archivedAt });
    outcomes.push(outcome(plan, operation, 'applied', null, id));
  }
  await services.store.memory.saveBindings(backend.id, plan.domain, changes);
  return outcomes;
}

/** Remembers values found in records we made, where a kill left us unsure of what was written last. */
async function rememberSeen(
  operations: readonly Operation[],
  domain: DomainPlan['domain'],
  { backend }: Sessions,
  services: EngineServices,
): Promise<void> {
  const seen = operations.flatMap(({ record, seen: values }) =>
    values && record?.externalId !== undefined && record.id !== undefined
      ? [{ externalId: record.externalId, model: record.model, odooId: record.id, values }]
      : [],
  );
  if (seen.length === 0) return;
  const key = odooKey(backend);
  await services.store.memory.intend(
    key,
    domain,
    seen.map(({ externalId, model, values }) => ({ externalId, model, owner: backend.id, intended: values })),
  );
  await services.store.memory.confirm(
    key,
    seen.map(
      ({ externalId, odooId, values }: { externalId: string; odooId: number; values: FieldValues }) => ({
        externalId,
        odooId,
        written: values,
      }),
    ),
  );
}

function splitByNeed(group: WriteGroup, failed: ReadonlySet<string>): { ready: Write[]; skipped: Write[] } {
  const missing = (operation: Write) => operation.after !== undefined && failed.has(operation.after);
  return {
    ready: group.operations.filter((operation) => !missing(operation)),
    skipped: group.operations.filter(missing),
  };
}

function bindingOf(operation: Operation, model: string, odooId: number): BindingChange {
  const { type, key } = operation.subject;
  return { type, key, model, odooId, rule: operation.rule, archivedAt: null };
}

function outcome(
  plan: DomainPlan,
  operation: Operation,
  status: RunOutcome['status'],
  message: string | null,
  odooId: number | null = null,
): RunOutcome {
  const { type, key } = operation.subject;
  return { domain: plan.domain, type, key, status, message, odooId };
}
