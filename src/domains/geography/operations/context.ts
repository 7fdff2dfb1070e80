import type { PlanInput } from '../../../core/domain.ts';
import type { MemoryIndex } from '../../../core/memory-index.ts';
import type { Operation, Subject } from '../../../core/operation.ts';
import type { OdooGeography, OdooState, StateFact, StoreGeography } from '../facts.ts';

/** The subject types of the domain, in the order in which they are written. */
export const TYPES = ['country', 'state'] as const;

/** Everything the parts of the plan share. */
export interface PlanContext extends MemoryIndex {
  readonly input: PlanInput<StoreGeography, OdooGeography>;
  /** The store's names of countries, to list states under. */
  readonly countryNames: ReadonlyMap<string, string>;
  /** Odoo's states by external id, the first of each. */
  readonly statesByExternalId: ReadonlyMap<string | undefined, OdooState>;
  /** What Odoo's states are called, by id. */
  readonly stateLabels: ReadonlyMap<number, string>;
  /** The name and code of a state's record, where the connector creates it. */
  readonly fieldsOfNew: (state: StateFact) => Record<'name' | 'code', string>;
  /** The operation of a state that is not created without a user's consent; null where it may be. */
  readonly waiting: (state: StateFact, subject: Subject) => Operation | null;
}
