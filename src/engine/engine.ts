import type { Alignment } from '../core/agreement.ts';
import type { Resolution } from '../core/domain.ts';
import type { Explanation } from '../core/explanation.ts';
import type { Plan, Replacement } from '../core/plan.ts';
import type { Backend, SavedRow } from '../database/port.ts';
import { addBackend } from './backends/add.ts';
import { editBackend, testBackend } from './backends/edit.ts';
import type { BackendEdit, BackendInput } from './backends/input.ts';
import { findReplacements, replaceRecords, type ReplacedRecords } from './backends/replace-records.ts';
import { makeRows, type BackendRowMade, type OdooAddress } from './odoo-app/backend-rows.ts';
import {
  checkOdooAddress,
  checkOdooSignIn,
  type OdooAddressCheck,
  type OdooSignInCheck,
  type OdooSignInInput,
} from './connect/check-odoo.ts';
import { checkStoreAddress, type StoreAddressCheck } from './connect/check-store.ts';
import { alignPoint } from './queries/align-point.ts';
import { align, type FoundAlignment } from './queries/align.ts';
import {
  chooseRecord,
  recordsToChoose,
  type Choice,
  type RecordSearch,
  type RecordToChoose,
} from './rows/choose.ts';
import { applySavedPlan } from './run/apply-saved.ts';
import { checkBackend, type Checked } from './queries/check.ts';
import { withSessions, type OdooSignIn } from './sessions.ts';
import type { Check } from './doctor/doctor.ts';
import { runDoctor } from './doctor/backends.ts';
import { withBackendLock } from './run/lock.ts';
import { explain } from './queries/explain.ts';
import { makePlan } from './plan/make-plan.ts';
import type { PlanOptions } from './plan/plan-result.ts';
import type { EngineServices } from './ports.ts';
import { RequestWatch } from './odoo-app/requests.ts';
import type { ProgressSink } from './run/progress.ts';
import { previewTakeBack, takeBack, type TakeBack, type TakenBack } from './backends/take-back/take-back.ts';
import { purgeBackend, purgeEffects, type PurgeEffects } from './backends/purge.ts';
import { openRecords, type Records } from './queries/records.ts';
import { resolve, type Question } from './queries/resolve.ts';
import { verifyOrders } from './queries/verify-orders.ts';
import { verifyShipping } from './queries/verify-shipping.ts';
import { cleanProof, verifyTaxes } from './queries/verify-taxes.ts';
import type { ShippingsProof } from './proof/shipping-report.ts';
import type { TaxesProof } from './proof/taxes-report.ts';
import type { OrdersProof } from './proof/orders-report.ts';
import { outcomeOfOrders, outcomeOfShipping, outcomeOfTaxes } from './proof/proof-outcome.ts';
import { recordProof } from './proof/record-proof.ts';
import { runProofs, type ProofJob } from './run/run-proofs.ts';
import type { RunReport } from './run/run-report.ts';
import { rowsOf, type Rows } from './rows/rows.ts';
import { removeBackend, type RemovedBackend } from './backends/remove.ts';
import { MANUAL_SYNC, type JobRequest } from './run/run-request.ts';
import { applyPreview } from './run/apply-preview.ts';
import { runBackend } from './run/run.ts';
import { findTwins, mergeTwins, type MergeOptions, type MergedTwins, type Twins } from './backends/twins.ts';

/** What command line, API and service call. */
export interface Engine extends Records, Rows {
  addBackend(input: BackendInput, onProgress: ProgressSink): Promise<Backend>;
  editBackend(nameOrId: string, edit: BackendEdit, onProgress: ProgressSink): Promise<Backend>;
  testBackend(nameOrId: string, onProgress: ProgressSink): ReturnType<typeof testBackend>;
  removeBackend(nameOrId: string, onProgress: ProgressSink): Promise<RemovedBackend>;
  /** What is there twice since a data folder was lost under an earlier version; writes nothing. */
  findTwins(backend: Backend, onProgress: ProgressSink): Promise<Twins>;
  /** Archives it, where no order names it. */
  mergeTwins(backend: Backend, onProgress: ProgressSink, options?: MergeOptions): Promise<MergedTwins>;
  /** Records of the connector for which Odoo has one of its own by now; writes nothing. */
  findReplacements(backend: Backend, onProgress: ProgressSink): Promise<readonly Replacement[]>;
  /** Lets all that points to them point to Odoo's own, and renames them. */
  replaceRecords(backend: Backend, onProgress: ProgressSink): Promise<ReplacedRecords>;
  /** Gives every backend on an Odoo database its row in the app, once the app is there. */
  makeRows(address: OdooAddress, onProgress: ProgressSink): Promise<BackendRowMade[]>;
  /** Reads both sides and plans; writes nothing anywhere. */
  plan(backend: Backend, options: PlanOptions, onProgress: ProgressSink): Promise<Plan>;
  /** `stop`: the batch in hand is finished and recorded, and the report shows what is left. */
  sync(
    backend: Backend,
    options: PlanOptions,
    onProgress: ProgressSink,
    stop?: AbortSignal,
  ): Promise<RunReport>;
  /** What a service does when a request or a schedule asks for it. @throws ConnectorError `backend.busy`, `backend.unknown` */
  runJob(backendId: string, request: JobRequest, onProgress: ProgressSink): Promise<RunReport>;
  /** Carries out the proofs of a backend that were asked for. @throws ConnectorError `backend.busy`, `backend.unknown` */
  runProofs(
    backendId: string,
    job: ProofJob,
    onProgress: ProgressSink,
  ): Promise<{ readonly stopped: boolean }>;
  /** Asks Odoos for requests of people. */
  watchRequests(): RequestWatch;
  /** Applies a plan that `savePlan` wrote, if it is still true. */
  applySaved(text: string, onProgress: ProgressSink, stop?: AbortSignal): Promise<RunReport>;
  /** What `takeBack` would do in Odoo; reads only. */
  previewTakeBack(nameOrId: string, onProgress: ProgressSink): Promise<TakeBack>;
  /** Removes a backend with all that it alone created in Odoo. @throws ConnectorError `backend.busy`, `app.other_installation` */
  takeBack(nameOrId: string, onProgress: ProgressSink): Promise<TakenBack>;
  /** What `purge` would drop; nothing is changed. */
  purgeEffects(nameOrId: string): Promise<PurgeEffects>;
  purgeBackend(id: string): Promise<void>;
  /** Checks the database and the named backend, or all. */
  doctor(nameOrId: string | undefined, onProgress: ProgressSink): Promise<Check[]>;
  /** Where store and Odoo agree on what decides money; writes nothing anywhere. */
  check(backend: Backend, onProgress: ProgressSink): Promise<Checked>;
  /** Does one write that `check` offered, as an administrator of Odoo. Throws `check.changed` where it is out of date. */
  align(
    backend: Backend,
    alignment: Alignment,
    administrator: OdooSignIn,
    onProgress: ProgressSink,
  ): Promise<void>;
  /** What is at the address of a store or an Odoo, as somebody typed it; stores nothing. */
  checkStoreAddress(address: string): Promise<StoreAddressCheck>;
  checkOdooAddress(address: string): Promise<OdooAddressCheck>;
  /** Signs in to an Odoo and looks what the user may do there; stores nothing. @throws ConnectorError `odoo.…` */
  checkOdooSignIn(input: OdooSignInInput): Promise<OdooSignInCheck>;
  /** Checks, and makes Odoo agree on one point. @throws ConnectorError `check.…` */
  alignPoint(
    backend: Backend,
    point: { readonly key: string; readonly expected: string },
    administrator: OdooSignIn,
    onProgress: ProgressSink,
  ): Promise<FoundAlignment>;
  /** Sets which record represents a row, as a user of the Odoo app does. @throws ConnectorError `choice.…`, `rows.…` */
  chooseRecord(backend: Backend, choice: Choice): Promise<SavedRow>;
  /** Records that may be chosen for a row. @throws ConnectorError `choice.…`, `rows.…` */
  recordsToChoose(backend: Backend, about: RecordSearch): Promise<RecordToChoose[]>;
  resolve(backend: Backend, question: Question, onProgress: ProgressSink): Promise<Resolution[]>;
  explain(backend: Backend, question: Question, onProgress: ProgressSink): Promise<Explanation>;
  /** Whether the store's last orders would find everything they need in Odoo; writes nothing anywhere. */
  verifyOrders(
    backend: Backend,
    options: { readonly last: number; readonly stop?: AbortSignal },
    onProgress: ProgressSink,
  ): Promise<OrdersProof>;
  /** Whether both servers charge the same tax, asked of the live servers; what it makes in Odoo is removed again. */
  verifyTaxes(
    backend: Backend,
    options: { readonly sample: number; readonly stop?: AbortSignal },
    onProgress: ProgressSink,
  ): Promise<TaxesProof>;
  /** Whether both servers offer the same shipping at the same price, asked of the live servers. */
  verifyShipping(
    backend: Backend,
    options: { readonly sample: number; readonly wizard?: boolean; readonly stop?: AbortSignal },
    onProgress: ProgressSink,
  ): Promise<ShippingsProof>;
  /** Removes what a killed proof left in Odoo; answers how many records. */
  cleanProof(backend: Backend, onProgress: ProgressSink): Promise<number>;
}

/** Builds the engine. Nothing is written before something is asked for. */
export function createEngine(services: EngineServices): Engine {
  const { backends } = services.database;
  return {
    ...openRecords(services),
    ...rowsOf(services),
    watchRequests: () => new RequestWatch(services),
    runJob: async (backendId, request, onProgress) => {
      const backend = await backends.get(backendId);
      const { kind, ...asked } = request;
      if (kind === 'apply') return applyPreview(backend, asked, services, onProgress);
      // What was decided with the requests that this run answers.
      const options = await services.database.askedRuns.choices({ backendId, kind });
      return runBackend({ backend, request: { ...asked, kind }, options }, services, onProgress);
    },
    addBackend: (input, onProgress) => addBackend(input, services, onProgress),
    editBackend: async (nameOrId, edit, onProgress) =>
      withBackendLock(await backends.get(nameOrId), services, (locked) =>
        editBackend(nameOrId, edit, locked, onProgress),
      ),
    testBackend: (nameOrId, onProgress) => testBackend(nameOrId, services, onProgress),
    removeBackend: async (nameOrId, onProgress) =>
      withBackendLock(await backends.get(nameOrId), services, (locked) =>
        removeBackend(nameOrId, locked, onProgress),
      ),
    previewTakeBack: (nameOrId, onProgress) => previewTakeBack(nameOrId, services, onProgress),
    takeBack: (nameOrId, onProgress) => takeBack(nameOrId, services, onProgress),
    purgeEffects: (nameOrId) => purgeEffects(nameOrId, services),
    purgeBackend: (id) => purgeBackend(id, services),
    doctor: (nameOrId, onProgress) => runDoctor(nameOrId, services, onProgress),
    findTwins: (backend, onProgress) =>
      withSessions(backend, services, onProgress, (sessions) => findTwins(sessions, services)),
    mergeTwins: (backend, onProgress, options) =>
      withBackendLock(backend, services, (locked) =>
        withSessions(backend, locked, onProgress, (sessions) => mergeTwins(sessions, locked, options)),
      ),
    findReplacements: (backend, onProgress) =>
      withSessions(backend, services, onProgress, (sessions) =>
        findReplacements(sessions, services, onProgress),
      ),
    replaceRecords: (backend, onProgress) =>
      withBackendLock(backend, services, (locked) =>
        withSessions(backend, locked, onProgress, (sessions) => replaceRecords(sessions, locked, onProgress)),
      ),
    makeRows: (address, onProgress) => makeRows(address, services, onProgress),
    plan: (backend, options, onProgress) =>
      withSessions(backend, services, onProgress, async (sessions) => {
        return (await makePlan(sessions, options, services, onProgress)).plan;
      }),
    sync: (backend, options, onProgress, stop) =>
      runBackend({ backend, options, request: { ...MANUAL_SYNC, stop } }, services, onProgress),
    applySaved: (text, onProgress, stop) => applySavedPlan(text, services, onProgress, stop),
    check: (backend, onProgress) => checkBackend(backend, services, onProgress),
    align: (backend, alignment, administrator, onProgress) =>
      align(backend, alignment, administrator, services, onProgress),
    checkStoreAddress: (address) => checkStoreAddress(address, services),
    checkOdooAddress: (address) => checkOdooAddress(address, services),
    checkOdooSignIn: (input) => checkOdooSignIn(input, services),
    alignPoint: (backend, point, administrator, onProgress) =>
      alignPoint(backend, point, administrator, services, onProgress),
    chooseRecord: (backend, choice) => chooseRecord(backend, choice, services),
    recordsToChoose: (backend, about) => recordsToChoose(backend, about, services),
    resolve: (backend, question, onProgress) => resolve(backend, question, services, onProgress),
    explain: (backend, question, onProgress) => explain(backend, question, services, onProgress),
    verifyShipping: (backend, { sample, stop, wizard }, onProgress) =>
      recordProof(
        {
          ...{ backend, kind: 'shipping', sample, stop, outcomeOf: outcomeOfShipping },
          prove: (own, stopped) =>
            verifyShipping(backend, { sample, wizard, stop: stopped }, own, onProgress),
        },
        services,
        onProgress,
      ),
    verifyTaxes: (backend, { sample, stop }, onProgress) =>
      recordProof(
        {
          ...{ backend, kind: 'taxes', sample, stop, outcomeOf: outcomeOfTaxes },
          prove: (own, stopped) => verifyTaxes(backend, { sample, stop: stopped }, own, onProgress),
        },
        services,
        onProgress,
      ),
    cleanProof: (backend, onProgress) => cleanProof(backend, services, onProgress),
    verifyOrders: (backend, { last, stop }, onProgress) =>
      recordProof(
        {
          ...{ backend, kind: 'orders', sample: last, stop, outcomeOf: outcomeOfOrders },
          prove: (own, stopped) => verifyOrders(backend, { last, stop: stopped }, own, onProgress),
        },
        services,
        onProgress,
      ),
    runProofs: (backendId, job, onProgress) => runProofs(backendId, job, services, onProgress),
  };
}
