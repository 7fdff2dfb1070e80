import type { DomainPlan } from '../../core/plan.ts';
import { NOT_DONE } from '../../core/cancellation.ts';
import type { EngineDomain } from '../ports.ts';
import { applyBindings, bindingsOf } from './bindings.ts';
import { outcomeOf } from './outcome.ts';
import { readyWrites } from './ready-writes.ts';
import { rememberSeen } from './remember-seen.ts';
import type { RunContext } from './run-context.ts';
import { groupWrites, type WriteGroup } from './write-groups.ts';
import { writeGroup } from './write-group.ts';

/**
 * Applies the operations of one domain; what becomes of each change goes into the journal, group by group.
 * Level-triggered: nothing here has to be finished for the next run to be right. What was made is known to later groups,
 * which can point to it; links to records of this plan are bound last.
 */
export async function applyOperations(
  run: RunContext,
  plan: DomainPlan,
  domain: Pick<EngineDomain, 'types' | 'rowModels'>,
): Promise<void> {
  await rememberSeen(run, plan);
  const { now, later } = bindingsOf(plan, domain);
  await applyBindings(run, plan, now);
  const failed = new Set<string>();
  for (const group of groupWrites(plan.operations, domain.types))
    for (const externalId of await applyGroup(run, plan, group, failed)) failed.add(externalId);
  await applyBindings(run, plan, later);
}

/** Returns the external ids of the records that were not written. */
async function applyGroup(
  run: RunContext,
  plan: DomainPlan,
  group: WriteGroup,
  failed: ReadonlySet<string>,
): Promise<string[]> {
  const { ready, skipped } = readyWrites(group, plan, failed, run.journal.records);
  const outcomes = skipped.map(({ operation, why }) =>
    outcomeOf(plan.domain, operation, 'skipped', `skipped, because ${why}`),
  );
  const results =
    ready.length === 0 ? [] : await writeGroup(run, plan.domain, { ...group, operations: ready });
  for (const { operation, error, id } of results) {
    const status = error === undefined ? 'applied' : error === NOT_DONE ? 'skipped' : 'failed';
    outcomes.push(outcomeOf(plan.domain, operation, status, error ?? null, id));
  }
  await run.journal.settled(outcomes);
  const failures = results.filter(({ error }) => error !== undefined);
  return [...failures, ...skipped].map(({ operation }) => operation.record.externalId);
}
