import { isJsonObject, textOf } from '../../json.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import type { Row } from '../model.ts';
import { createRecords, writeRecords } from '../write.ts';
import {
  activeBackend,
  BACKEND,
  client,
  empty,
  given,
  leaseEnd,
  moment,
  refused,
  RUN,
  text,
  whole,
} from './action-frame.ts';
import { backendStateOf, stampOf } from './connector-state.ts';
import { readRows, rowKeysOf, writeParts } from './connector-rows.ts';
import { align } from './connector-align.ts';
import { pruneRuns } from './connector-history.ts';
import { leaveReview, openReview } from './connector-reviews.ts';
import { translateApp, translateNewLanguages } from './connector-translate.ts';

/** What the server actions of the connector's app do, by external id. Each call is one transaction, so none races. */
export const CONNECTOR_ACTIONS: Readonly<Record<string, (env: Environment, code: string) => Json>> = {
  'woo_connector.action_request_sync': (env) => request(env, 'sync'),
  'woo_connector.action_request_preview': (env) => request(env, 'preview'),
  'woo_connector.action_claim': claim,
  'woo_connector.action_renew': renew,
  'woo_connector.action_finish': finish,
  'woo_connector.action_take': take,
  'woo_connector.action_rows': rows,
  'woo_connector.action_align': align,
  'woo_connector.action_open_review': openReview,
  'woo_connector.action_leave_review': (env) => leaveReview(env, true),
  'woo_connector.action_take_up_review': (env) => leaveReview(env, false),
  'woo_connector.action_translate': translateApp,
  'woo_connector.action_read': (env, code) =>
    client('woo_read', {
      parts: readRows(env, activeBackend(env).id, rowKeysOf(code), given(env, 'woo_read')),
    }),
};

/** A press of a button: the request number goes up, and a sync that waits stays one. Written with all rights. */
function request(env: Environment, pressed: 'sync' | 'preview'): Json {
  const { id, row } = activeBackend(env);
  const [asked, served] = [whole(row['x_request_number']), whole(row['x_served_number'])];
  const kind = asked > served && row['x_request_kind'] === 'sync' ? 'sync' : pressed;
  const all = env.sudo();
  writeRecords(all, all.model(BACKEND), [id], {
    x_request_number: Math.max(asked, served) + 1,
    x_request_kind: kind,
    x_request_user_id: env.uid,
    x_request_date: stampOf(new Date()),
  });
  const { unanswered } = backendStateOf(env.database.row(BACKEND, id) ?? row, stampOf(new Date()));
  return client('display_notification', {
    title: textOf(row['x_name']),
    message: unanswered
      ? `The ${kind} was requested, but the connector service is not responding. Start it on the computer where the connector is installed: "woo-odoo serve"`
      : `The ${kind} was requested. Progress and results will appear on this form.`,
    type: unanswered ? 'warning' : 'success',
    next: { type: 'ir.actions.act_window_close' },
  });
}

function claim(env: Environment): Json {
  const { id, row } = activeBackend(env);
  const { installation, token, lease_seconds: seconds, take_request: take } = given(env, 'woo_claim');
  if (empty(installation) || empty(token)) throw refused('A claim requires an installation and a token.');
  const leased = isLeased(row);
  const reason = reasonAgainst(row, { installation, token, leased, take: take === true });
  if (reason !== null) {
    return client('woo_busy', {
      reason,
      installation: text(row['x_installation_id']),
      lease_until: leased ? text(row['x_lease_until']) : '',
    });
  }
  writeRecords(env, env.model(BACKEND), [id], {
    x_installation_id: installation ?? false,
    x_lease_token: token ?? false,
    x_lease_until: leaseEnd(seconds),
    x_status: 'running',
    x_progress: false,
  });
  translateNewLanguages(env);
  return client('woo_claimed', {
    last_run: highestRun(env, id),
    request_number: whole(row['x_request_number']),
    request_kind: text(row['x_request_kind']) || 'sync',
    request_user: row['x_request_user_id'] ?? false,
    served_number: whole(row['x_served_number']),
  });
}

function reasonAgainst(
  row: Row,
  claimed: { installation: Json | undefined; token: Json | undefined; leased: boolean; take: boolean },
): string | null {
  const owner = text(row['x_installation_id']);
  if (owner !== '' && owner !== claimed.installation) return 'other_installation';
  if (claimed.leased && row['x_lease_token'] !== claimed.token) return 'leased';
  const pending = whole(row['x_request_number']) > whole(row['x_served_number']);
  return claimed.take && !pending ? 'nothing_requested' : null;
}

/** Hands a row over to another installation, unless it is leased or somebody else's by now. */
function take(env: Environment): Json {
  const { id, row } = activeBackend(env);
  const { uuid, from, installation, active } = given(env, 'woo_take');
  if (empty(installation) || empty(row['x_uuid']) || row['x_uuid'] !== uuid)
    throw refused('Taking over a backend requires an installation and the UUID of the backend.');
  const owner = text(row['x_installation_id']);
  const foreign = owner !== text(from) && owner !== text(installation);
  if (foreign || isLeased(row)) {
    return client('woo_busy', {
      reason: foreign ? 'other_installation' : 'leased',
      installation: owner,
      lease_until: isLeased(row) ? text(row['x_lease_until']) : '',
    });
  }
  writeRecords(env, env.model(BACKEND), [id], {
    x_installation_id: installation ?? false,
    x_active: active === true,
    x_lease_token: false,
    x_lease_until: false,
    x_progress: false,
    x_status: row['x_status'] === 'running' ? 'idle' : (row['x_status'] ?? false),
  });
  return client('woo_taken', { last_run: highestRun(env, id) });
}

function highestRun(env: Environment, backendId: number): number {
  const runs = env.search(env.model(RUN), [['x_backend_id', '=', backendId]], {});
  return Math.max(0, ...runs.map((run) => whole(env.database.row(RUN, run)?.['x_number'])));
}

/** A sign of life of a service, on the rows it serves, or of a run. */
function renew(env: Environment): Json {
  if (isJsonObject(env.context['woo_seen'])) return reportAlive(env, env.context['woo_seen']);
  const { id, row } = activeBackend(env);
  const { token, progress, lease_seconds: seconds } = given(env, 'woo_renew');
  if (empty(token) || row['x_lease_token'] !== token) return client('woo_lost', {});
  const values = { x_lease_until: leaseEnd(seconds), x_progress: text(progress) || false };
  writeRecords(env, env.model(BACKEND), [id], values);
  return client('woo_renewed', {});
}

function reportAlive(env: Environment, { installation, seconds }: JsonObject): Json {
  const ids = Array.isArray(env.context['active_ids']) ? env.context['active_ids'].map(Number) : [];
  const own = ids.filter((id) => {
    const owner = text(env.database.row(BACKEND, id)?.['x_installation_id']);
    return owner === '' || owner === installation;
  });
  const values = { x_seen: stampOf(new Date()), x_seen_until: leaseEnd(seconds) };
  if (own.length > 0) writeRecords(env, env.model(BACKEND), own, values);
  return client('woo_seen', {});
}

/** Writes rows for who has the lease, and lengthens it. */
function rows(env: Environment, code: string): Json {
  const { id, row } = activeBackend(env);
  const { token, progress, lease_seconds: seconds, run, parts } = given(env, 'woo_rows');
  if (empty(token) || row['x_lease_token'] !== token) return client('woo_lost', {});
  const values = { x_lease_until: leaseEnd(seconds), x_progress: text(progress) || false };
  writeRecords(env, env.model(BACKEND), [id], values);
  const runId = isJsonObject(run) ? putRun(env, id, findRun(env, id, whole(run['number'])), run) : null;
  return client('woo_rows', { parts: writeParts(env, { backend: id, run: runId }, rowKeysOf(code), parts) });
}

/** Ends a lease and records the run. A repetition, whose first answer was lost, finds the run there and says the same. */
function finish(env: Environment, code: string): Json {
  const { id, row } = activeBackend(env);
  const report = given(env, 'woo_finish');
  const run = isJsonObject(report['run']) ? report['run'] : null;
  const known = run === null ? null : findRun(env, id, whole(run['number']));
  if (empty(report['token']) || row['x_lease_token'] !== report['token']) {
    const repeated = known !== null && empty(row['x_lease_token']) && row['x_last_run_id'] === known;
    return repeated ? client('woo_finished', { run_id: known, parts: [] }) : client('woo_lost', {});
  }
  const runId = run === null ? null : putRun(env, id, known, run);
  const parts = writeParts(env, { backend: id, run: runId }, rowKeysOf(code), report['parts']);
  writeRecords(env, env.model(BACKEND), [id], {
    x_served_number: Math.max(whole(row['x_served_number']), whole(report['served_number'])),
    x_status: text(report['status']) || 'idle',
    ...messageOf(env, runId, text(report['message'])),
    x_progress: false,
    x_lease_token: false,
    x_lease_until: false,
    ...countsOf(env, report['counts']),
    ...(runId === null ? {} : lastRun(env, runId)),
  });
  const history = pruneRuns(env, code, { backend: id, run: runId, keep: report['keep'] });
  return client('woo_finished', { run_id: runId ?? false, parts, ...history });
}

function putRun(env: Environment, backendId: number, known: number | null, run: JsonObject): number {
  const values = {
    x_name: `Run ${textOf(run['number'])}`,
    x_backend_id: backendId,
    x_number: whole(run['number']),
    x_kind: text(run['kind']) || 'sync',
    x_status: text(run['status']) || 'done',
    x_started: moment(run['started']),
    x_ended: moment(run['ended']),
    x_message: text(run['message']) || false,
    ...knownTo(env, RUN, {
      x_applied: whole(run['applied']),
      x_to_review: whole(run['review']),
      x_duration: whole(run['seconds']),
    }),
  };
  if (known !== null) {
    writeRecords(env, env.model(RUN), [known], values);
    return known;
  }
  const [created = 0] = createRecords(env, env.model(RUN), [values]);
  return created;
}

/** Without what the actions of an app of an earlier version do not write: it has no such field. */
function knownTo(env: Environment, model: string, values: JsonObject): JsonObject {
  const { fields } = env.model(model);
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in fields));
}

/** A preview, or a sync that failed, is no last sync. */
function lastRun(env: Environment, runId: number): JsonObject {
  const row = env.database.row(RUN, runId);
  const counts = row?.['x_kind'] === 'sync' && row['x_status'] !== 'failed';
  const ended = row?.['x_ended'] ?? false;
  const when = ended === false ? stampOf(new Date()) : ended;
  return { x_last_run_id: runId, ...(counts ? { x_last_sync: when } : {}) };
}

/** What a preview found stands beside what the last sync did. */
function messageOf(env: Environment, runId: number | null, message: string): JsonObject {
  const row = runId === null ? undefined : env.database.row(RUN, runId);
  const isApart = 'x_last_preview' in env.model(BACKEND).fields;
  if (row?.['x_kind'] !== 'preview' || !isApart) return { x_message: message || false };
  return { x_last_preview: row['x_ended'] ?? stampOf(new Date()), x_preview_message: message || false };
}

/** Counts for which the backend has a field: `state` is `x_state_count`. */
function countsOf(env: Environment, counts: Json | undefined): JsonObject {
  const { fields } = env.model(BACKEND);
  const known = Object.entries(isJsonObject(counts) ? counts : {})
    .map(([name, count]) => [`x_${name}_count`, whole(count)] as const)
    .filter(([field]) => field in fields);
  return Object.fromEntries(known);
}

function findRun(env: Environment, backendId: number, number: number): number | null {
  const domain = [
    ['x_backend_id', '=', backendId],
    ['x_number', '=', number],
  ];
  return env.search(env.model(RUN), domain, { limit: 1 })[0] ?? null;
}

function isLeased(row: Row): boolean {
  const until = text(row['x_lease_until']);
  return !empty(row['x_lease_token']) && until > stampOf(new Date());
}
