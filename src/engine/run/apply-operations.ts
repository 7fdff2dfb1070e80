import { subjectName, type Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { EngineDomain } from '../ports.ts';
import { applyBindings, bindingsOf } from './bindings.ts';
import { labelsIn } from './labels.ts';
import { notDone, outcomeOf } from './outcome.ts';
import { readyWrites } from './ready-writes.ts';
import { rememberSeen } from './remember-seen.ts';
import type { RunContext } from './run-context.ts';
import { groupWrites, type WriteGroup, type WriteOperation } from './write-groups.ts';
import { writeGroup } from './write-group.ts';

/**
 * Applies the operations of one domain; what becomes of each change goes into the journal, group by group.
 * Level-triggered: nothing here has to be finished for the next run to be right. What was made is known to later groups,
 * which can point to it; links to records of this plan are bound last. What is used until later domains are written is left to
 * `applyReleased`.
 */
export async function applyOperations(
  run: RunContext,
  plan: DomainPlan,
  domain: Pick<EngineDomain, 'types' | 'rowModels'>,
): Promise<void> {
  await rememberSeen(run, plan);
  const { now, later } = bindingsOf(plan, domain);
  await applyBindings(run, plan, now);
  const failed = new Map<string, string>();
  const writes = plan.operations.filter(({ usedUntil }) => usedUntil === undefined);
  for (const group of groupWrites(writes, domain.types))
    for (const { record, subject } of await applyGroup(run, plan, group, failed))
      failed.set(record.externalId, subject.label);
  await applyBindings(run, plan, later);
}

/** Whether operations of a plan wait for domains that are written later. */
export const hasReleased = ({ operations }: DomainPlan): boolean =>
  operations.some(({ usedUntil }) => usedUntil !== undefined);

/** Archives what later domains used until they were written; what one of them could not let go of stays for the next run. */
export async function applyReleased(
  run: RunContext,
  plan: DomainPlan,
  { types }: Pick<EngineDomain, 'types'>,
): Promise<void> {
  const { outcomes } = run.journal;
  const applied = new Set(outcomes.filter(({ status }) => status === 'applied').map(subjectName));
  const isStopped = outcomes.some(({ isNotDone }) => isNotDone);
  // What this domain could not write may need it as well.
  const failed = outcomes.find(({ domain, status }) => domain === plan.domain && status !== 'applied');
  const called = labelsIn(run.journal.planResult?.plan);
  const ready: Operation[] = [];
  const skipped: RunOutcome[] = [];
  for (const operation of plan.operations) {
    if (operation.usedUntil === undefined) continue;
    const user = operation.usedUntil.find((name) => !applied.has(name)) ?? (failed && subjectName(failed));
    if (user === undefined) ready.push(operation);
    else if (isStopped) skipped.push(notDone(plan.domain, operation));
    else {
      const why = `skipped, because ${called(user)} could not be changed and may still need it`;
      skipped.push(outcomeOf(plan.domain, operation, 'skipped', why));
    }
  }
  await run.journal.settled(skipped);
  for (const group of groupWrites(ready, types)) await applyGroup(run, plan, group, new Map());
}

/**
 * Returns the operations whose records were not written.
 *
 * @param failed those of earlier groups: labels by external id
 */
async function applyGroup(
  run: RunContext,
  plan: DomainPlan,
  group: WriteGroup,
  failed: ReadonlyMap<string, string>,
): Promise<WriteOperation[]> {
  const { ready, skipped } = readyWrites(group, plan, failed, run.journal);
  const outcomes = skipped.map(({ operation, why }) =>
    outcomeOf(plan.domain, operation, 'skipped', `skipped, because ${why}`),
  );
  const results =
    ready.length === 0 ? [] : await writeGroup(run, plan.domain, { ...group, operations: ready });
  for (const { operation, error, id, notSent } of results) {
    const status = error === undefined ? 'applied' : 'failed';
    outcomes.push(
      notSent
        ? notDone(plan.domain, operation)
        : outcomeOf(plan.domain, operation, status, error ?? null, id),
    );
  }
  await run.journal.settled(outcomes);
  const failures = results.filter(({ error }) => error !== undefined);
  return [...failures, ...skipped].map(({ operation }) => operation);
}
