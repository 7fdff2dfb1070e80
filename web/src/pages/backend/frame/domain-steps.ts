import type { Progress } from '../../../api/events.ts';

/** How far a run is with one domain. */
export interface DomainStep {
  readonly domain: string;
  readonly phase: 'waiting' | 'reading' | 'planned' | 'writing';
  /** Operations that the plan has; 0 before it is planned. */
  readonly changes: number;
  /** Records written of those to write, over all models; 0 of 0 before. */
  readonly done: number;
  readonly total: number;
}

/** Operations of a plan that change nothing. */
const STILL = new Set(['keep', 'conflict', 'unsupported']);

/** How far a run is with each of its domains, from all it reported. */
export function domainSteps(domains: readonly string[], steps: readonly Progress[]): DomainStep[] {
  return domains.map((domain) => {
    const own = steps.filter((step) => 'domain' in step && step.domain === domain);
    const planned = own.findLast((step) => step.step === 'planned');
    const changes = Object.entries(planned?.counts ?? {}).reduce(
      (sum, [kind, count]) => (STILL.has(kind) ? sum : sum + count),
      0,
    );
    // The last of each model: a counter goes on within one.
    const written = new Map(
      own.flatMap((step) => (step.step === 'writing' ? [[step.model, step] as const] : [])),
    );
    const sum = (of: 'done' | 'total') => [...written.values()].reduce((all, step) => all + step[of], 0);
    const phase =
      written.size > 0
        ? 'writing'
        : planned !== undefined
          ? 'planned'
          : own.length > 0
            ? 'reading'
            : 'waiting';
    return { domain, phase, changes, done: sum('done'), total: sum('total') };
  });
}
