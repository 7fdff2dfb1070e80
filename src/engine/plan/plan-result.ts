import type { ExistingAppRows } from '../../core/app-rows.ts';
import type { KeptAs } from '../../core/kept-operations.ts';
import type { ManagedRecord, Memory } from '../../core/memory.ts';
import type { DomainName, Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { RunChoices } from '../../core/run-choices.ts';
import type { EngineDomain, EnginePlan } from '../ports.ts';

/** What a user may choose for one plan or one sync. */
export interface PlanOptions extends RunChoices {
  /** All domains when absent. */
  readonly domains?: readonly DomainName[] | undefined;
  /** Absent: a run counts what it keeps, everything else lists it. */
  readonly kept?: KeptAs | undefined;
}

/** A plan with what it was made from, by domain: applying needs the facts again for the rows of the app. */
export interface PlanResult {
  readonly plan: Plan;
  readonly facts: ReadonlyMap<DomainName, DomainSnapshot>;
  /** What the app's list of items to review contained; null without the app. */
  readonly reviews: ExistingAppRows | null;
  /** The operations of all domains that were read, those that chosen ones build on included. */
  readonly operations: readonly (readonly Operation[])[];
}

/** What was read of both sides for one domain, and its plan. */
export interface DomainSnapshot {
  readonly domain: EngineDomain;
  /** What was planned, with what the domain read for it. */
  readonly planned: EnginePlan;
  /** What was remembered when it was planned. */
  readonly memory: Memory;
  /** The rows of the app; null when it is not installed. */
  readonly mirror: ExistingAppRows | null;
  /** What was last written into records of the connector, where only the rows of the app knew it. */
  readonly learnt: readonly ManagedRecord[];
  /** How many objects the store listed, by type. */
  readonly counts: Readonly<Record<string, number>>;
  /** What the next plan compares with, beside the counts: see `Domain.remembered`. */
  readonly remembered: Readonly<Record<string, number>>;
}
