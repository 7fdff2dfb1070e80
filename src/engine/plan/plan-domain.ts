import { rememberFromAppRows, type ExistingAppRows } from '../../core/app-rows.ts';
import type { PlanInput, ReleasedRecord } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { foundSubjects } from '../../core/found-subjects.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { fulfilled } from '../../core/settled.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { MissingInApp, mirrorOf, type MirrorRead } from '../odoo-app/mirror.ts';
import { countRowChanges } from '../odoo-app/rows.ts';
import type { EngineDomain, EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import { odooKey, type AppSession, type Sessions } from '../sessions.ts';
import type { DomainSnapshot } from './plan-result.ts';
import { withMissingRights } from './rights.ts';

/** Whether a plan counts the rows of the app that it would write; a run computes them later, once for all that need them. */
export type AppRowsOfPlan = 'counted' | 'left out';

/** Where domains are read from. */
export interface Readers extends Pick<Sessions, 'backend' | 'app'> {
  readonly store: StoreReader;
  readonly odoo: OdooReader;
  readonly session: OdooSession;
  /** The rows of the app, read once for all domains; null without the app. */
  readonly mirrors: Promise<MirrorRead> | null;
}

/** A domain, planned. */
export interface PlanWithFacts {
  readonly plan: DomainPlan;
  readonly facts: DomainSnapshot;
}

/** The same, and how it is planned once more: from what was read, with what later domains let go of. */
export interface RevisablePlan extends PlanWithFacts {
  readonly revise: (released: readonly ReleasedRecord[]) => Promise<PlanWithFacts>;
}

/**
 * Reads both sides for one domain, and plans it when the plans of the domains it builds on are there.
 * @throws ConnectorError `domain.needs`, `app.too_old`, and what reading throws
 */
export async function planDomain(
  domain: EngineDomain,
  needs: readonly Promise<DomainPlan>[],
  { backend, store, odoo, session, app, mirrors }: Readers,
  wished: Required<Pick<PlanInput<never, never>, 'policy' | 'kept'>>,
  services: EngineServices,
  onProgress: ProgressSink,
  appRows: AppRowsOfPlan,
): Promise<RevisablePlan> {
  const watch = async <T>(side: 'store' | 'odoo', reading: Promise<T>): Promise<T> => {
    onProgress({ step: 'reading', side, domain: domain.name, done: false });
    const facts = await reading;
    onProgress({ step: 'reading', side, domain: domain.name, done: true });
    return facts;
  };
  // allSettled, so that no request of a failed domain is still under way when its failure is reported.
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
  const learnt = memory.managed.slice(own.managed.length);
  const { counts, remembered } = reading;
  const make = async (released: readonly ReleasedRecord[]): Promise<PlanWithFacts> => {
    const planned = reading.plan({
      ...{ memory, mirror, ...wished, found, released },
      ...{ backendId: backend.id, odooSeries: odoo.identity.series },
    });
    const plan = await withMissingRights(planned.plan, domain.requiredPermissions ?? [], session);
    const facts: DomainSnapshot = { domain, planned, memory, mirror, learnt, counts, remembered };
    return { plan: appRows === 'counted' ? await withAppRows(plan, facts, backend.id) : plan, facts };
  };
  return { ...(await make([])), revise: make };
}

/** The rows of one domain. @throws ConnectorError `app.too_old` */
function ownMirror(
  read: MirrorRead,
  { app: { version } }: AppSession,
  { name, rowModels }: EngineDomain,
): ExistingAppRows {
  try {
    return mirrorOf(read, rowModels, version);
  } catch (error) {
    if (!(error instanceof MissingInApp)) throw error;
    throw new ConnectorError({
      code: 'app.too_old',
      message: `The WooCommerce app in Odoo (${version}) lacks what ${name} needs: ${error.missing}.`,
      hint: 'Ask an Odoo administrator to upgrade it: woo-odoo odoo-app upgrade. All rows are kept.',
      cause: error,
    });
  }
}

/** What the domains it builds on found. @throws ConnectorError `domain.needs` when one of them could not be planned */
function findIn({ name }: EngineDomain, needed: readonly DomainPlan[]): PlanInput<unknown, unknown>['found'] {
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

/** Adds how many rows of the app the plan would write. Records still to be made have no id yet, so their rows report it. */
async function withAppRows(plan: DomainPlan, facts: DomainSnapshot, backendId: string): Promise<DomainPlan> {
  const appRows = await countRowChanges(plan, facts, backendId);
  return appRows === null ? plan : { ...plan, appRows };
}
