import { keptCount } from '../../core/kept-operations.ts';
import type { DomainName } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';

/** How many records of each domain a run kept as they were; a domain without any is absent. */
export type KeptCounts = Readonly<Partial<Record<DomainName, number>>>;

/**
 * A plan as the record of its run stores it: what changes, waits for a user or has no equivalent in Odoo is listed,
 * and what is kept is counted, as are limitations that an earlier run reported. A store with 50,000 tax rates would else add
 * as many rows with every run that has nothing to do.
 */
export function recordedPlan(plan: Plan): { plan: Plan; kept: KeptCounts } {
  const kept: Partial<Record<DomainName, number>> = {};
  const domains = plan.domains.map((domain) => {
    const { kept: counted, ...listed } = domain;
    const operations = listed.operations.filter(
      (operation) => operation.kind !== 'keep' && operation.known !== true,
    );
    const count = listed.operations.length - operations.length + keptCount(counted);
    if (count > 0) kept[domain.domain] = count;
    return { ...listed, operations };
  });
  return { plan: { ...plan, domains }, kept };
}
