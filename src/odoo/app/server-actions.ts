import { ALIGN } from './align-action.ts';
import { indented, LOCK, rowKeys } from './action-code.ts';
import { APP_MODEL, BACKEND_MODEL, GROUP, type WholeApp } from './names.ts';
import { leaveReviewCode, openReviewCode } from './review-actions.ts';
import { PRUNE_RUNS } from './prune-action.ts';
import { FIND_RUN, PUT_RUN, readCode, rowsCode, WRITE_ROWS } from './row-actions.ts';
import { X_APP } from './fields.ts';
import { spoken } from './spoken.ts';
import { translateCode, TRANSLATE_NEW_LANGUAGES } from './translate-action.ts';

/**
 * The server actions: the only Python of the app, run by Odoo's `safe_eval` in a transaction of its own. What they take
 * comes from the context, what they answer is a client action that no browser knows.
 */
export interface ServerAction {
  readonly id:
    | 'action_request_sync'
    | 'action_request_preview'
    | 'action_claim'
    | 'action_renew'
    | 'action_finish'
    | 'action_rows'
    | 'action_read'
    | 'action_take'
    | 'action_align'
    | 'action_open_review'
    | 'action_leave_review'
    | 'action_take_up_review'
    | 'action_translate';
  readonly label: string;
  /**
   * Odoo asks for the write right on the active record when it is of the action's own model. *Users* have none on
   * backends, so the requests belong to another model; their code writes as the superuser.
   */
  readonly model: string;
  /** Absent: whoever may write the model, which is the connector; imports and claims run it with all rights. */
  readonly group?: string;
  /** The field of the app's row that contains the id of the action; absent where only buttons of the app use it. */
  readonly field?: `x_${string}`;
  /** A function where the code depends on the models of the app. */
  readonly code: string | ((app: WholeApp) => string);
}

const SILENT =
  'the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"';

function requestCode(kind: 'sync' | 'preview'): string {
  const keepsSync =
    kind === 'preview'
      ? `pending = backend.x_request_number > backend.x_served_number
kind = 'sync' if pending and backend.x_request_kind == 'sync' else 'preview'`
      : `kind = 'sync'`;
  return spoken(
    'env',
    (text) => `${LOCK}backend = backend.sudo()
${keepsSync}
backend.write({
    'x_request_number': max(backend.x_request_number, backend.x_served_number) + 1,
    'x_request_kind': kind,
    'x_request_user_id': env.uid,
    'x_request_date': now,
})
backend.invalidate_recordset()
if backend.x_unanswered and kind == 'sync':
    message = ${text(`The sync was requested, but ${SILENT}`)}
elif backend.x_unanswered:
    message = ${text(`The preview was requested, but ${SILENT}`)}
elif kind == 'sync':
    message = ${text('The sync was requested. Progress and results will appear on this form.')}
else:
    message = ${text('The preview was requested. Progress and results will appear on this form.')}
action = {
    'type': 'ir.actions.client',
    'tag': 'display_notification',
    'params': {
        'title': backend.x_name,
        'message': message,
        'type': 'warning' if backend.x_unanswered else 'success',
        'next': {'type': 'ir.actions.act_window_close'},
    },
}
`,
  );
}

/** Finds the run with the highest number. Takes `backend`, gives `last`. */
const LAST_RUN = `last = env['x_woo_run'].search([('x_backend_id', '=', backend.id)], order='x_number desc', limit=1)`;

/** Answers the highest number of the row's runs too: the connector's database may have been restored, and draw it again. */
const CLAIM = `${LOCK}claim = env.context.get('woo_claim') or {}
token = claim.get('token')
installation = claim.get('installation')
if not token or not installation:
    raise UserError('A claim requires an installation and a token.')
leased = backend.x_lease_token and backend.x_lease_until and backend.x_lease_until > now
reason = False
if backend.x_installation_id and backend.x_installation_id != installation:
    reason = 'other_installation'
elif leased and backend.x_lease_token != token:
    reason = 'leased'
elif claim.get('take_request') and backend.x_request_number <= backend.x_served_number:
    reason = 'nothing_requested'
if reason:
    action = {'type': 'ir.actions.client', 'tag': 'woo_busy', 'params': {
        'reason': reason,
        'installation': backend.x_installation_id or '',
        'lease_until': leased and str(backend.x_lease_until) or '',
    }}
else:
    backend.write({
        'x_installation_id': installation,
        'x_lease_token': token,
        'x_lease_until': now + datetime.timedelta(seconds=int(claim.get('lease_seconds') or 60)),
        'x_status': 'running',
        'x_progress': False,
    })
${indented(TRANSLATE_NEW_LANGUAGES, 4)}\
    ${LAST_RUN}
    action = {'type': 'ir.actions.client', 'tag': 'woo_claimed', 'params': {
        'last_run': last.x_number or 0,
        'request_number': backend.x_request_number,
        'request_kind': backend.x_request_kind or 'sync',
        'request_user': backend.x_request_user_id.id or False,
        'served_number': backend.x_served_number,
    }}
`;

/**
 * A sign of life: of a run, which lengthens its lease, or of the service between runs. That of a service is written on
 * the rows it serves but for those that another transaction is busy with, and when it will report again.
 */
const RENEW = `\
seen = env.context.get('woo_seen') or {}
if seen:
    env.cr.execute("SELECT id, (clock_timestamp() AT TIME ZONE 'UTC') FROM ${BACKEND_MODEL} WHERE id = ANY(%s) AND (x_installation_id IS NULL OR x_installation_id IN ('', %s)) FOR UPDATE SKIP LOCKED", [list(env.context.get('active_ids') or []), seen.get('installation') or ''], log_exceptions=False)
    found = env.cr.fetchall()
    if found:
        now = found[0][1].replace(microsecond=0)
        env['${BACKEND_MODEL}'].browse([each[0] for each in found]).write({
            'x_seen': now,
            'x_seen_until': now + datetime.timedelta(seconds=int(seen.get('seconds') or 60)),
        })
    action = {'type': 'ir.actions.client', 'tag': 'woo_seen', 'params': {}}
else:
${indented(
  `${LOCK}renew = env.context.get('woo_renew') or {}
if not renew.get('token') or backend.x_lease_token != renew.get('token'):
    action = {'type': 'ir.actions.client', 'tag': 'woo_lost', 'params': {}}
else:
    backend.write({
        'x_lease_until': now + datetime.timedelta(seconds=int(renew.get('lease_seconds') or 60)),
        'x_progress': renew.get('progress') or False,
    })
    action = {'type': 'ir.actions.client', 'tag': 'woo_renewed', 'params': {}}
`,
  4,
)}`;

/**
 * A repetition after a lost answer finds the lease gone and the run with its number there, and answers the same.
 * Numbers of requests served never fall, and counts are written where the backend has a field for them. Rows that are
 * still to be written (operations, items to review) go in with it, and runs that are too old go.
 */
function finishCode(app: WholeApp): string {
  return `${rowKeys(app)}${LOCK}finish = env.context.get('woo_finish') or {}
data = finish.get('run') or {}
parts = finish.get('parts') or []
${FIND_RUN}\
if not finish.get('token') or backend.x_lease_token != finish.get('token'):
    if runs and not backend.x_lease_token and backend.x_last_run_id == runs:
        action = {'type': 'ir.actions.client', 'tag': 'woo_finished', 'params': {'run_id': runs.id, 'parts': []}}
    else:
        action = {'type': 'ir.actions.client', 'tag': 'woo_lost', 'params': {}}
else:
${indented(PUT_RUN + WRITE_ROWS, 4)}\
    values = {
        'x_served_number': max(backend.x_served_number, int(finish.get('served_number') or 0)),
        'x_status': finish.get('status') or 'idle',
        'x_progress': False,
        'x_lease_token': False,
        'x_lease_until': False,
    }
    counts = finish.get('counts') or {}
    for name in counts:
        field = 'x_' + name + '_count'
        if field in backend._fields:
            values[field] = int(counts[name])
    if runs:
        values['x_last_run_id'] = runs.id
        if runs.x_kind == 'sync' and runs.x_status != 'failed':
            values['x_last_sync'] = runs.x_ended or now
    if runs and runs.x_kind == 'preview':
        values['x_last_preview'] = runs.x_ended or now
        values['x_preview_message'] = finish.get('message') or False
    else:
        values['x_message'] = finish.get('message') or False
    backend.write(values)
${indented(PRUNE_RUNS, 4)}\
    action = {'type': 'ir.actions.client', 'tag': 'woo_finished', 'params': {
        'run_id': runs.id or False,
        'parts': answers,
        'prune_error': prune_error,
    }}
`;
}

/**
 * Makes the row belong to the installation that asks, unless a run is under way or somebody else has taken it since it was
 * looked at. Answers the highest number of its runs, above which the new installation goes on.
 */
const TAKE = `${LOCK}take = env.context.get('woo_take') or {}
installation = take.get('installation')
if not installation or not backend.x_uuid or backend.x_uuid != take.get('uuid'):
    raise UserError('Taking over a backend requires an installation and the UUID of the backend.')
leased = backend.x_lease_token and backend.x_lease_until and backend.x_lease_until > now
owner = backend.x_installation_id or ''
reason = False
if owner not in (take.get('from') or '', installation):
    reason = 'other_installation'
elif leased:
    reason = 'leased'
if reason:
    action = {'type': 'ir.actions.client', 'tag': 'woo_busy', 'params': {
        'reason': reason,
        'installation': owner,
        'lease_until': leased and str(backend.x_lease_until) or '',
    }}
else:
    backend.write({
        'x_installation_id': installation,
        'x_active': bool(take.get('active')),
        'x_lease_token': False,
        'x_lease_until': False,
        'x_progress': False,
        'x_status': backend.x_status if backend.x_status != 'running' else 'idle',
    })
    ${LAST_RUN}
    action = {'type': 'ir.actions.client', 'tag': 'woo_taken', 'params': {'last_run': last.x_number or 0}}
`;

export const SERVER_ACTIONS: readonly ServerAction[] = [
  {
    id: 'action_request_sync',
    label: 'Sync Metadata',
    model: APP_MODEL,
    group: GROUP.user,
    field: X_APP.requestSyncAction,
    code: requestCode('sync'),
  },
  {
    id: 'action_request_preview',
    label: 'Preview',
    model: APP_MODEL,
    group: GROUP.user,
    field: X_APP.requestPreviewAction,
    code: requestCode('preview'),
  },
  {
    id: 'action_claim',
    label: 'WooCommerce: Claim',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.claimAction,
    code: CLAIM,
  },
  {
    id: 'action_renew',
    label: 'WooCommerce: Renew Claim',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.renewAction,
    code: RENEW,
  },
  {
    id: 'action_finish',
    label: 'WooCommerce: Finish',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.finishAction,
    code: finishCode,
  },
  {
    id: 'action_rows',
    label: 'WooCommerce: Write Rows',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.rowsAction,
    code: rowsCode,
  },
  {
    id: 'action_read',
    label: 'WooCommerce: Read Rows',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.readAction,
    code: readCode,
  },
  {
    id: 'action_take',
    label: 'WooCommerce: Take Over',
    model: BACKEND_MODEL,
    group: GROUP.connector,
    field: X_APP.takeAction,
    code: TAKE,
  },
  {
    id: 'action_align',
    label: 'WooCommerce: Align',
    model: APP_MODEL,
    group: GROUP.manager,
    code: ALIGN,
  },
  {
    id: 'action_open_review',
    label: 'WooCommerce: Open What an Item Is About',
    model: APP_MODEL,
    group: GROUP.user,
    code: openReviewCode,
  },
  {
    id: 'action_leave_review',
    label: 'WooCommerce: Leave as It Is',
    model: APP_MODEL,
    group: GROUP.manager,
    code: leaveReviewCode(true),
  },
  {
    id: 'action_take_up_review',
    label: 'WooCommerce: Take Up Again',
    model: APP_MODEL,
    group: GROUP.manager,
    code: leaveReviewCode(false),
  },
  {
    id: 'action_translate',
    label: 'WooCommerce: Translate',
    model: APP_MODEL,
    field: X_APP.translateAction,
    code: translateCode(),
  },
];
