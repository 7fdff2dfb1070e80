import type { Agreement } from '../../core/agreement.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Plan, PlanFailure } from '../../core/plan.ts';
import type { Backend } from '../../database/port.ts';
import { withSessions } from '../sessions.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';

/** Where the store and Odoo agree and where not, at one moment. What `check --json` prints; contains no secret. */
export interface Checked {
  readonly backend: Plan['backend'];
  readonly odoo: Plan['odoo'];
  /** When both sides had been read: ISO, UTC. */
  readonly at: string;
  /** In the order of the domains, and within one in its own. */
  readonly agreements: readonly Agreement[];
  /** Domains that could not be read, so that nothing is known of their points. */
  readonly failures: readonly (PlanFailure & { readonly domain: DomainName })[];
}

/** Reads both sides as a plan does and compares what decides money on them. Writes nothing anywhere. */
export async function checkBackend(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Checked> {
  const domains = services.domains.filter(({ compares }) => compares);
  const names = domains.map(({ name }) => name);
  const made = await withSessions(backend, services, onProgress, (sessions) =>
    makePlan(sessions, { domains: names }, services, onProgress),
  );
  return agreementsOf(made, services.now().toISOString());
}

/** The points of every domain of a plan that has some. */
export function agreementsOf({ plan }: Pick<PlanResult, 'plan'>, at: string): Checked {
  const { backend, odoo, domains } = plan;
  return {
    backend,
    odoo,
    at,
    agreements: domains.flatMap(({ agreements = [] }) => agreements),
    failures: domains.flatMap(({ domain, failure }) =>
      failure === undefined ? [] : [{ domain, ...failure }],
    ),
  };
}
