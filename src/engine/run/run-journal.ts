import { ConnectorError } from '../../core/errors.ts';
import { given } from '../../core/run-choices.ts';
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
import { RunClock } from './run-clock.ts';
import type { RunRequest } from './run-request.ts';
import type { AppRowsWritten, DomainError, RunResult } from './summary.ts';

type JournalServices = Pick<EngineServices, 'database' | 'domains' | 'now'>;

/**
 * What has happened in a run so far: the one thing of a run that changes. It is only ever added to, and what another
 * process or a later run must know goes into the run's record in the database at once.
 */
export class RunJournal {
  /** ISO, UTC. */
  readonly startedAt: string;
  /** As it is in the database at the start of the run. */
  readonly backend: Backend;
  readonly request: RunRequest;
  /** How long each domain takes. */
  readonly clock: RunClock;
  readonly #services: JournalServices;
  readonly #outcomes: RunOutcome[] = [];
  readonly #domainErrors: DomainError[] = [];
  readonly #refusedRows: string[] = [];
  readonly #rowCounts = new Map<DomainName, WrittenRows['counts']>();
  #runId: number;
  #rowsWritten = 0;
  #rowsCutShort = false;
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
    ({ runId: this.#runId, startedAt: this.startedAt, backend: this.backend } = run);
    this.request = request;
    this.#services = services;
    this.clock = new RunClock(() => services.now());
  }

  /**
   * Begins the record of a run. The caller has the lock of the backend, so a run of it that is still open belongs to a
   * process that has ended: it is closed first, since only the lease of an ended run may be given back.
   *
   * @throws ConnectorError `domain.unknown`, `backend.unknown` where it was removed meanwhile, before anything is recorded
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
    if (backend.removedAt !== null) throw removed(backend);
    const { kind, origin } = request;
    const runId = await runs.start({ backendId: backend.id, domains, startedAt, kind, origin });
    return new RunJournal({ runId, startedAt, backend }, request, services);
  }

  /** Both servers are signed in to. */
  opened(sessions: Sessions): void {
    this.#sessions = sessions;
  }

  /** Odoo has runs up to this number, the run's own among them: it gets another one. */
  async renumbered(above: number): Promise<void> {
    this.#runId = await this.#services.database.runs.renumber(this.#runId, above);
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
  async previewed({ domains, ...asked }: PlanOptions): Promise<void> {
    // How the plan lists what it keeps is no choice of a user.
    const choices: PlanOptions = { ...asked, kept: undefined };
    const { database, domains: all } = this.#services;
    await database.previews.put({
      ...{ runId: this.runId, backendId: this.backend.id },
      ...{ odooKey: odooKey(this.backend), companyId: this.backend.odooCompanyId },
      options: { ...given(choices), domains: chooseDomains(all, domains).map(({ name }) => name) },
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

  /** So many rows of the app of one domain a preview would write. */
  rowsCounted(domain: DomainName, counts: WrittenRows['counts']): void {
    this.#rowCounts.set(domain, counts);
  }

  /** Rows of the app of one domain were written. */
  rowsWritten(domain: DomainName, { counts, written, refused, isCutShort }: WrittenRows): void {
    this.#rowCounts.set(domain, counts);
    this.#rowsWritten += written;
    this.#refusedRows.push(...refused);
    this.#rowsCutShort ||= isCutShort;
  }

  domainFailed(failure: DomainError): void {
    this.#domainErrors.push(failure);
  }

  async ended({ error, status, message }: RunResult): Promise<void> {
    const endedAt = this.#services.now().toISOString();
    const { times } = this.clock;
    await this.#services.database.runs.end(this.runId, {
      ...{ status, message, endedAt, times, code: error?.code, hint: error?.hint },
      ...this.roundTrips,
    });
  }

  /** Of the record of the run; it does not change any more once the row in Odoo is claimed. */
  get runId(): number {
    return this.#runId;
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
    return { written: this.#rowsWritten, refused: this.#refusedRows, isCutShort: this.#rowsCutShort };
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

function removed({ name }: Backend): ConnectorError {
  return new ConnectorError({
    code: 'backend.unknown',
    message: `The backend ${name} was removed a moment ago. Nothing was read or written.`,
    hint: 'woo-odoo backend list shows all backends.',
  });
}
