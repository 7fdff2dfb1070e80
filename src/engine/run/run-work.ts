import { ConnectorError } from '../../core/errors.ts';
import { compareAppRows, type ExistingAppRows } from '../../core/app-rows.ts';
import type { AppRows } from '../../odoo/port.ts';
import { isChange } from '../../core/operation.ts';
import type { DomainPlan, Plan } from '../../core/plan.ts';
import { NOT_DONE, STOPPED } from '../../core/cancellation.ts';
import type { Backend, RunOutcome } from '../../database/port.ts';
import { rememberLearnt, writeDomainRows } from '../odoo-app/rows.ts';
import { LEASE_LOST, acquireLease, renewLease, publishRun, type AppLease } from '../odoo-app/lease.ts';
import { applyDomain } from './apply.ts';
import {
  summarizeInterrupted,
  summarizePreview,
  summarizeRun,
  type DomainError,
  type RunResult,
} from './summary.ts';
import { withSessions, type AppSession, type Sessions } from '../sessions.ts';
import { indexOf, type RecordIndex } from './record-index.ts';
import { makePlan, type DomainSnapshot, type PlanResult, type PlanOptions } from '../plan/make-plan.ts';
import { partsOf } from '../odoo-app/mirror.ts';
import type { EngineServices } from '../ports.ts';
import type { RunRequest } from './run-request.ts';
import { choosePlan, addLeftCount, splitChosen, type ChangeFilter } from '../plan/saved-plan.ts';
import type { ProgressSink } from './progress.ts';
import { ProgressReporter } from '../odoo-app/progress-reporter.ts';
import { itemsOf, REVIEW_MODEL, reviewRows } from '../odoo-app/review-items.ts';

/** What a finished run is told as; everything else is in the run record. */
export interface RunReport {
  readonly runId: number;
  readonly status: RunResult['status'];
  readonly message: string;
  /** Absent when neither side could be reached. */
  readonly plan?: Plan;
  /** What became of the changes; operations that were kept are not listed. */
  readonly outcomes: readonly RunOutcome[];
  readonly storeRequests: number;
  readonly odooCalls: number;
  /** Set when the run, or a domain of it, broke off. */
  readonly error?: ConnectorError;
  readonly kind: RunRequest['kind'];
  /** The process was told to stop before the run came to its end; another run has to finish it. */
  readonly stopped?: true;
}

interface RunAbout {
  readonly runId: number;
  readonly startedAt: string;
  readonly backend: Backend;
  readonly request: RunRequest;
  /** Looks at the plan before anything is written, and says which of its changes to apply; all of them when absent. */
  readonly choose?: ((plan: Plan) => ChangeFilter) | undefined;
}

/** One run under way: what it opened, planned and settled so far, so that any end can be recorded. */
export class RunWork {
  readonly #about: RunAbout;
  readonly #services: EngineServices;
  readonly #outcomes: RunOutcome[] = [];
  readonly #brokenOff: DomainError[] = [];
  readonly #rows = { written: 0, refused: [] as string[] };
  #known: RecordIndex | undefined;
  #sessions: Sessions | undefined;
  #lease: AppLease | undefined;
  #made: PlanResult | undefined;
  #chosen: ChangeFilter | undefined;
  #kind: RunRequest['kind'];
  /** Whether the row in Odoo shows that this run writes. */
  #shownWriting = false;

  constructor(about: RunAbout, services: EngineServices) {
    this.#about = about;
    this.#kind = about.request.kind;
    this.#services = services;
  }

  run(options: PlanOptions, onProgress: ProgressSink): Promise<RunResult> {
    return withSessions(this.#about.backend, this.#services, onProgress, (sessions) => {
      this.#sessions = sessions;
      return this.#planAndApply(sessions, options, onProgress);
    });
  }

  async #planAndApply(opened: Sessions, options: PlanOptions, sink: ProgressSink): Promise<RunResult> {
    const { app } = opened;
    if (app !== null && !(await this.#claim(app)))
      return { status: 'nothing', message: 'The request had been answered already' };
    const { sessions, onProgress } = this.#telling(opened, sink);
    const made = await makePlan(sessions, options, this.#services, onProgress);
    this.#made = made;
    this.#chosen = this.#about.choose?.(made.plan);
    await this.#services.database.runs.recordPlan(this.#about.runId, made.plan);
    if (this.#kind === 'preview') return summarizePreview(made.plan);
    for (const domain of made.plan.domains) {
      if (domain.failure === undefined) await this.#apply(domain, made, sessions, onProgress);
    }
    const { plan, left } = choosePlan(made.plan, this.#chosen);
    const result = addLeftCount(summarizeRun(plan, this.#outcomes, this.#rows, this.#brokenOff), left);
    if (this.#lease?.recreated !== true) return result;
    return {
      ...result,
      message: `${result.message}; the backend's row in Odoo had been deleted and was made again`,
    };
  }

  /** Sessions and sink through which a long run is shown on the claimed row. */
  #telling(sessions: Sessions, onProgress: ProgressSink) {
    if (this.#lease === undefined) return { sessions, onProgress };
    const reporter = new ProgressReporter(this.#lease, sessions.backend, () => this.#services.now());
    const odoo = reporter.reportingOn(sessions.odoo);
    return { sessions: { ...sessions, odoo }, onProgress: reporter.listenTo(onProgress) };
  }

  /**
   * Claims the backend's row. A request of a person decides itself what it is, and is answered by a sync of any kind, not
   * by a check that nobody in Odoo asked for. False when the run is for a request and none waits any more.
   */
  async #claim(app: AppSession): Promise<boolean> {
    const { runId, backend, request } = this.#about;
    const forRequest = request.origin === 'odoo';
    const lease = await acquireLease(app, backend, this.#services, {
      ...this.#about,
      takeRequest: forRequest,
    });
    if (lease === null) return false;
    if (forRequest) this.#kind = lease.requestKind ?? request.kind;
    const answers = forRequest || this.#kind === 'sync';
    this.#lease = answers ? lease : { ...lease, requestNumber: 0 };
    const claim = { requestNumber: this.#lease.requestNumber, kind: this.#kind };
    await this.#services.database.runs.claimed(runId, claim);
    return true;
  }

  /** Whether the run broke off because the process was told to stop. A run that was at its end anyway did not. */
  #stopped({ error }: RunResult): boolean {
    if (this.#about.request.stop?.aborted !== true) return false;
    const failures = (this.#made?.plan.domains ?? []).flatMap(({ failure }) => failure ?? []);
    const errors = [error, ...failures, ...this.#brokenOff.map((each) => each.error)];
    return (
      errors.some((each) => each?.code === STOPPED) ||
      this.#outcomes.some(({ message }) => message === NOT_DONE) ||
      this.#rows.refused.some((text) => text.includes(NOT_DONE))
    );
  }

  /** The result of a run that a stop broke off: what was done and what is left. Any other stays as it is. */
  interrupted(result: RunResult): RunResult {
    return this.#stopped(result) ? summarizeInterrupted(this.#made?.plan, this.#outcomes, result) : result;
  }

  async #apply(
    plan: DomainPlan,
    made: PlanResult,
    sessions: Sessions,
    onProgress: ProgressSink,
  ): Promise<void> {
    const facts = made.facts.get(plan.domain);
    if (facts === undefined) return;
    try {
      await this.#assertLease(plan);
      await rememberLearnt(facts, sessions, this.#services);
      await applyDomain(
        await this.#leaveOthers(plan),
        facts.domain,
        sessions,
        this.#services,
        onProgress,
        this.#knownRecords(made),
        (outcomes) => this.#settle(outcomes),
      );
      await this.#writeRows(plan, facts, sessions, onProgress);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.#brokenOff.push({ domain: plan.domain, error });
      await this.#settle(this.#unreached(plan, error));
      return;
    }
    // A read that was too small to be believed must not become the measure for the next one.
    const believed = !plan.notes.some((note) => note.code === 'removals_blocked');
    if (believed)
      await this.#services.database.memory.saveCounts(sessions.backend.id, plan.domain, facts.counts);
  }

  /** One for the whole run, since a domain may point to what an earlier one has made. */
  #knownRecords(made: PlanResult): RecordIndex {
    this.#known ??= indexOf(made.operations);
    return this.#known;
  }

  async #writeRows(
    plan: DomainPlan,
    facts: DomainSnapshot,
    sessions: Sessions,
    onProgress: ProgressSink,
  ): Promise<void> {
    if (this.#lease === undefined) return;
    const rows = await writeDomainRows(
      plan,
      facts,
      this.#outcomes,
      sessions,
      this.#lease,
      this.#services,
      onProgress,
      (operation) => !isChange(operation) || (this.#chosen?.(plan.domain, operation) ?? true),
    );
    await this.#settle(rows.outcomes);
    this.#rows.written += rows.written;
    this.#rows.refused.push(...rows.refused);
  }

  /**
   * Before the first native record is written. From then on the lease is lengthened with rows of the app, and every 15
   * seconds before a load; a run that writes no native record takes the claim, the end and the rows alone.
   */
  async #assertLease(plan: DomainPlan): Promise<void> {
    if (this.#lease === undefined) return;
    if (this.#shownWriting || !plan.operations.some(({ write }) => write !== undefined)) return;
    this.#shownWriting = true;
    await renewLease(this.#lease, `writing ${plan.domain}`, this.#about.backend);
  }

  /** The part of a plan that was chosen. The rest is recorded as not tried, and nothing is made of it. */
  async #leaveOthers(plan: DomainPlan): Promise<DomainPlan> {
    const chosen = this.#chosen;
    if (chosen === undefined) return plan;
    const { left, operations } = splitChosen(plan, chosen);
    await this.#services.database.runs.recordOutcomes(this.#about.runId, left);
    return { ...plan, operations };
  }

  async #settle(outcomes: readonly RunOutcome[]): Promise<void> {
    this.#outcomes.push(...outcomes);
    await this.#services.database.runs.recordOutcomes(this.#about.runId, outcomes);
  }

  /**
   * The changes that were not settled when a server went away. Some may have been applied, since the answer may be what
   * was lost: the next run reads reality and finishes them.
   */
  #unreached(plan: DomainPlan, error: ConnectorError): RunOutcome[] {
    const settled = new Set(this.#outcomes.map(({ domain, type, key }) => `${domain} ${type} ${key}`));
    return plan.operations
      .filter((operation) => isChange(operation) && (this.#chosen?.(plan.domain, operation) ?? true))
      .filter(({ subject }) => !settled.has(`${plan.domain} ${subject.type} ${subject.key}`))
      .map(({ subject }) => ({
        domain: plan.domain,
        type: subject.type,
        key: subject.key,
        ...unreachedOutcome(error),
        odooId: null,
      }));
  }

  appliedSomething(): boolean {
    return this.#outcomes.some((outcome) => outcome.status === 'applied');
  }

  /**
   * Tells the run in the Odoo app: what waits for a person, the operations, the backend's status. That this fails (Odoo
   * has gone) changes nothing about what was applied; it is said in the result.
   */
  async tell(result: RunResult): Promise<RunResult> {
    const { runId, startedAt, backend } = this.#about;
    if (this.#lease === undefined || this.#sessions === undefined) return result;
    // Another run tells its own by now.
    if (this.#brokenOff.some(({ error }) => error.code === LEASE_LOST)) return result;
    const stopped = this.#stopped(result);
    const plan = stopped ? undefined : this.#made?.plan;
    // A request that is not finished stays one: whoever starts next answers it.
    const lease = stopped ? { ...this.#lease, requestNumber: 0 } : this.#lease;
    try {
      const isSync = plan !== undefined && this.#kind !== 'preview';
      const review = isSync ? this.#reviews(plan) : null;
      const report = {
        ...{ runId, kind: this.#kind, status: result.status, message: result.message },
        ...{ started: startedAt, ended: this.#services.now().toISOString() },
        ...{ plan, outcomes: this.#outcomes, rowsWritten: this.#rows.written },
        counts: review === null ? {} : { ...countObjects(this.#made), review: review.count },
      };
      const refused = await publishRun(lease, report, review?.parts ?? [], backend);
      if (refused.length === 0) return result;
      const words = `Odoo refused ${refused.length} rows of the report in the app: ${refused[0] ?? ''}`;
      return { ...result, message: `${result.message}; ${words}` };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const status = result.status === 'failed' ? 'failed' : 'partial';
      return {
        ...result,
        status,
        message: `${result.message}; the app in Odoo could not be told: ${error.message}`,
      };
    }
  }

  /** What is to review now: the rows that change, and how many the list holds then. */
  #reviews(plan: Plan): { readonly parts: AppRows[]; readonly count: number } {
    const rows = reviewRows(plan, this.#outcomes);
    // A domain that could not be read says nothing of what waited in it.
    const planned = plan.domains.flatMap(({ domain, failure }) => (failure === undefined ? [domain] : []));
    const found: ExistingAppRows = this.#made?.reviews ?? { rows: new Map() };
    const changes = [...compareAppRows(rows, itemsOf(found, planned), true)];
    const others = (found.rows.get(REVIEW_MODEL.model) ?? []).filter((item) => item.active).length;
    return {
      parts: partsOf([REVIEW_MODEL], changes, this.#services.now()),
      count: rows.length + others - activeOf(itemsOf(found, planned)),
    };
  }

  async end(result: RunResult): Promise<void> {
    await this.#services.database.runs.end(this.#about.runId, {
      status: result.status,
      message: result.message,
      endedAt: this.#services.now().toISOString(),
      ...this.#roundTrips(),
    });
  }

  report(result: RunResult): RunReport {
    const plan = this.#made && choosePlan(this.#made.plan, this.#chosen).plan;
    return {
      runId: this.#about.runId,
      kind: this.#kind,
      ...result,
      ...(this.#stopped(result) && { stopped: true as const }),
      ...(plan && { plan }),
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

function activeOf(state: ExistingAppRows): number {
  return [...state.rows.values()].flat().filter((row) => row.active).length;
}

/** What the backend's form counts: subjects by type, by the store's own lists where there are such, and disagreements. */
function countObjects(made: PlanResult | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { agreements, domain, operations } of made?.plan.domains ?? []) {
    const live = operations.filter(({ kind }) => kind !== 'archive');
    for (const { subject } of live) counts[subject.type] = (counts[subject.type] ?? 0) + 1;
    if (agreements) counts['disagreement'] = agreements.filter(({ verdict }) => verdict === 'differ').length;
    Object.assign(counts, made?.facts.get(domain)?.counts);
  }
  return counts;
}

/** What becomes of a change that a run did not get to. After a stop nothing more was sent; else the answer may be what was lost. */
function unreachedOutcome(error: ConnectorError): Pick<RunOutcome, 'status' | 'message'> {
  if (error.code === STOPPED) return { status: 'skipped', message: NOT_DONE };
  return {
    status: 'failed',
    message: `Not known to be applied; the next run finds out. ${error.message}`,
  };
}
