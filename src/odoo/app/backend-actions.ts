import { z } from 'zod';
import { OdooError } from '../errors.ts';
import type { AppTakeOver, AppTakeOverAnswer, OdooReader, OdooWriter } from '../port.ts';
import { recordId } from '../reader.ts';
import { APP_MODEL, BACKEND_MODEL } from './names.ts';
import type { ServerAction } from './server-actions.ts';

/** What the connector's own user can learn about the app. */
export type AppAccess =
  | { readonly state: 'absent' }
  /** Installed, but the user lacks the app's *Connector* group. */
  | { readonly state: 'denied' }
  | { readonly state: 'ready'; readonly version: string; readonly actions: AppActions };

/** Server actions that an app of an earlier version does not bring. */
type LaterAction = 'action_take';

/** The ids of the server actions; null where the app in Odoo is older than the action. */
export type AppActions = Readonly<
  Record<Exclude<ServerAction['id'], LaterAction>, number> & Record<LaterAction, number | null>
>;

const appRow = z.looseObject({
  id: recordId,
  x_version: z.string(),
  x_request_sync_action: recordId,
  x_request_preview_action: recordId,
  x_claim_action: recordId,
  x_renew_action: recordId,
  x_finish_action: recordId,
  // An integer that was never written is 0.
  x_take_action: z
    .union([recordId, z.literal(0), z.literal(false)])
    .optional()
    .transform((id) => id || null),
});

/** Without names Odoo answers every field that there is: one that an older app lacks is then no error. */
const ALL_FIELDS: readonly string[] = [];

/**
 * Finds the app with one call. An ordinary user may not read `ir.model.data`, so the app brings a row of its own that
 * says its version and the ids of its actions.
 */
export async function findApp(odoo: OdooReader): Promise<AppAccess> {
  try {
    const [row] = await odoo.searchRead(APP_MODEL, { fields: ALL_FIELDS, row: appRow });
    if (row === undefined) return { state: 'absent' };
    const actions: AppActions = {
      action_request_sync: row.x_request_sync_action,
      action_request_preview: row.x_request_preview_action,
      action_claim: row.x_claim_action,
      action_renew: row.x_renew_action,
      action_finish: row.x_finish_action,
      action_take: row.x_take_action,
    };
    return { state: 'ready', version: row.x_version, actions };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'odoo.access_error') return { state: 'denied' };
    // A missing model: a plain UserError by JSON-RPC, NotFound by JSON-2. Reading raises no other UserError.
    if (error instanceof OdooError && ['odoo.user_error', 'odoo.missing_model'].includes(error.code)) {
      return { state: 'absent' };
    }
    throw error;
  }
}

export interface Claim {
  /** The installation of the connector, kept in its database. */
  readonly installation: string;
  /** Of this claim alone. */
  readonly token: string;
  readonly leaseSeconds: number;
  /** Only when a request waits; else whenever the backend is free. */
  readonly takeRequest: boolean;
}

export type ClaimAnswer =
  | {
      readonly state: 'claimed';
      readonly requestNumber: number;
      readonly requestKind: 'sync' | 'preview';
      readonly requestUserId: number | null;
      readonly servedNumber: number;
    }
  | {
      readonly state: 'busy';
      readonly reason: 'other_installation' | 'leased' | 'nothing_requested';
      readonly installation: string;
      /** Odoo's text of a time in UTC, `2026-01-31 12:00:00`; empty where no lease is the reason. */
      readonly leaseUntil: string;
    };

const answerOf = <Tag extends string, Shape extends z.ZodRawShape>(tag: Tag, params: Shape) =>
  z.object({ tag: z.literal(tag), params: z.object(params) });

const claimAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_claimed', {
    request_number: z.int(),
    request_kind: z.enum(['sync', 'preview']),
    request_user: z.union([recordId, z.literal(false)]),
    served_number: z.int(),
  }),
  answerOf('woo_busy', {
    reason: z.enum(['other_installation', 'leased', 'nothing_requested']),
    installation: z.string(),
    lease_until: z.string(),
  }),
]);
const takeAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_taken', { last_run: z.int().nonnegative() }),
  answerOf('woo_busy', {
    reason: z.enum(['other_installation', 'leased']),
    installation: z.string(),
    lease_until: z.string(),
  }),
]);
const renewAnswer = z.discriminatedUnion('tag', [answerOf('woo_renewed', {}), answerOf('woo_lost', {})]);
const seenAnswer = z.discriminatedUnion('tag', [answerOf('woo_seen', {}), answerOf('woo_lost', {})]);
const finishAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_finished', { run_id: z.union([recordId, z.literal(false)]) }),
  answerOf('woo_lost', {}),
]);

/** A server action run on a backend's row; all of them give the same answer when repeated with the same token. */
async function run<Answer>(
  odoo: OdooWriter,
  actionId: number,
  backendRow: number | readonly [number, ...number[]],
  context: Readonly<Record<string, unknown>>,
  answer: z.ZodType<Answer>,
): Promise<Answer> {
  const rows = typeof backendRow === 'number' ? ([backendRow] as const) : backendRow;
  const active = { active_model: BACKEND_MODEL, active_id: rows[0], active_ids: rows };
  return odoo.call('ir.actions.server', 'run', {
    ids: [actionId],
    context: { ...active, ...context },
    answer,
    read: true,
  });
}

/** Claims a backend's row for a while, in one transaction: of several at once exactly one is answered `claimed`. */
export async function claimBackend(
  odoo: OdooWriter,
  actions: AppActions,
  backendRow: number,
  { installation, token, leaseSeconds, takeRequest }: Claim,
): Promise<ClaimAnswer> {
  const woo_claim = { installation, token, lease_seconds: leaseSeconds, take_request: takeRequest };
  const { tag, params } = await run(odoo, actions.action_claim, backendRow, { woo_claim }, claimAnswer);
  if (tag === 'woo_busy') {
    const { reason, installation: owner, lease_until: leaseUntil } = params;
    return { state: 'busy', reason, installation: owner, leaseUntil };
  }
  return {
    state: 'claimed',
    requestNumber: params.request_number,
    requestKind: params.request_kind,
    requestUserId: params.request_user || null,
    servedNumber: params.served_number,
  };
}

/** Makes a row belong to this installation, in one transaction; see `AppTakeOver`. */
export async function takeBackend(
  odoo: OdooWriter,
  actionId: number,
  { rowId, uuid, from, installation, active }: AppTakeOver,
): Promise<AppTakeOverAnswer> {
  const woo_take = { uuid, from, installation, active };
  const { tag, params } = await run(odoo, actionId, rowId, { woo_take }, takeAnswer);
  if (tag === 'woo_taken') return { taken: true, lastRun: params.last_run };
  const why = params.reason === 'leased' ? 'lease' : 'owner';
  return { taken: false, why, leaseUntil: params.lease_until };
}

/** Lengthens a claim and shows progress; false when it is somebody else's by now. */
export async function renewClaim(
  odoo: OdooWriter,
  actions: AppActions,
  backendRow: number,
  renewal: { readonly token: string; readonly leaseSeconds: number; readonly progress: string },
): Promise<boolean> {
  const { token, leaseSeconds, progress } = renewal;
  const woo_renew = { token, lease_seconds: leaseSeconds, progress };
  const { tag } = await run(odoo, actions.action_renew, backendRow, { woo_renew }, renewAnswer);
  return tag === 'woo_renewed';
}

/**
 * Writes on the rows that a service is alive and reports again within so many seconds. Odoo's clock counts. An app of an
 * older version knows no such report and changes nothing.
 */
export async function reportAlive(
  odoo: OdooWriter,
  actions: AppActions,
  rows: readonly [number, ...number[]],
  report: { readonly installation: string; readonly seconds: number },
): Promise<void> {
  await run(odoo, actions.action_renew, rows, { woo_seen: report }, seenAnswer);
}

/** What is written on the backend's row when a run has ended. */
export interface Finish {
  readonly token: string;
  /** The request that was served; a lower number than the row has changes nothing. */
  readonly servedNumber: number;
  readonly status: 'idle' | 'done' | 'partial' | 'failed' | 'nothing';
  readonly message: string;
  /** By type: `{ country: 250, state: 2040 }` fills `x_country_count` and `x_state_count`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly run: {
    readonly number: number;
    readonly kind: 'sync' | 'preview';
    readonly status: 'done' | 'partial' | 'failed' | 'nothing';
    /** ISO, UTC. */
    readonly started: string;
    readonly ended: string;
    readonly message: string;
  } | null;
}

/** Ends a claim: run row, status, counts and served number in one transaction; `lost` when the claim is gone. */
export async function finishClaim(
  odoo: OdooWriter,
  actions: AppActions,
  backendRow: number,
  { servedNumber, ...rest }: Finish,
): Promise<{ readonly state: 'finished'; readonly runRow: number | null } | { readonly state: 'lost' }> {
  const woo_finish = { served_number: servedNumber, ...rest };
  const answer = await run(odoo, actions.action_finish, backendRow, { woo_finish }, finishAnswer);
  if (answer.tag === 'woo_lost') return { state: 'lost' };
  return { state: 'finished', runRow: answer.params.run_id || null };
}
