import type { FoundSubject, PlanPolicy } from '../../core/domain.ts';
import { foundSubjects } from '../../core/found-subjects.ts';
import type { ManagedRecord, Memory } from '../../core/memory.ts';
import { rememberFromAppRows, type ExistingAppRows } from '../../core/app-rows.ts';
import { ConnectorError } from '../../core/errors.ts';
import { subjectName, type DomainName, type Operation } from '../../core/operation.ts';
import {
  countOperations,
  PLAN_FORMAT,
  type DomainPlan,
  type Plan,
  type PlanFailure,
} from '../../core/plan.ts';
import { fulfilled } from '../../core/settled.ts';
import { odooKey, type AppSession, type Sessions } from '../sessions.ts';
import { changedRows } from '../odoo-app/rows.ts';
import { MissingInApp, mirrorOf, readMirrors, type MirrorRead } from '../odoo-app/mirror.ts';
import { REVIEW_MODEL } from '../odoo-app/review-items.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import type { EngineDomain, EnginePlan, EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withMissingRights } from './rights.ts';
import { shareOdooReads } from './shared-odoo-reads.ts';
import { shareReads } from './shared-reads.ts';

/** What a person may choose for one plan or one sync. */
export interface PlanOptions {
  /** All domains when absent. */
  readonly domains?: readonly DomainName[] | undefined;
  readonly allowRemovals?: boolean | undefined;
  readonly recreateDeleted?: boolean | undefined;
}

/** A plan with what it was made from, by domain: applying needs the facts again for the rows of the app. */
export interface PlanResult {
  readonly plan: Plan;
  readonly facts: ReadonlyMap<DomainName, DomainSnapshot>;
  /** What the app's list of items to review held; null without the app. */
  readonly reviews: ExistingAppRows | null;
  /** The operations of all domains that were read, those that chosen ones build on included. */
  readonly operations: readonly (readonly Operation[])[];
}

export interface DomainSnapshot {
  readonly domain: EngineDomain;
  /** What was planned, with what the domain read for it. */
  readonly planned: EnginePlan;
  /** What was remembered when it was planned. */
  readonly memory: Memory;
  /** The rows of the app; null when it is not installed. */
  readonly mirror: ExistingAppRows | null;
  /** What was last written into records of ours, where only the rows of the app knew it. */
  readonly learnt: readonly ManagedRecord[];
  /** How many objects the store listed, by type. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Whether a plan counts the rows of the app that it would write; a run that writes them counts them then. */
export type AppRowsOfPlan = 'counted' | 'left out';

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
  const policy: PlanPolicy = {
    onPersonChange: backend.onPersonChange,
    allowRemovals: options.allowRemovals ?? false,
    recreateDeleted: options.recreateDeleted ?? false,
    inactiveCurrency: backend.inactiveCurrency,
    shippingCurrency: backend.shippingCurrency,
    taxes: {
      ambiguous: backend.taxAmbiguous,
      account: backend.taxAccount,
      positionLimit: backend.taxPositionLimit,
    },
  };
  // Several domains ask for the same settings, countries and currencies: each side is asked once.
  const store = shareReads<StoreReader>(sessions.store);
  const shared = { ...sessions, store, odoo: shareOdooReads(sessions.odoo), session: sessions.odoo };
  const needed = withNeeded(services.domains, chosen);
  const mirrors = readAllMirrors(sessions.app, needed);
  const facts = new Map<DomainName, DomainSnapshot>();
  const under = new Map<DomainName, Promise<DomainPlan>>();
  for (const domain of needed) {
    const isChosen = chosen.includes(domain);
    // Its own needs come before it in the list, so that their plans are under way already.
    const needs = (domain.after ?? []).map((name) => under.get(name)).filter((plan) => plan !== undefined);
    const planning = planDomain(
      domain,
      needs,
      { ...shared, mirrors },
      policy,
      services,
      onProgress,
      appRows,
    ).then(
      (made) => {
        if (!isChosen) return made.plan;
        facts.set(domain.name, made.facts);
        onProgress({ step: 'planned', domain: domain.name, counts: countOperations(made.plan.operations) });
        return made.plan;
      },
      (error: unknown): DomainPlan => ({
        domain: domain.name,
        operations: [],
        notes: [],
        failure: describeFailure(error),
      }),
    );
    under.set(domain.name, planning);
  }
  // allSettled, so that nothing is under way any more when a fault of the program is thrown.
  const plans = (await Promise.allSettled(under.values())).map(fulfilled);
  const names = new Set<DomainName>(chosen.map(({ name }) => name));
  const { series, database, company } = odoo.identity;
  const plan: Plan = {
    format: PLAN_FORMAT,
    backend: { id: backend.id, name: backend.name },
    odoo: { series, database, company: company.name, app: sessions.appState },
    domains: plans.filter(({ domain }) => names.has(domain)),
  };
  const reviews = mirrors === null ? null : await mirrors.then(reviewsOf, () => null);
  return { plan, facts, reviews, operations: plans.map(({ operations }) => operations) };
}

/** Where domains are read from. */
interface Readers extends Pick<Sessions, 'backend' | 'app'> {
  readonly store: StoreReader;
  readonly odoo: OdooReader;
  readonly session: OdooSession;
  /** The rows of the app, read once for all domains; null without the app. */
  readonly mirrors: Promise<MirrorRead> | null;
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

function reviewsOf(read: MirrorRead): ExistingAppRows | null {
  const found = read.get(REVIEW_MODEL.model);
  return found === undefined || 'missing' in found ? null : mirrorOf(read, [REVIEW_MODEL]);
}

async function planDomain(
  domain: EngineDomain,
  needs: readonly Promise<DomainPlan>[],
  { backend, store, odoo, session, app, mirrors }: Readers,
  policy: PlanPolicy,
  services: EngineServices,
  onProgress: ProgressSink,
  appRows: AppRowsOfPlan,
): Promise<{ plan: DomainPlan; facts: DomainSnapshot }> {
  const watch = async <T>(side: 'store' | 'odoo', reading: Promise<T>): Promise<T> => {
    onProgress({ step: 'reading', side, domain: domain.name, done: false });
    const facts = await reading;
    onProgress({ step: 'reading', side, domain: domain.name, done: true });
    return facts;
  };
  // allSettled, so that no request of a failed domain is still under way when its failure is told.
  const [read, mirrorRead, memoryRead, needed] = await Promise.allSettled([
    domain.read(store, odoo, watch),
    app === null || mirrors === null ? null : mirrors.then((read) => ownMirror(read, app, domain)),
    services.database.memory.read(backend.id, odooKey(backend), domain.name),
    Promise.all(needs),
  ]);
  const reading = fulfilled(read);
  const mirror = fulfilled(mirrorRead);
  const own = fulfilled(memoryRead);
  const found = findIn(domain, fulfilled(needed));
  const memory = rememberFromAppRows(own, mirror, domain.rowModels, backend.id);
  const planned = reading.plan({
    memory,
    mirror,
    policy,
    backendId: backend.id,
    odooSeries: odoo.identity.series,
    found: (type, key) => found.get(subjectName({ type, key })) ?? null,
  });
  const plan = await withMissingRights(planned.plan, domain.requiredPermissions ?? [], session);
  const learnt = memory.managed.slice(own.managed.length);
  const { counts } = reading;
  const made: DomainSnapshot = { domain, planned, memory, mirror, learnt, counts };
  return { plan: appRows === 'counted' ? withAppRows(plan, made, backend.id) : plan, facts: made };
}

/** The rows of one domain. @throws ConnectorError `app.too_old` */
function ownMirror(
  read: MirrorRead,
  { app: { version } }: AppSession,
  { name, rowModels }: EngineDomain,
): ExistingAppRows {
  try {
    return mirrorOf(read, rowModels);
  } catch (error) {
    if (!(error instanceof MissingInApp)) throw error;
    throw new ConnectorError({
      code: 'app.too_old',
      message: `The WooCommerce app in Odoo (${version}) lacks what ${name} needs: ${error.missing}.`,
      hint: 'An administrator brings it up to date: woo-odoo odoo-app upgrade. It keeps all rows.',
      cause: error,
    });
  }
}

/** What the domains it builds on found. @throws ConnectorError `domain.needs` when one of them could not be planned */
function findIn({ name }: EngineDomain, needed: readonly DomainPlan[]): ReadonlyMap<string, FoundSubject> {
  for (const { domain, failure } of needed) {
    if (failure === undefined) continue;
    throw new ConnectorError({
      code: 'domain.needs',
      message: `${name} builds on ${domain}, which could not be read: ${failure.message}`,
      ...(failure.hint !== undefined && { hint: failure.hint }),
    });
  }
  return foundSubjects(needed.flatMap(({ operations }) => operations));
}

/** The chosen domains and all that they build on, these first. */
function withNeeded(all: readonly EngineDomain[], chosen: readonly EngineDomain[]): EngineDomain[] {
  const wanted = new Set<string>();
  const add = ({ name, after = [] }: EngineDomain) => {
    wanted.add(name);
    for (const domain of all) if (after.includes(domain.name)) add(domain);
  };
  chosen.forEach(add);
  return all.filter(({ name }) => wanted.has(name));
}

/** Adds how many rows of the app the plan would write. Records still to be made have no id yet, so their rows say so. */
function withAppRows(plan: DomainPlan, facts: DomainSnapshot, backendId: string): DomainPlan {
  if (facts.mirror === null) return plan;
  const appRows = { create: 0, update: 0, vanished: 0 };
  for (const { kind } of changedRows(plan, facts, facts.mirror, [], facts.memory, backendId))
    appRows[kind] += 1;
  return { ...plan, appRows };
}

/** The domains with these names, all when there are none. @throws ConnectorError `domain.unknown`. */
export function chooseDomains(
  domains: readonly EngineDomain[],
  names: readonly DomainName[] | undefined,
): readonly EngineDomain[] {
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
