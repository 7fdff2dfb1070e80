import type { DomainName } from '../../core/operation.ts';
import type { Backend, RunOutcome } from '../../database/port.ts';
import type { Plan } from '../../core/plan.ts';
import type { AppLease } from '../odoo-app/lease.ts';
import type { WrittenRows } from '../odoo-app/written-rows.ts';
import { chooseDomains } from '../plan/choose-domains.ts';
import type { PlanOptions, PlanResult } from '../plan/plan-result.ts';
import type { Selection } from '../plan/select-changes.ts';
import type { EngineServices } from '../ports.ts';
import { odooKey, type Sessions } from '../sessions.ts';
import { ABANDONED } from './abandoned-run.ts';
import { indexOf, type RecordIndex } from './record-index.ts';
import type { RunRequest } from './run-request.ts';
import type { AppRowsWritten, DomainError, RunResult } from './summary.ts';

type JournalServices = Pick<EngineServices, 'database' | 'domains' | 'now'>;

/**
 * What has happened in a run so far: the one thing of a run that changes. It is only ever added to, and what another
 * process or a later run must know goes into the run's record in the database at once.
 */
export class RunJournal {
  readonly runId: number;
  /** ISO, UTC. */
  readonly startedAt: string;
  /** As it is in the database at the start of the run. */
  readonly backend: Backend;
  readonly request: RunRequest;
  readonly #services: JournalServices;
  readonly #outcomes: RunOutcome[] = [];
  readonly #domainErrors: DomainError[] = [];
  readonly #refusedRows: string[] = [];
  readonly #rowCounts = new Map<DomainName, WrittenRows['counts']>();
  #rowsWritten = 0;
  #sessions: Sessions | undefined;
  #claim: { readonly lease: AppLease; readonly kind: RunRequest['kind'] } | undefined;
  #planned: PlanResult | undefined;
  #selection: Selection | undefined;
  #records: RecordIndex | undefined;

  private constructor(
    run: { readonly runId: number; readonly startedAt: string; readonly backend: Backend },
    request: RunRequest,
    services: JournalServices,
  ) {
    ({ runId: this.runId, startedAt: this.startedAt, backend: this.backend } = run);
    this.request = request;
    this.#services = services;
  }

  /**
   * Begins the record of a run. The caller has the lock of the backend, so a run of it that is still open belongs to a
   * process that has ended: it is closed first, since only the lease of an ended run may be given back.
   *
   * @throws ConnectorError `domain.unknown`, before anything is recorded
   */
  static async begin(
    given: Backend,
    request: RunRequest,
    chosen: readonly DomainName[] | undefined,
    services: JournalServices,
  ): Promise<RunJournal> {
    const domains = chooseDomains(services.domains, chosen).map(({ name }) => name);
    const { backends, runs } = services.database;
    const startedAt = services.now().toISOString();
    await runs.failAbandoned(given.id, startedAt, ABANDONED);
    // The caller's copy may be outdated: an earlier run may have made the row in Odoo, a user may have renamed it.
    const backend = (await backends.find(given.id)) ?? given;
    const { kind, origin } = request;
    const runId = await runs.start({ backendId: backend.id, domains, startedAt, kind, origin });
    return new RunJournal({ runId, startedAt, backend }, request, services);
  }

  /** Both servers are signed in to. */
  opened(sessions: Sessions): void {
    this.#sessions = sessions;
  }

  /** The backend's row in the app is leased to this run; a request of a user decided what kind of run it is. */
  async claimed(lease: AppLease, kind: RunRequest['kind']): Promise<void> {
    this.#claim = { lease, kind };
    await this.#services.database.runs.claimed(this.runId, { requestNumber: lease.requestNumber, kind });
  }

  planned(planned: PlanResult): void {
    this.#planned = planned;
  }

  /** Which changes of the plan are applied. From here on the plan is in the record of the run. */
  async selected({ plan }: PlanResult, selection: Selection): Promise<void> {
    this.#selection = selection;
    await this.#services.database.runs.recordPlan(this.runId, plan);
  }

  /** The plan of a preview is in the record, and may be applied from here on. */
  async previewed({ domains, allowRemovals = false, recreateDeleted = false }: PlanOptions): Promise<void> {
    const { database, domains: all } = this.#services;
    await database.previews.put({
      ...{ runId: this.runId, backendId: this.backend.id },
      ...{ odooKey: odooKey(this.backend), companyId: this.backend.odooCompanyId },
      options: {
        domains: chooseDomains(all, domains).map(({ name }) => name),
        ...{ allowRemovals, recreateDeleted },
      },
    });
  }

  /** What became of changes. */
  async settled(outcomes: readonly RunOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    for (const outcome of outcomes) this.#outcomes.push(outcome);
    this.#records?.addMade(outcomes);
    await this.#services.database.runs.recordOutcomes(this.runId, outcomes);
  }

  /** Changes that are not for this run: they are in its record, and neither in its counts nor in its report. */
  async leftOut(outcomes: readonly RunOutcome[]): Promise<void> {
    await this.#services.database.runs.recordOutcomes(this.runId, outcomes);
  }

  /** Rows of the app of one domain were written. */
  rowsWritten(domain: DomainName, { counts, written, refused }: WrittenRows): void {
    this.#rowCounts.set(domain, counts);
    this.#rowsWritten += written;
    this.#refusedRows.push(...refused);
  }

  domainFailed(failure: DomainError): void {
    this.#domainErrors.push(failure);
  }

  async ended({ status, message }: RunResult): Promise<void> {
    const endedAt = this.#services.now().toISOString();
    await this.#services.database.runs.end(this.runId, { status, message, endedAt, ...this.roundTrips });
  }

  get kind(): RunRequest['kind'] {
    return this.#claim?.kind ?? this.request.kind;
  }

  /** Undefined until the row is claimed, and without the app. */
  get lease(): AppLease | undefined {
    return this.#claim?.lease;
  }

  get planResult(): PlanResult | undefined {
    return this.#planned;
  }

  /** The part of the plan that was selected, with how many rows of the app there were to write. */
  get planWithRows(): Plan | undefined {
    const plan = this.#selection?.plan ?? this.#planned?.plan;
    return plan && this.withRows(plan);
  }

  /** A plan with how many rows of the app there were to write. */
  withRows(plan: Plan): Plan {
    const domains = plan.domains.map((each) => {
      const appRows = this.#rowCounts.get(each.domain);
      return appRows === undefined ? each : { ...each, appRows };
    });
    return { ...plan, domains };
  }

  get outcomes(): readonly RunOutcome[] {
    return this.#outcomes;
  }

  get domainErrors(): readonly DomainError[] {
    return this.#domainErrors;
  }

  /** Rows of the app: how many were written, and Odoo's messages for those it refused. */
  get rows(): AppRowsWritten {
    return { written: this.#rowsWritten, refused: this.#refusedRows };
  }

  /** The records of subjects: those that the plans found and those made since. One for all domains, which may point to each other's. */
  get records(): RecordIndex {
    this.#records ??= indexOf(this.#planned?.operations ?? []).addMade(this.#outcomes);
    return this.#records;
  }

  get roundTrips(): { readonly storeRequests: number; readonly odooCalls: number } {
    return {
      storeRequests: this.#sessions?.store.requests() ?? 0,
      odooCalls: this.#sessions?.odoo.calls() ?? 0,
    };
  }
}
