import { isChange, type DomainName, type Operation } from '../../core/operation.ts';
import type { DomainPlan, Plan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';

/** Decides of each change of a plan whether it is to be applied. */
export type ChangeFilter = (domain: DomainName, operation: Operation) => boolean;

/** The part of a domain's plan that a run applies. */
export interface SelectedDomain {
  /** All that was planned. */
  readonly planned: DomainPlan;
  /** The plan without the changes that were not selected; what is no change stays in it. */
  readonly selected: DomainPlan;
  /** The changes that were not selected. */
  readonly left: readonly Operation[];
}

/** Which changes of a plan a run applies: decided once, before anything is written. */
export interface Selection {
  readonly domains: readonly SelectedDomain[];
  /** The plan without the changes that were not selected. */
  readonly plan: Plan;
  /** How many changes were not selected. */
  readonly leftCount: number;
}

/** @param filter absent: every change is selected */
export function selectChanges(plan: Plan, filter?: ChangeFilter): Selection {
  const domains = plan.domains.map((planned) => selectOf(planned, filter));
  return {
    domains,
    plan: filter === undefined ? plan : { ...plan, domains: domains.map(({ selected }) => selected) },
    leftCount: domains.reduce((sum, { left }) => sum + left.length, 0),
  };
}

function selectOf(planned: DomainPlan, filter: ChangeFilter | undefined): SelectedDomain {
  if (filter === undefined) return { planned, selected: planned, left: [] };
  const isLeft = (operation: Operation) => isChange(operation) && !filter(planned.domain, operation);
  const operations = planned.operations.filter((operation) => !isLeft(operation));
  return { planned, selected: { ...planned, operations }, left: planned.operations.filter(isLeft) };
}

/** What is recorded of the changes that a run leaves. */
export function leftOutcomes({ planned: { domain }, left }: SelectedDomain): RunOutcome[] {
  return left.map(({ subject: { type, key } }) => ({
    ...{ domain, type, key, status: 'skipped', odooId: null },
    message: 'skipped, because the saved plan does not contain it',
  }));
}
