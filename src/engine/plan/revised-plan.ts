import type { ReleasedRecord } from '../../core/domain.ts';
import type { DomainName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { EngineDomain } from '../ports.ts';
import type { RevisablePlan } from './plan-domain.ts';
import { rightLacking } from './rights.ts';

/** A domain that was planned, or why it could not be. */
export type Planning = Pick<RevisablePlan, 'plan'> & Partial<RevisablePlan>;

type Plannings = ReadonlyMap<DomainName, Promise<Planning>>;

/**
 * The plan of a domain, made once more where changes of domains that build on it let go of some of its records: what only these
 * used is given up in the same run. What they found in the first plan is in the second one, too.
 *
 * @param written the domains that the run writes: a change that is planned for others is none
 */
export async function revisedPlan(
  domain: EngineDomain,
  first: Planning,
  written: readonly EngineDomain[],
  plannings: Plannings,
): Promise<Pick<Planning, 'plan' | 'facts'>> {
  if (first.revise === undefined) return first;
  const released: ReleasedRecord[] = [];
  for (const other of written) {
    if (other.releases === undefined || other.after?.includes(domain.name) !== true) continue;
    const { plan } = await planningOf(other, plannings);
    released.push(...other.releases(changesIn(plan)));
  }
  return released.length === 0 ? first : first.revise(released);
}

/** @throws Error for a domain that is not planned */
export function planningOf({ name }: EngineDomain, plannings: Plannings): Promise<Planning> {
  const planning = plannings.get(name);
  if (planning === undefined) throw new Error(`${name} is not planned`);
  return planning;
}

/** What is not going to be written, since the user lacks the right, lets go of nothing. */
function changesIn({ missingRights, operations }: DomainPlan): DomainPlan['operations'] {
  return operations.filter((operation) => rightLacking(operation, missingRights) === undefined);
}
