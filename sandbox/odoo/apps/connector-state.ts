import type { Json } from '../../json.ts';
import type { Computation } from '../computation.ts';
import type { Row } from '../model.ts';

/** What the computed fields of the connector's backend hold at a moment (`2026-11-23 07:49:33`), and why. */
export interface BackendState {
  readonly state: string;
  readonly unanswered: boolean;
  readonly activity: string;
  readonly busy: boolean;
  readonly service: string;
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
    busy: atWork || (requested && !unanswered),
    service: serviceOf(text(row['x_seen']), text(row['x_seen_until']), now),
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

/** How long ago the service was last seen, in the largest unit that fits. */
function serviceOf(seen: string, until: string, now: string): string {
  if (seen === '') return 'Not running: it has never been seen';
  const passed = Date.parse(`${now.replace(' ', 'T')}Z`) - Date.parse(`${seen.replace(' ', 'T')}Z`);
  const seconds = Math.max(0, Math.floor(passed / 1000));
  const units = [
    { below: 60, size: 1, name: 's' },
    { below: 3600, size: 60, name: 'min' },
    { below: 172_800, size: 3600, name: 'h' },
  ];
  const { size, name } = units.find(({ below }) => seconds < below) ?? { size: 86_400, name: 'days' };
  const age = `${Math.floor(seconds / size)} ${name}`;
  return `${until > now ? 'Running' : 'Not running'}: last seen ${age} ago`;
}

const computed =
  (pick: (state: BackendState) => Json): Computation =>
  (env, id) =>
    pick(backendStateOf(env.database.row('x_woo_backend', id) ?? {}, stampOf(new Date())));

const companyOf =
  (model: string): Computation =>
  (env, id) => {
    const backend = Number(env.database.row(model, id)?.['x_backend_id'] ?? 0);
    return env.database.row('x_woo_backend', backend)?.['x_company_id'] ?? false;
  };

/** The models whose rows offer records by the company of their backend. */
const BY_COMPANY = ['tax_class', 'tax', 'tax_rate', 'shipping_method', 'payment_gateway'].map(
  (name) => `x_woo_${name}`,
);

/** A state's country in Odoo: the one that a user chose for its country's row, or the one that was found. */
const countryOf: Computation = (env, id) => {
  const country = Number(env.database.row('x_woo_state', id)?.['x_woo_country_id'] ?? 0);
  const row = env.database.row('x_woo_country', country);
  return row?.['x_choice_id'] || (row?.['x_country_id'] ?? false);
};

/** Instead of the Python of the connector's computed fields, which cannot run here: what it does, by model and field. */
export const CONNECTOR_FIELDS: Readonly<Record<string, Readonly<Record<string, Computation>>>> = {
  x_woo_backend: {
    x_state: computed(({ state }) => state),
    x_unanswered: computed(({ unanswered }) => unanswered),
    x_activity: computed(({ activity }) => activity),
    x_busy: computed(({ busy }) => busy),
    x_service: computed(({ service }) => service),
  },
  x_woo_state: { x_country_id: countryOf },
  ...Object.fromEntries(BY_COMPANY.map((model) => [model, { x_company_id: companyOf(model) }])),
};

/** `2026-11-23 07:49:33`, as Odoo keeps it. */
export function stampOf(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
