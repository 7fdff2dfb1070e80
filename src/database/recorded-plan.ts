import type { DomainPlan, Note, Plan } from '../core/plan.ts';

/** So many operations of one domain that change nothing are counted in the record of a run instead of listed. */
export const MOST_KEPT = 5_000;

/**
 * A plan as the record of its run holds it. What changes, waits for a person or cannot be said in Odoo is listed always;
 * what is kept only up to a number: a store with 50,000 tax rates would add as many rows with every run that has
 * nothing to do. A note tells how many there were.
 */
export function recordedPlan(plan: Plan): Plan {
  return { ...plan, domains: plan.domains.map(withoutManyKept) };
}

function withoutManyKept(plan: DomainPlan): DomainPlan {
  const operations = plan.operations.filter(({ kind }) => kind !== 'keep');
  const kept = plan.operations.length - operations.length;
  if (kept <= MOST_KEPT) return plan;
  const note: Note = {
    level: 'info',
    code: 'kept_counted',
    message: `${kept.toLocaleString('en-US')} records of ${plan.domain} were kept as they were. So many are counted in the record of a run, and not listed.`,
    hint: 'woo-odoo plan --all lists them.',
  };
  return { ...plan, operations, notes: [...plan.notes, note] };
}
