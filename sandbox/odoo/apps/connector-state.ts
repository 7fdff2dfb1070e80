import type { Json } from '../../json.ts';
import type { Computation } from '../computation.ts';
import type { Row } from '../model.ts';

/** What the computed fields of the connector's backend hold at a moment (`2026-11-23 07:49:33`), and why. */
export interface BackendState {
  readonly state: string;
  readonly unanswered: boolean;
  readonly activity: string;
}

/**
 * A lease that has run out means an interrupted run; a request that no run is about to answer, and for which no service
 * has announced itself, is unanswered.
 */
export function backendStateOf(row: Row, now: string): BackendState {
  const status = text(row['x_status']);
  const atWork = status === 'running' && text(row['x_lease_until']) > now;
  const requested = Number(row['x_request_number']) > Number(row['x_served_number']);
  const unanswered = requested && !atWork && text(row['x_seen_until']) < now;
  const interrupted = status === 'running' && !atWork;
  return {
    state: interrupted ? 'interrupted' : status || 'idle',
    unanswered,
    activity: activityOf({ atWork, requested, unanswered, interrupted, progress: text(row['x_progress']) }),
  };
}

function activityOf(is: {
  atWork: boolean;
  requested: boolean;
  unanswered: boolean;
  interrupted: boolean;
  progress: string;
}): string {
  if (is.atWork) return is.progress === '' ? 'Running' : `Running: ${is.progress}`;
  if (is.unanswered) return 'Requested, but the connector service is not responding';
  if (is.requested) return 'Requested: the run will start within seconds';
  if (is.interrupted) return 'The last run was interrupted; the next run will complete its work';
  return 'No run in progress';
}

const computed =
  (pick: (state: BackendState) => Json): Computation =>
  (env, id) =>
    pick(backendStateOf(env.database.row('x_woo_backend', id) ?? {}, stampOf(new Date())));

/** Instead of the Python of the connector's computed fields, which cannot run here: what it does, by model and field. */
export const CONNECTOR_FIELDS: Readonly<Record<string, Readonly<Record<string, Computation>>>> = {
  x_woo_backend: {
    x_state: computed(({ state }) => state),
    x_unanswered: computed(({ unanswered }) => unanswered),
    x_activity: computed(({ activity }) => activity),
  },
};

/** `2026-11-23 07:49:33`, as Odoo keeps it. */
export function stampOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
