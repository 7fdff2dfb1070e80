import type { PlanInput } from '../../../core/domain.ts';
import type { Binding, ManagedRecord } from '../../../core/memory.ts';
import type { OdooGeography, OdooState, StoreGeography } from '../facts.ts';

/** Everything the parts of the plan share. */
export interface PlanContext {
  readonly input: PlanInput<StoreGeography, OdooGeography>;
  bindingOf(type: string, key: string): Binding | undefined;
  /** What we made, by external id. */
  readonly managed: ReadonlyMap<string, ManagedRecord>;
  /** The store's names of countries, to list states under. */
  readonly countryNames: ReadonlyMap<string, string>;
  /** Odoo's states by external id, the first of each. */
  readonly statesByExternalId: ReadonlyMap<string | undefined, OdooState>;
  readonly stateIds: ReadonlySet<number>;
}
