import type { Memory } from './memory.ts';
import type { DomainName } from './operation.ts';
import type { DomainPlan } from './plan.ts';

/** What a person decided for a backend, as far as it changes plans. */
export interface PlanPolicy {
  /** A record we made and a person changed: keep the person's value (a conflict), or let the store win. */
  readonly onPersonChange: 'keep' | 'store_wins';
  /** Plan removals even where a read came back empty or much smaller than last time. */
  readonly allowRemovals: boolean;
}

/** Everything a plan is computed from. The same input in any order gives the same plan. */
export interface PlanInput<StoreFacts, OdooFacts> {
  readonly store: StoreFacts;
  readonly odoo: OdooFacts;
  readonly memory: Memory;
  readonly policy: PlanPolicy;
  readonly backendId: string;
  readonly odooSeries: number;
}

/**
 * One kind of metadata. The engine knows a domain by this interface alone.
 * `readStore` and `readOdoo` run side by side; `plan` is pure: no clock, no network, no random.
 */
export interface Domain<StoreReader, OdooReader, StoreFacts, OdooFacts> {
  readonly name: DomainName;
  /** The subject types of this domain, in the order in which they must be written. */
  readonly types: readonly string[];
  readStore(store: StoreReader): Promise<StoreFacts>;
  readOdoo(odoo: OdooReader): Promise<OdooFacts>;
  plan(input: PlanInput<StoreFacts, OdooFacts>): DomainPlan;
  /** How many objects of each type the read held: the measure for a suspiciously small one. */
  count(facts: StoreFacts): Readonly<Record<string, number>>;
}
