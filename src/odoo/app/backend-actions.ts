import { z } from 'zod';
import { OdooError } from '../rpc/errors.ts';
import type { AppTakeOver, AppTakeOverAnswer, OdooReader, OdooWriter } from '../port.ts';
import { recordId } from '../reader.ts';
import { APP_MODEL, BACKEND_MODEL } from './names.ts';
import { SERVER_ACTIONS, type ServerAction } from './server-actions.ts';
import { X_APP } from './fields.ts';

/** What the connector's own user can learn about the app. */
export type AppAccess =
  | { readonly state: 'absent' }
  /** Installed, but the user lacks the app's *Connector* group. */
  | { readonly state: 'denied' }
  | { readonly state: 'ready'; readonly version: string; readonly actions: AppActions };

/** The ids of the server actions; null for those that an app of an earlier version lacks. */
export type AppActions = Readonly<Record<CalledAction, number | null>>;
type CalledAction = Exclude<ServerAction['id'], `${string}_review` | 'action_align' | 'action_translate'>;

const appRow = z.looseObject({ id: recordId, [X_APP.version]: z.string() });

/** Without names Odoo answers every field that there is: one that an older app lacks is then no error. */
const ALL_FIELDS: readonly string[] = [];

/**
 * Finds the app with one call. An ordinary user may not read `ir.model.data`, so the app brings a row of its own that
 * reports its version and the ids of its actions. All its fields are asked for, without names: an app of an earlier version
 * lacks some, and their actions are then null.
 */
export async function findApp(odoo: OdooReader): Promise<AppAccess> {
  try {
    const [row] = await odoo.searchRead(APP_MODEL, { fields: ALL_FIELDS, row: appRow });
    if (row === undefined) return { state: 'absent' };
    // Those without a field are pressed by users alone.
    const ids = SERVER_ACTIONS.flatMap(({ id, field }) =>
      // Only imports and claims translate: an app that does not is none that lacks something.
      field === undefined || id === 'action_translate' ? [] : [[id, actionId(row[field])] as const],
    );
    return {
      state: 'ready',
      version: row[X_APP.version],
      actions: Object.fromEntries(ids) as Record<CalledAction, number | null>,
    };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'odoo.access_error') return { state: 'denied' };
    // A missing model: a plain UserError by JSON-RPC, NotFound by JSON-2. Reading raises no other UserError.
    if (error instanceof OdooError && ['odoo.user_error', 'odoo.missing_model'].includes(error.code)) {
      return { state: 'absent' };
    }
    throw error;
  }
}

function actionId(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
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
      /** The highest number among the row's runs; 0 where there is none, and where the app is of an earlier version. */
      readonly lastRun: number;
    }
  | {
      readonly state: 'busy';
      readonly reason: 'other_installation' | 'leased' | 'nothing_requested';
      readonly installation: string;
      /** Odoo's text of a time in UTC, `2026-01-31 12:00:00`; empty where no lease is the reason. */
      readonly leaseUntil: string;
    };

/** The shape of what an action answers: a client action that no browser knows. */
export const answerOf = <Tag extends string, Shape extends z.ZodRawShape>(tag: Tag, params: Shape) =>
  z.object({ tag: z.literal(tag), params: z.object(params) });

const claimAnswer = z.discriminatedUnion('tag', [
  answerOf('woo_claimed', {
    request_number: z.int(),
    request_kind: z.enum(['sync', 'preview']),
    request_user: z.union([recordId, z.literal(false)]),
    served_number: z.int(),
    last_run: z.int().nonnegative().default(0),
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

/** A server action run on a backend's row; all of them give the same answer when repeated with the same token. */
export async function runOnBackend<Answer>(
  odoo: OdooWriter,
  actionId: number | null,
  backendRow: number | readonly [number, ...number[]],
  context: Readonly<Record<string, unknown>>,
  answer: z.ZodType<Answer>,
): Promise<Answer> {
  if (actionId === null) throw appTooOld();
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
  const { tag, params } = await runOnBackend(
    odoo,
    actions.action_claim,
    backendRow,
    { woo_claim },
    claimAnswer,
  );
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
    lastRun: params.last_run,
  };
}

/** Makes a row belong to this installation, in one transaction; see `AppTakeOver`. */
export async function takeBackend(
  odoo: OdooWriter,
  actionId: number,
  { rowId, uuid, from, installation, active }: AppTakeOver,
): Promise<AppTakeOverAnswer> {
  const woo_take = { uuid, from, installation, active };
  const { tag, params } = await runOnBackend(odoo, actionId, rowId, { woo_take }, takeAnswer);
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
  const { tag } = await runOnBackend(odoo, actions.action_renew, backendRow, { woo_renew }, renewAnswer);
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
  await runOnBackend(odoo, actions.action_renew, rows, { woo_seen: report }, seenAnswer);
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
    /** Changes applied, items to review, and how long it took. */
    readonly applied?: number;
    readonly review?: number;
    readonly seconds?: number;
  } | null;
}

/** What an app of an earlier version cannot do. Whoever knows its version reports it before. */
function appTooOld(): OdooError {
  return new OdooError({
    code: 'app.too_old',
    message: 'The WooCommerce app in Odoo is older than this connector and lacks an action that it needs.',
    hint: APP_UPGRADE,
  });
}

/** The remedy for an app of an earlier version. */
export const APP_UPGRADE =
  'An administrator brings it up to date: woo-odoo odoo-app upgrade. It keeps all rows.';
