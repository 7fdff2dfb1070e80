import type { ExistingAppRows } from '../../core/app-rows.ts';
import type { PlanPolicy } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import { countNews, PLAN_FORMAT, type DomainPlan, type Plan, type PlanFailure } from '../../core/plan.ts';
import { fulfilled } from '../../core/settled.ts';
import type { Backend } from '../../database/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { mirrorOf, readMirrors, type MirrorRead } from '../odoo-app/mirror.ts';
import { markLeft, MAX_SAVED_ITEMS } from '../odoo-app/left-items.ts';
import { REVIEW_MODEL } from '../odoo-app/review-items.ts';
import type { EngineDomain, EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { AppSession, Sessions } from '../sessions.ts';
import { chooseDomains, withNeeded } from './choose-domains.ts';
import { planDomain, type AppRowsOfPlan } from './plan-domain.ts';
import { planningOf, revisedPlan, type Planning } from './revised-plan.ts';
import type { DomainSnapshot, PlanOptions, PlanResult } from './plan-result.ts';
import { withoutCachedRemovals } from './cached-removals.ts';
import { knownLimitations, markKnown } from './known-limitations.ts';
import { shareOdooReads } from './shared-odoo-reads.ts';
import { shareReads } from './shared-reads.ts';

/**
 * Reads both sides at once and plans each domain. A domain that cannot be read fails alone, and those that build on it.
 * Domains that a chosen one builds on are read and planned too, but are no part of the plan.
 */
export async function makePlan(
  sessions: Sessions,
  options: PlanOptions,
  services: EngineServices,
  onProgress: ProgressSink,
  appRows: AppRowsOfPlan = 'counted',
): Promise<PlanResult> {
  const { backend, odoo } = sessions;
  const chosen = chooseDomains(services.domains, options.domains);
  const policy = policyOf(backend, options);
  // Several domains ask for the same settings, countries and currencies: each side is asked once.
  const store = shareReads<StoreReader>(sessions.store);
  const shared = { ...sessions, store, odoo: shareOdooReads(sessions.odoo), session: sessions.odoo };
  const needed = withNeeded(services.domains, chosen);
  const mirrors = readAllMirrors(sessions.app, needed);
  const known = await knownLimitations(backend, services);
  const facts = new Map<DomainName, DomainSnapshot>();
  const under = new Map<DomainName, Promise<Planning>>();
  for (const domain of needed) {
    // Its own needs come before it in the list, so that their plans are under way already.
    const needs = (domain.after ?? []).flatMap((name) => under.get(name) ?? []);
    const planning = planDomain(
      domain,
      needs.map((each) => each.then(({ plan }) => plan)),
      { ...shared, mirrors },
      { policy, kept: options.kept ?? 'listed' },
      services,
      onProgress,
      appRows,
    ).catch((error: unknown): Planning => ({
      plan: { domain: domain.name, operations: [], notes: [], failure: describeFailure(error) },
    }));
    under.set(domain.name, planning);
  }
  const revised = needed.map(async (domain): Promise<DomainPlan> => {
    const isChosen = chosen.includes(domain);
    const first = await planningOf(domain, under);
    const made = isChosen ? await revisedPlan(domain, first, chosen, under) : first;
    if (!isChosen || made.facts === undefined) return made.plan;
    facts.set(domain.name, made.facts);
    const plan = markKnown(made.plan, known);
    onProgress({ step: 'planned', domain: domain.name, counts: countNews(plan.operations, plan.kept) });
    return plan;
  });
  // allSettled, so that nothing is under way any more when a fault of the program is thrown.
  const results = (await Promise.allSettled(revised)).map(fulfilled);
  const plans = withoutCachedRemovals(results, sessions.store.cachedAnswers());
  const names = new Set<DomainName>(chosen.map(({ name }) => name));
  const { series, database, company } = odoo.identity;
  const made: Plan = {
    format: PLAN_FORMAT,
    backend: { id: backend.id, name: backend.name },
    odoo: { series, database, company: company.name, app: sessions.appState },
    domains: plans.filter(({ domain }) => names.has(domain)),
  };
  const reviews =
    mirrors === null
      ? null
      : await mirrors.then(
          (read) => reviewsOf(read, sessions.app),
          () => null,
        );
  const saved = async () => {
    const asked = { type: 'review', sort: 'key', descending: false, limit: MAX_SAVED_ITEMS } as const;
    return (await services.database.savedRows.page(backend.id, asked)).rows;
  };
  const plan = await markLeft(made, saved, reviews);
  return { plan, facts, reviews, operations: plans.map(({ operations }) => operations) };
}

/** What a user decided for the backend, and for this plan. */
function policyOf(backend: Backend, options: PlanOptions): PlanPolicy {
  return {
    onPersonChange: backend.onPersonChange,
    allowRemovals: options.allowRemovals ?? false,
    recreateDeleted: options.recreateDeleted ?? false,
    createStates: options.createStates ?? [],
    inactiveCurrency: backend.inactiveCurrency,
    shippingCurrency: backend.shippingCurrency,
    taxes: {
      ambiguous: options.taxAmbiguous ?? backend.taxAmbiguous,
      account: backend.taxAccount,
      chartPositions: options.chartPositions ?? (backend.taxChartPositions === 'map' ? 'map' : undefined),
      positionLimit: backend.taxPositionLimit,
      taxLimit: options.taxLimit ?? backend.taxLimit,
      ...(options.orderedRates && { orderedRates: options.orderedRates }),
      positionOrder: backend.taxPositionOrder,
    },
  };
}

/** The rows of all domains, and the items to review: asked for together. Its failure is that of each domain. */
function readAllMirrors(
  app: AppSession | null,
  domains: readonly EngineDomain[],
): Promise<MirrorRead> | null {
  if (app === null) return null;
  const models = [...domains.flatMap(({ rowModels }) => rowModels), REVIEW_MODEL];
  const reading = readMirrors(app.app, models, app.used ? app.rowId : null);
  // Nobody may be waiting for it yet when it fails.
  reading.catch(() => undefined);
  return reading;
}

function reviewsOf(read: MirrorRead, app: AppSession | null): ExistingAppRows | null {
  const found = read.get(REVIEW_MODEL.model);
  return found === undefined || 'missing' in found
    ? null
    : mirrorOf(read, [REVIEW_MODEL], app?.app.version ?? '');
}

/** An expected failure becomes part of the plan; a fault of the program is not hidden in one. */
function describeFailure(error: unknown): PlanFailure {
  if (!(error instanceof ConnectorError)) throw error;
  const { code, message, hint } = error;
  return hint === undefined ? { code, message } : { code, message, hint };
}
