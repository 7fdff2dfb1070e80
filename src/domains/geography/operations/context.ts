import type { PlanInput } from '../../../core/domain.ts';
import type { MemoryIndex } from '../../../core/memory-index.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';

/** Everything the parts of the plan share. */
export interface PlanContext extends MemoryIndex {
  readonly input: PlanInput<StoreGeography, OdooGeography>;
  /** The store's names of countries, to list states under. */
  readonly countryNames: ReadonlyMap<string, string>;
  /** Odoo's states by external id, the first of each. */
  readonly statesByExternalId: ReadonlyMap<string | undefined, OdooState>;
  readonly stateIds: ReadonlySet<number>;
}
