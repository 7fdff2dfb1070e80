import { ConnectorError } from '../../core/errors.ts';
import type { FieldValues } from '../../core/memory.ts';
import type { Operation, RecordWrite } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { NOT_DONE } from '../../core/cancellation.ts';
import type { LoadResult, LoadRow } from '../../odoo/port.ts';
import type { BindingChange, RunOutcome } from '../../database/port.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import type { RecordIndex } from './record-index.ts';
import type { AnyDomain, EngineServices } from '../ports.ts';
import type { ProgressSink } from './progress.ts';
import { readBack } from './read-back.ts';
import { rightLacking } from '../plan/rights.ts';
import { groupWrites, type WriteGroup } from './write-groups.ts';

/**
 * Applies the plan of one domain and tells `settle` what became of each change, group by group. Level-triggered: nothing here has to be
 * finished for the next run to be right. Per group of writes the order is: remember the intent, `load()` in batches
 * (external ids make it safe to repeat), read back, remember what was written, then the bindings. `known` learns
 * what was made, so that later groups can point to it; links to records of this plan are bound last.
 */
export async function applyDomain(
  plan: DomainPlan,
  domain: Pick<AnyDomain, 'types' | 'mirror'>,
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
  known: RecordIndex,
  settle: (outcomes: readonly RunOutcome[]) => Promise<void>,
): Promise<void> {
  const failed = new Set<string>();
  const tell = async (outcomes: readonly RunOutcome[]) => {
    known.addMade(outcomes);
    await settle(outcomes);
  };
  await rememberSeen(plan.operations, plan.domain, sessions, services);
  const { now, later } = bindingsOf(plan, domain);
  await applyBindings(plan, now, known, sessions, services, tell);
  for (const group of groupWrites(plan.operations, domain.types)) {
    const { allowed, barred } = splitByRight(group, plan);
    const split = retires(group) ? splitRetired(allowed, failed) : splitByNeed(allowed, failed, known);
    const { ready } = split;
    const skipped = [...barred, ...split.skipped];
    const outcomes = skipped.map(({ operation, why }) =>
      outcome(plan, operation, 'skipped', `not tried, because ${why}`),
    );
    if (ready.length > 0) {
      const chosen = { ...group, operations: ready };
      const results = await writeGroup(plan, chosen, known, sessions, services, onProgress);
      for (const { operation, error, id } of results) {
        const status = error === undefined ? 'applied' : error === NOT_DONE ? 'skipped' : 'failed';
        outcomes.push(outcome(plan, operation, status, error ?? null, id));
        if (error !== undefined) failed.add(operation.record.externalId);
      }
    }
    for (const { operation } of skipped) failed.add(operation.record.externalId);
    await tell(outcomes);
  }
  await applyBindings(plan, later, known, sessions, services, tell);
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
  known: RecordIndex,
  { backend, odoo }: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<WriteResult[]> {
  const { domain } = plan;
  const { model, columns, operations } = group;
  const key = odooKey(backend);
  const { memory } = services.database;
  await memory.intend(
    key,
    domain,
    operations.map(({ record, write }) => ({
      externalId: record.externalId,
      model,
      owner: write.owner ?? backend.id,
      intended: { ...write.fields, ...write.told },
    })),
  );
  const total = operations.length;
  onProgress({ step: 'writing', domain, model, done: 0, total });
  const rows = operations.map(({ record, write }) => rowOf(record.externalId, write, known));
  const loaded = await odoo.load(model, columns, rows, (done) =>
    onProgress({ step: 'writing', domain, model, done, total }),
  );
  const results = operations.map((operation, index) => ({ operation, ...resultOf(loaded[index]) }));
  const written = await readBack(odoo, model, results);
  await memory.confirm(key, written);
  await memory.saveBindings(
    backend.id,
    domain,
    results.flatMap(({ operation, id }) =>
      id === undefined ? [] : [bindingOf(operation, model, id, services)],
    ),
  );
  return results;
}

function resultOf(result: LoadResult | undefined): { id?: number; error?: string } {
  if (result === undefined) return { error: 'Odoo gave no result for this row' };
  return 'error' in result ? { error: result.error } : { id: result.id };
}

/** A record as `load()` takes it: with the ids of what it links to, as far as they are known. */
export function rowOf(
  externalId: string,
  { fields, references, links = {}, lines }: RecordWrite,
  known: RecordIndex,
): LoadRow {
  return {
    externalId,
    values: { ...fields, ...references, ...known.columnsOf(links).columns },
    ...(lines && {
      lines: lines.map((line) => ({
        field: line.field,
        externalId: line.externalId,
        values: { ...line.values, ...known.columnsOf(line.links ?? {}).columns },
      })),
    }),
  };
}

/**
 * Links and closed bindings, which touch our own memory alone: those whose record is there, and those to a record that
 * the plan is to make. What is a row of the app is settled when the rows are written.
 */
function bindingsOf(
  plan: DomainPlan,
  { mirror }: Pick<AnyDomain, 'mirror'>,
): { now: Operation[]; later: Operation[] } {
  const shown = new Set(mirror.models.map(({ model }) => model));
  const all = plan.operations.filter(
    ({ kind, record, write }) =>
      (kind === 'link' || (kind === 'archive' && write === undefined)) && !shown.has(record?.model ?? ''),
  );
  return {
    now: all.filter(({ through }) => through === undefined),
    later: all.filter(({ through }) => through !== undefined),
  };
}

/** So many bindings are saved and told at once, of 50,000 that a first sync may make. */
const BINDINGS_AT_ONCE = 5_000;

async function applyBindings(
  plan: DomainPlan,
  operations: readonly Operation[],
  known: RecordIndex,
  { backend }: Sessions,
  services: EngineServices,
  tell: (outcomes: readonly RunOutcome[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < operations.length; start += BINDINGS_AT_ONCE) {
    const changes: BindingChange[] = [];
    const outcomes: RunOutcome[] = [];
    for (const operation of operations.slice(start, start + BINDINGS_AT_ONCE)) {
      const { record, through, kind, subject } = operation;
      const id = through === undefined ? record?.id : known.idOf(through);
      if (record !== undefined && id !== undefined) {
        changes.push(bindingOf(operation, record.model, id, services));
        outcomes.push(outcome(plan, operation, 'applied', null, id));
      } else if (through !== undefined) {
        outcomes.push(outcome(plan, operation, 'skipped', `not bound, because ${through} is missing`));
      } else {
        throw new ConnectorError({
          code: 'plan.incomplete',
          message: `The plan of ${plan.domain} has a ${kind} of ${subject.key} without a record.`,
        });
      }
    }
    if (changes.length > 0) await services.database.memory.saveBindings(backend.id, plan.domain, changes);
    await tell(outcomes);
  }
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
  await services.database.memory.intend(
    key,
    domain,
    seen.map(({ externalId, model, values }) => ({ externalId, model, owner: backend.id, intended: values })),
  );
  await services.database.memory.confirm(
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

/** Sets aside what the user may not do in Odoo; a note of the plan says so once. */
function splitByRight(
  group: WriteGroup,
  { missingRights }: DomainPlan,
): { readonly allowed: WriteGroup; readonly barred: Split['skipped'] } {
  const barred = group.operations.flatMap((operation) => {
    const lacking = rightLacking(operation, missingRights);
    return lacking === undefined ? [] : [{ operation, why: `the user may not ${lacking.purpose} in Odoo` }];
  });
  if (barred.length === 0) return { allowed: group, barred };
  const aside = new Set<Write>(barred.map(({ operation }) => operation));
  return { allowed: { ...group, operations: group.operations.filter((each) => !aside.has(each)) }, barred };
}

const retires = ({ operations }: WriteGroup) => operations.some(({ kind }) => kind === 'archive');

/** What is archived may still be needed by what could not be written; the next run sees whether it is. */
function splitRetired({ operations }: WriteGroup, failed: ReadonlySet<string>): Split {
  const [refused] = failed;
  if (refused === undefined) return { ready: [...operations], skipped: [] };
  const why = `${refused} could not be written and may still need it`;
  return { ready: [], skipped: operations.map((operation) => ({ operation, why })) };
}

interface Split {
  readonly ready: Write[];
  readonly skipped: { readonly operation: Write; readonly why: string }[];
}

/** Sets aside what cannot be written, because a record that it refers to is missing. */
function splitByNeed(group: WriteGroup, failed: ReadonlySet<string>, known: RecordIndex): Split {
  const ready: Write[] = [];
  const skipped: { operation: Write; why: string }[] = [];
  for (const operation of group.operations) {
    const { links = {}, lines = [] } = operation.write;
    const named = [links, ...lines.map((line) => line.links ?? {})];
    const missing =
      operation.after !== undefined && failed.has(operation.after)
        ? operation.after
        : named.flatMap((each) => known.columnsOf(each).missing).at(0);
    if (missing === undefined) ready.push(operation);
    else skipped.push({ operation, why: `${missing} is missing` });
  }
  return { ready, skipped };
}

function bindingOf(
  operation: Operation,
  model: string,
  odooId: number,
  services: EngineServices,
): BindingChange {
  const { type, key } = operation.subject;
  const archivedAt = operation.kind === 'archive' ? services.now().toISOString() : null;
  return { type, key, model, odooId, rule: operation.rule, archivedAt };
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
