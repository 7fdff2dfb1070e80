import type { DomainPlan } from '../../core/plan.ts';
import { odooKey } from '../sessions.ts';
import type { RunContext } from './run-context.ts';

/** Remembers values found in records we made, where a kill left us unsure of what was written last. */
export async function rememberSeen(
  { backend, services: { database } }: RunContext,
  { domain, operations }: DomainPlan,
): Promise<void> {
  const seen = operations.flatMap(({ record, seen: values }) =>
    values && record?.externalId !== undefined
      ? [{ externalId: record.externalId, model: record.model, odooId: record.id, values }]
      : [],
  );
  if (seen.length === 0) return;
  const key = odooKey(backend);
  await database.memory.intend(
    key,
    domain,
    seen.map(({ externalId, model, values }) => ({ externalId, model, owner: backend.id, intended: values })),
  );
  await database.memory.confirm(
    key,
    seen.map(({ externalId, odooId, values }) => ({ externalId, odooId, written: values })),
  );
}
