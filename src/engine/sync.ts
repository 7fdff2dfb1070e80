import { ConnectorError } from '../core/errors.ts';
import { isChange, needsReview } from '../core/operation.ts';
import type { DomainPlan, Plan } from '../core/plan.ts';
import { planHasChanges, planNeedsReview } from '../core/plan.ts';
import type { Backend, RunOutcome, RunStatus } from '../store/port.ts';
import { applyDomain } from './apply.ts';
import { withSessions, type Sessions } from './connect.ts';
import { chooseDomains, makePlan, type MadePlan, type PlanOptions } from './make-plan.ts';
import type { EngineServices } from './ports.ts';
import type { ProgressSink } from './progress.ts';

/** What a finished run is told as; everything else is in the run record. */
export interface RunReport {
  readonly runId: number;
  readonly status: Exclude<RunStatus, 'running'>;
  readonly message: string;
  /** Absent when neither side could be reached. */
  readonly plan?: Plan;
  /** What became of the changes; operations that were kept are not listed. */
  readonly outcomes: readonly RunOutcome[];
  readonly storeRequests: number;
  readonly odooCalls: number;
  /** Set when the run, or a domain of it, broke off. */
  readonly error?: ConnectorError;
}

/**
 * SYNC METADATA: reads both sides, plans, applies and records. Failures of the servers end in the report, never in an
 * exception; only a fault of the program is thrown, after the run was recorded as failed.
 * @throws ConnectorError `domain.unknown`, before anything is recorded.
 */
export async function syncBackend(
  backend: Backend,
  options: PlanOptions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<RunReport> {
  const { runs } = services.store;
  // Before the run begins: a name that no domain has must not get into the record of runs.
  const domains = chooseDomains(services.domains, options.domains).map((domain) => domain.name);
  const runId = await runs.start({ backendId: backend.id, domains, startedAt: services.now().toISOString() });
  const work = new RunWork(runId, services);
  let ending: Ending;
  try {
    ending = await work.run(backend, options, onProgress);
  } catch (error) {
    const message =
      error instanceof ConnectorError ? error.message : 'The program failed; nothing more was written.';
    await work.end({ status: work.appliedSomething() ? 'partial' : 'failed', message });
    if (!(error instanceof ConnectorError)) throw error;
    return work.report({ status: work.appliedSomething() ? 'partial' : 'failed', message, error });
  }
  await work.end(ending);
  return work.report(ending);
}

interface Ending {
  readonly status: Exclude<RunStatus, 'running'>;
  readonly message: string;
  readonly error?: ConnectorError;
}

/** One run under way: what it opened, planned and settled so far, so that any end can be recorded. */
class RunWork {
  readonly #runId: number;
  readonly #services: EngineServices;
  readonly #outcomes: RunOutcome[] = [];
  readonly #brokenOff: { readonly domain: DomainPlan['domain']; readonly error: ConnectorError }[] = [];
  #sessions: Sessions | undefined;
  #plan: Plan | undefined;

  constructor(runId: number, services: EngineServices) {
    this.#runId = runId;
    this.#services = services;
  }

  run(backend: Backend, options: PlanOptions, onProgress: ProgressSink): Promise<Ending> {
    return withSessions(backend, this.#services, onProgress, (sessions) => {
      this.#sessions = sessions;
      return this.#planAndApply(sessions, options, onProgress);
    });
  }

  async #planAndApply(sessions: Sessions, options: PlanOptions, onProgress: ProgressSink): Promise<Ending> {
    const made = await makePlan(sessions, options, this.#services, onProgress);
    this.#plan = made.plan;
    await this.#services.store.runs.recordPlan(this.#runId, made.plan);
    for (const domain of made.plan.domains) {
      if (domain.failure === undefined) await this.#apply(domain, made, sessions, onProgress);
    }
    return this.#conclude(made.plan);
  }

  async #apply(
    plan: DomainPlan,
    made: MadePlan,
    sessions: Sessions,
    onProgress: ProgressSink,
  ): Promise<void> {
    const types = this.#services.domains.find((domain) => domain.name === plan.domain)?.types ?? [];
    try {
      await applyDomain(plan, types, sessions, this.#services, onProgress, (outcomes) =>
        this.#settle(outcomes),
      );
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.#brokenOff.push({ domain: plan.domain, error });
      await this.#settle(this.#unreached(plan, error));
      return;
    }
    // A read that was too small to be believed must not become the measure for the next one.
    const counts = made.counts.get(plan.domain);
    const believed = !plan.notes.some((note) => note.code === 'removals_blocked');
    if (counts && believed)
      await this.#services.store.memory.saveCounts(sessions.backend.id, plan.domain, counts);
  }

  async #settle(outcomes: readonly RunOutcome[]): Promise<void> {
    this.#outcomes.push(...outcomes);
    await this.#services.store.runs.recordOutcomes(this.#runId, outcomes);
  }

  /**
   * The changes that were not settled when a server went away. Some may have been applied, since the answer may be what
   * was lost: the next run reads reality and finishes them.
   */
  #unreached(plan: DomainPlan, error: ConnectorError): RunOutcome[] {
    const settled = new Set(this.#outcomes.map(({ domain, type, key }) => `${domain} ${type} ${key}`));
    return plan.operations
      .filter(isChange)
      .filter(({ subject }) => !settled.has(`${plan.domain} ${subject.type} ${subject.key}`))
      .map(({ subject }) => ({
        domain: plan.domain,
        type: subject.type,
        key: subject.key,
        status: 'failed',
        message: `Not known to be applied; the next run finds out. ${error.message}`,
        odooId: null,
      }));
  }

  #conclude(plan: Plan): Ending {
    const count = (status: RunOutcome['status']) =>
      this.#outcomes.filter((outcome) => outcome.status === status).length;
    const failed = count('failed') + count('skipped');
    const applied = count('applied');
    const operations = plan.domains.flatMap((domain) => domain.operations);
    const unsupported = operations.filter(({ kind }) => kind === 'unsupported').length;
    const unread = plan.domains.filter((domain) => domain.failure !== undefined);
    const message = [
      counted(applied, applied === 1 ? 'change applied' : 'changes applied'),
      counted(failed, 'failed'),
      counted(operations.filter(needsReview).length, 'to review'),
      counted(unsupported, 'that cannot be said in Odoo'),
      ...unread.map((domain) => `${domain.domain} could not be read: ${domain.failure?.message ?? ''}`),
      ...this.#brokenOff.map(({ domain, error }) => `${domain} broke off: ${error.message}`),
    ]
      .filter((part) => part !== '')
      .join('; ');
    const error = this.#brokenOff[0]?.error;
    const broken = unread.length + this.#brokenOff.length;
    if (broken > 0 && broken === plan.domains.length && applied === 0) {
      return { status: 'failed', message, ...(error && { error }) };
    }
    // A record that Odoo refuses is no failure of the run, even when it is the only one that had to change.
    if (failed > 0 || broken > 0 || planNeedsReview(plan)) {
      return { status: 'partial', message: message || 'Something needs review', ...(error && { error }) };
    }
    if (planHasChanges(plan)) return { status: 'done', message };
    const rest = unsupported > 0 ? `; ${message}` : ': both sides agree';
    return { status: 'nothing', message: `Nothing to do${rest}` };
  }

  appliedSomething(): boolean {
    return this.#outcomes.some((outcome) => outcome.status === 'applied');
  }

  async end(ending: Ending): Promise<void> {
    await this.#services.store.runs.end(this.#runId, {
      status: ending.status,
      message: ending.message,
      endedAt: this.#services.now().toISOString(),
      ...this.#roundTrips(),
    });
  }

  report(ending: Ending): RunReport {
    return {
      runId: this.#runId,
      ...ending,
      ...(this.#plan && { plan: this.#plan }),
      outcomes: this.#outcomes,
      ...this.#roundTrips(),
    };
  }

  #roundTrips(): { storeRequests: number; odooCalls: number } {
    return {
      storeRequests: this.#sessions?.store.requests() ?? 0,
      odooCalls: this.#sessions?.odoo.calls() ?? 0,
    };
  }
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en-US')} ${what}`;
}
