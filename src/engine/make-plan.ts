import type { PlanPolicy } from '../core/domain.ts';
import type { ManagedRecord, Memory } from '../core/memory.ts';
import { rememberFromMirror, type MirrorState } from '../core/mirror.ts';
import { ConnectorError } from '../core/errors.ts';
import type { DomainName } from '../core/operation.ts';
import { countOperations, PLAN_FORMAT, type DomainPlan, type Plan, type PlanFailure } from '../core/plan.ts';
import { odooKey, type Sessions } from './connect.ts';
import { diffRows } from './app-rows.ts';
import { readMirror } from './mirror.ts';
import type { AnyDomain, EngineServices } from './ports.ts';
import type { ProgressSink } from './progress.ts';

/** What a person may choose for one plan or one sync. */
export interface PlanOptions {
  /** All domains when absent. */
  readonly domains?: readonly DomainName[] | undefined;
  readonly allowRemovals?: boolean | undefined;
  readonly recreateDeleted?: boolean | undefined;
}

/** A plan with what it was made from, by domain: applying needs the facts again for the rows of the app. */
export interface MadePlan {
  readonly plan: Plan;
  readonly facts: ReadonlyMap<DomainName, DomainFacts>;
}

export interface DomainFacts {
  readonly domain: AnyDomain;
  readonly store: unknown;
  /** The rows of the app; null when it is not installed. */
  readonly mirror: MirrorState | null;
  /** What was last written into records of ours, where only the rows of the app knew it. */
  readonly learnt: readonly ManagedRecord[];
  /** How many objects the store listed, by type. */
  readonly counts: Readonly<Record<string, number>>;
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
  const facts = new Map<DomainName, DomainFacts>();
  const domains = await Promise.all(
    chooseDomains(services.domains, options.domains).map(async (domain): Promise<DomainPlan> => {
      try {
        const made = await planDomain(domain, sessions, policy, services, onProgress);
        facts.set(domain.name, made.facts);
        onProgress({ step: 'planned', domain: domain.name, counts: countOperations(made.plan.operations) });
        return made.plan;
      } catch (error) {
        return { domain: domain.name, operations: [], notes: [], failure: describeFailure(error) };
      }
    }),
  );
  const { series, database, company } = odoo.identity;
  const plan: Plan = {
    format: PLAN_FORMAT,
    backend: { id: backend.id, name: backend.name },
    odoo: { series, database, company: company.name, app: sessions.appState },
    domains,
  };
  return { plan, facts };
}

async function planDomain(
  domain: AnyDomain,
  { backend, store, odoo, app }: Sessions,
  policy: PlanPolicy,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ plan: DomainPlan; facts: DomainFacts }> {
  const watch = async <T>(side: 'store' | 'odoo', reading: Promise<T>): Promise<T> => {
    onProgress({ step: 'reading', side, domain: domain.name, done: false });
    const facts = await reading;
    onProgress({ step: 'reading', side, domain: domain.name, done: true });
    return facts;
  };
  const { models } = domain.mirror;
  // allSettled, so that no request of a failed domain is still under way when its failure is told.
  const [storeRead, odooRead, mirrorRead, memoryRead] = await Promise.allSettled([
    watch('store', domain.readStore(store)),
    watch('odoo', domain.readOdoo(odoo)),
    app === null ? null : readMirror(odoo, models, app.rowId),
    services.store.memory.read(backend.id, odooKey(backend), domain.name),
  ]);
  const facts = settled(storeRead);
  const mirror = settled(mirrorRead);
  const own = settled(memoryRead);
  const memory = rememberFromMirror(own, mirror, models, backend.id);
  const plan = domain.plan({
    store: facts,
    odoo: settled(odooRead),
    memory,
    mirror,
    policy,
    backendId: backend.id,
    odooSeries: odoo.identity.series,
  });
  const learnt = memory.managed.slice(own.managed.length);
  const made: DomainFacts = { domain, store: facts, mirror, learnt, counts: domain.count(facts) };
  return { plan: withAppRows(plan, made, memory, backend.id), facts: made };
}

/** Adds how many rows of the app the plan would write. Records still to be made have no id yet, so their rows say so. */
function withAppRows(plan: DomainPlan, facts: DomainFacts, memory: Memory, backendId: string): DomainPlan {
  if (facts.mirror === null) return plan;
  const diff = diffRows(plan, facts, facts.mirror, [], memory, backendId);
  const { create, update, vanished } = diff;
  return { ...plan, appRows: { create: create.length, update: update.length, vanished: vanished.length } };
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
