import type { AppRow, AppRowModel, AppRowsInput } from './app-rows.ts';
import type { Domain, PlanInput, Resolution } from './domain.ts';
import type { Explanation } from './explanation.ts';
import type { DomainPlan } from './plan.ts';
import type { ShippingProof } from './shipping-proof.ts';
import type { TaxProof } from './tax-proof.ts';
import { fulfilled } from './settled.ts';

/** A domain as the engine works with it: what it reads stays within it. */
export interface DefinedDomain<StoreReader, OdooReader> extends Pick<
  Domain<StoreReader, OdooReader, never, never>,
  | 'name'
  | 'types'
  | 'after'
  | 'releases'
  | 'compares'
  | 'ownRecords'
  | 'created'
  | 'usedIn'
  | 'requiredPermissions'
> {
  /** Which questions a plan of it answers. */
  readonly answers: readonly ('resolve' | 'explain')[];
  /** The models of its rows in the Odoo app, in the order in which they must be written. */
  readonly rowModels: readonly AppRowModel[];
  /**
   * Reads both sides at once. What the reading of the store throws is thrown here; what the one of Odoo throws, by `plan`.
   *
   * @param watch sees each reading begin and end
   */
  read(store: StoreReader, odoo: OdooReader, watch: ReadWatch): Promise<DomainReading<OdooReader>>;
}

/** Passes on what a side was read as. */
export type ReadWatch = <Facts>(side: 'store' | 'odoo', reading: Promise<Facts>) => Promise<Facts>;

/** What was read of both sides for one domain. */
export interface DomainReading<OdooReader> {
  /** How many objects of each type the store listed. */
  readonly counts: Readonly<Record<string, number>>;
  /** See `Domain.remembered`. */
  readonly remembered: Readonly<Record<string, number>>;
  /** Pure but for the failure of the reading. */
  plan(input: Omit<PlanInput<never, never>, 'store' | 'odoo'>): PlannedDomain<OdooReader>;
}

/** A plan, and the questions that need what it was made from. */
export interface PlannedDomain<OdooReader> {
  readonly plan: DomainPlan;
  /** The rows of the app, one after another, once operations are planned or applied. */
  rows(input: Omit<AppRowsInput<never>, 'store'>): Iterable<AppRow>;
  /** Whether a row without an object stays as it is; see `DomainAppRows`. */
  isUnavailable(model: string, key: string): boolean;
  /** See `Domain.resolve`; absent where orders do not name the domain. */
  readonly resolve?: (plan: DomainPlan, question: Readonly<Record<string, string>>) => Resolution[];
  /** See `Domain.explain`; absent where there is nothing to explain. */
  readonly explain?: (question: Readonly<Record<string, string>>, odoo: OdooReader) => Promise<Explanation>;
  /** See `Domain.proveTaxes`; absent but for taxes. */
  readonly proveTaxes?: () => TaxProof;
  /** See `Domain.proveShipping`; absent but for shipping. */
  readonly proveShipping?: () => ShippingProof;
}

/** Closes over the facts of a domain, so that whoever works with several of them needs to know none. */
export function defineDomain<StoreReader, OdooReader, StoreFacts, OdooFacts>(
  domain: Domain<StoreReader, OdooReader, StoreFacts, OdooFacts>,
): DefinedDomain<StoreReader, OdooReader> {
  const { after, compares, created, mirror, name, ownRecords, usedIn, requiredPermissions, types } = domain;
  const resolve = domain.resolve?.bind(domain);
  const explain = domain.explain?.bind(domain);
  const releases = domain.releases?.bind(domain);
  const proveTaxes = domain.proveTaxes?.bind(domain);
  const proveShipping = domain.proveShipping?.bind(domain);
  return {
    name,
    types,
    ...(after && { after }),
    ...(releases && { releases }),
    ...(compares && { compares }),
    ...(ownRecords && { ownRecords }),
    ...(created && { created }),
    ...(usedIn && { usedIn }),
    ...(requiredPermissions && { requiredPermissions }),
    answers: [...(resolve ? ['resolve' as const] : []), ...(explain ? ['explain' as const] : [])],
    rowModels: mirror.models,
    read: async (storeReader, odooReader, watch) => {
      // allSettled, so that no request is still under way when a failure is thrown.
      const [storeRead, odooRead] = await Promise.allSettled([
        watch('store', domain.readStore(storeReader)),
        watch('odoo', domain.readOdoo(odooReader)),
      ]);
      const store = fulfilled(storeRead);
      return {
        counts: domain.count(store),
        remembered: domain.remembered?.(store) ?? {},
        plan: (known) => {
          const input = { ...known, store, odoo: fulfilled(odooRead) };
          return {
            plan: domain.plan(input),
            rows: (rest) => mirror.rows({ ...rest, store }),
            isUnavailable: (model, key) => mirror.isUnavailable?.(store, model, key) ?? false,
            ...(resolve && { resolve: (plan, question) => resolve(plan, question, input) }),
            ...(explain && { explain: (question, odoo) => explain(question, input, odoo) }),
            ...(proveTaxes && { proveTaxes: () => proveTaxes(input) }),
            ...(proveShipping && { proveShipping: () => proveShipping(input) }),
          };
        },
      };
    },
  };
}
