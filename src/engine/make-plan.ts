import type { PlanPolicy } from '../core/domain.ts';
import { ConnectorError } from '../core/errors.ts';
import type { DomainName } from '../core/operation.ts';
import { countOperations, PLAN_FORMAT, type DomainPlan, type Plan, type PlanFailure } from '../core/plan.ts';
import { odooKey, type Sessions } from './connect.ts';
import type { AnyDomain, EngineServices } from './ports.ts';
import type { ProgressSink } from './progress.ts';

/** What a person may choose for one plan or one sync. */
export interface PlanOptions {
  /** All domains when absent. */
  readonly domains?: readonly DomainName[] | undefined;
  readonly allowRemovals?: boolean | undefined;
  readonly recreateDeleted?: boolean | undefined;
}

/** A plan and, by domain, how many objects the store listed. */
export interface MadePlan {
  readonly plan: Plan;
  readonly counts: ReadonlyMap<DomainName, Readonly<Record<string, number>>>;
}

/** Reads both sides at once and plans each domain. A domain that cannot be read fails alone. */
export async function makePlan(
  sessions: Sessions,
  options: PlanOptions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<MadePlan> {
  const { backend, odoo } = sessions;
  const policy: PlanPolicy = {
    onPersonChange: backend.onPersonChange,
    allowRemovals: options.allowRemovals ?? false,
    recreateDeleted: options.recreateDeleted ?? false,
  };
  const counts = new Map<DomainName, Readonly<Record<string, number>>>();
  const domains = await Promise.all(
    chooseDomains(services.domains, options.domains).map(async (domain): Promise<DomainPlan> => {
      try {
        const { plan, count } = await planDomain(domain, sessions, policy, services, onProgress);
        counts.set(domain.name, count);
        onProgress({ step: 'planned', domain: domain.name, counts: countOperations(plan.operations) });
        return plan;
      } catch (error) {
        return { domain: domain.name, operations: [], notes: [], failure: describeFailure(error) };
      }
    }),
  );
  const { series, database, company } = odoo.identity;
  const plan: Plan = {
    format: PLAN_FORMAT,
    backend: { id: backend.id, name: backend.name },
    odoo: { series, database, company: company.name },
    domains,
  };
  return { plan, counts };
}

async function planDomain(
  domain: AnyDomain,
  { backend, store, odoo }: Sessions,
  policy: PlanPolicy,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ plan: DomainPlan; count: Readonly<Record<string, number>> }> {
  const watch = async <T>(side: 'store' | 'odoo', reading: Promise<T>): Promise<T> => {
    onProgress({ step: 'reading', side, domain: domain.name, done: false });
    const facts = await reading;
    onProgress({ step: 'reading', side, domain: domain.name, done: true });
    return facts;
  };
  // allSettled, so that no request of a failed domain is still under way when its failure is told.
  const [storeFacts, odooFacts, memory] = await Promise.allSettled([
    watch('store', domain.readStore(store)),
    watch('odoo', domain.readOdoo(odoo)),
    services.store.memory.read(backend.id, odooKey(backend), domain.name),
  ]);
  const facts = settled(storeFacts);
  const plan = domain.plan({
    store: facts,
    odoo: settled(odooFacts),
    memory: settled(memory),
    policy,
    backendId: backend.id,
    odooSeries: odoo.identity.series,
  });
  return { plan, count: domain.count(facts) };
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** The domains with these names, all when there are none. @throws ConnectorError `domain.unknown`. */
export function chooseDomains(
  domains: readonly AnyDomain[],
  names: readonly DomainName[] | undefined,
): readonly AnyDomain[] {
  if (names === undefined || names.length === 0) return domains;
  const known = domains.map((domain): string => domain.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ConnectorError({
      code: 'domain.unknown',
      message: `There is no domain "${unknown.join('", "')}".`,
      hint: `Known domains: ${known.join(', ')}.`,
    });
  }
  const wanted = new Set<string>(names);
  return domains.filter((domain) => wanted.has(domain.name));
}

/** A foreseen failure becomes part of the plan; a fault of the program is not hidden in one. */
function describeFailure(error: unknown): PlanFailure {
  if (!(error instanceof ConnectorError)) throw error;
  const { code, message, hint } = error;
  return hint === undefined ? { code, message } : { code, message, hint };
}
