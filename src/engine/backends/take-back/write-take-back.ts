import { z } from 'zod';
import type { Operation } from '../../../core/operation.ts';
import { outcomeOf } from '../../run/outcome.ts';
import type { EngineServices, OdooSession } from '../../ports.ts';
import { odooKey, type Sessions } from '../../sessions.ts';
import { operationOf } from './record-take-back.ts';
import type { ArchivedRecord, FoundRecord, TakeBackPlan, UndoneChange } from './plan-types.ts';

/** What taking back writes with. */
export interface TakeBackWork {
  readonly sessions: Pick<Sessions, 'backend' | 'odoo'>;
  /** Under the lock of the backend. */
  readonly services: EngineServices;
  /** The run that it is recorded as. */
  readonly runId: number;
}

/**
 * Takes back what was planned: changes of others' records first, then what uses others, so that a stop anywhere leaves nothing
 * that points to an archived record. Each group is remembered as soon as it is done; what was not done is found again.
 *
 * @throws ConnectorError what Odoo answers; what was done until then is recorded
 */
export async function writeTakeBack(plan: TakeBackPlan, work: TakeBackWork): Promise<void> {
  await forget(
    plan.settled.map(({ externalId }) => externalId),
    work,
  );
  for (const change of plan.undone) await undo(change, work);
  for (const [model, records] of Map.groupBy(plan.deleted, (record) => record.model))
    await remove(model, records, work);
  for (const [model, records] of Map.groupBy(plan.archived, (record) => record.model))
    await archive(model, records, work);
}

async function undo(change: UndoneChange, work: TakeBackWork): Promise<void> {
  const { externalId, id, model, undo: what } = change;
  const { odoo } = work.sessions;
  const value =
    what.kind === 'added' ? what.ids.map((added) => [3, added, 0]) : await typed(odoo, model, what);
  await odoo.write(model, [id], { [what.field]: value });
  // It is as if the connector had never written it.
  await forget([externalId], work);
  await settle([change], 'update', work);
}

/** The value of before, in the type of its field. */
async function typed(
  odoo: OdooSession,
  model: string,
  { field, to }: { readonly field: string; readonly to: string },
): Promise<string | number | boolean> {
  const type = (await odoo.fields(model))?.get(field)?.type;
  if (type === 'boolean') return to === '1';
  return type === 'integer' ? Number(to) : to;
}

async function remove(model: string, records: readonly FoundRecord[], work: TakeBackWork): Promise<void> {
  const [first, ...rest] = records.map(({ id }) => id);
  if (first === undefined) return;
  await work.sessions.odoo.call(model, 'unlink', { ids: [first, ...rest], answer: z.literal(true) });
  await forget(
    records.map(({ externalId }) => externalId),
    work,
  );
  await settle(records, 'archive', work);
}

async function archive(model: string, records: readonly ArchivedRecord[], work: TakeBackWork): Promise<void> {
  const { backend, odoo } = work.sessions;
  const { memory } = work.services.database;
  const key = odooKey(backend);
  const values = ({ written }: ArchivedRecord) => ({ ...written, active: '' });
  for (const [domain, own] of Map.groupBy(records, (record) => record.domain))
    await memory.intend(
      key,
      domain,
      own.map((record) => ({
        ...{ externalId: record.externalId, model, owner: backend.id, intended: values(record) },
      })),
    );
  await odoo.write(
    model,
    records.map(({ id }) => id),
    { active: false },
  );
  // Of a product that is the only one of its template, Odoo lists the template.
  const wholes = Map.groupBy(
    records.flatMap(({ whole }) => whole ?? []),
    (whole) => whole.model,
  );
  for (const [wholeModel, some] of wholes)
    await odoo.write(
      wholeModel,
      some.map(({ id }) => id),
      { active: false },
    );
  await memory.confirm(
    key,
    records.map((record) => ({ externalId: record.externalId, odooId: record.id, written: values(record) })),
  );
  await closeBindings(model, records, work);
  await settle(records, 'archive', work);
}

/** Its orders of before may name it; the next sync, should there be one, binds it anew. */
async function closeBindings(
  model: string,
  records: readonly FoundRecord[],
  { services, sessions: { backend } }: TakeBackWork,
): Promise<void> {
  const { memory } = services.database;
  const archivedAt = services.now().toISOString();
  const ids = new Set(records.map(({ id }) => id));
  const { bindings } = await memory.created(backend.id, odooKey(backend));
  const own = bindings.filter((binding) => binding.model === model && ids.has(binding.odooId));
  for (const [domain, some] of Map.groupBy(own, (binding) => binding.domain))
    await memory.saveBindings(
      backend.id,
      domain,
      some.map(({ key, odooId, rule, type }) => ({ key, odooId, rule, type, model, archivedAt })),
    );
}

async function forget(externalIds: readonly string[], { services, sessions }: TakeBackWork): Promise<void> {
  await services.database.memory.forgetRecords(odooKey(sessions.backend), externalIds);
}

async function settle(
  records: readonly (FoundRecord | UndoneChange)[],
  kind: Operation['kind'],
  { runId, services }: TakeBackWork,
): Promise<void> {
  await services.database.runs.recordOutcomes(
    runId,
    records.map((record) => outcomeOf(record.domain, operationOf(record, kind), 'applied', null, record.id)),
  );
}
