import { STATUS_TONES } from './base-runs.ts';
import type { FieldDescription } from './description.ts';
import { X_BACKEND } from './fields.ts';
import { spoken } from './spoken.ts';

/**
 * What a user sees of a backend's row, computed by Odoo whenever the row is read: the stored values change only when
 * somebody writes them, but a lease runs out and a service falls silent without anybody writing.
 */

/** Status of a backend: the stored ones, and a run that stopped before its end. */
export const BACKEND_STATES: readonly (readonly [value: string, label: string])[] = [
  ['idle', 'Idle'],
  ['running', 'Running'],
  ['interrupted', 'Interrupted'],
  ['done', 'Done'],
  ['nothing', 'Up to Date'],
  ['partial', 'Needs Review'],
  ['failed', 'Failed'],
];

/** `now` is Odoo's clock in UTC without a zone, as Odoo's fields are. */
const NOW = 'now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)\n';

/** Whether a run is at work: its lease has not run out. */
const AT_WORK = "record.x_status == 'running' and record.x_lease_until and record.x_lease_until > now";

/** A request that no run is about to answer: nothing runs, and no service has promised to ask again by now. */
const UNANSWERED = `record.x_request_number > record.x_served_number and not at_work and \
(not record.x_seen_until or record.x_seen_until < now)`;

const STATE = `${NOW}for record in self:
    at_work = ${AT_WORK}
    interrupted = record.x_status == 'running' and not at_work
    record['x_state'] = 'interrupted' if interrupted else record.x_status or 'idle'
`;

const UNANSWERED_CODE = `${NOW}for record in self:
    at_work = ${AT_WORK}
    record['x_unanswered'] = bool(${UNANSWERED})
`;

const ACTIVITY = spoken(
  'self.env',
  (text) => `${NOW}for record in self:
    at_work = ${AT_WORK}
    requested = record.x_request_number > record.x_served_number
    if at_work:
        text = ${text('Running')} + (record.x_progress and ': ' + record.x_progress or '')
    elif ${UNANSWERED}:
        text = ${text('Requested, but the connector service is not responding')}
    elif requested:
        text = ${text('Requested: the run will start within seconds')}
    elif record.x_status == 'running':
        text = ${text('The last run was interrupted; the next run will complete its work')}
    else:
        text = ${text('No run in progress')}
    record['x_activity'] = text
`,
);

const BUSY = `${NOW}for record in self:
    at_work = ${AT_WORK}
    requested = record.x_request_number > record.x_served_number
    record['x_busy'] = bool(at_work or (requested and not (${UNANSWERED})))
`;

/** How long ago something was, in the largest unit that fits: `3 s`, `5 min`, `2 h`, `4 days`. */
const SERVICE = spoken(
  'self.env',
  (text) => `${NOW}for record in self:
    if not record.x_seen:
        record['x_service'] = ${text('Not running: it has never been seen')}
        continue
    seconds = max(0, int((now - record.x_seen).total_seconds()))
    if seconds < 60:
        age = str(seconds) + ' s'
    elif seconds < 3600:
        age = str(seconds // 60) + ' min'
    elif seconds < 172800:
        age = str(seconds // 3600) + ' h'
    else:
        age = ${text('{n} days')}.replace('{n}', str(seconds // 86400))
    if record.x_seen_until and record.x_seen_until > now:
        text = ${text('Running: last seen {age} ago')}
    else:
        text = ${text('Not running: last seen {age} ago')}
    record['x_service'] = text.replace('{age}', age)
`,
);

/** The last sign of life of a service, and what is computed from it and from the lease. */
export const BACKEND_STATE_FIELDS: readonly FieldDescription[] = [
  {
    name: X_BACKEND.seen,
    label: 'Service Last Seen',
    type: 'datetime',
    help: 'When the connector service last checked for requests. Updated about once a minute.',
  },
  {
    name: X_BACKEND.seenUntil,
    label: 'Next Report Expected By',
    type: 'datetime',
    help: 'The connector service reports again by this time. If it does not, it is not running.',
  },
  {
    name: X_BACKEND.state,
    label: 'Status',
    type: 'selection',
    options: BACKEND_STATES,
    tones: STATUS_TONES,
    computed: STATE,
  },
  { name: X_BACKEND.unanswered, label: 'Service Not Responding', type: 'boolean', computed: UNANSWERED_CODE },
  { name: X_BACKEND.activity, label: 'Activity', type: 'char', computed: ACTIVITY },
  { name: X_BACKEND.busy, label: 'Run in Progress', type: 'boolean', computed: BUSY },
  {
    name: X_BACKEND.service,
    label: 'Connector Service',
    type: 'char',
    help: 'Whether the connector service is running. It reports about once a minute.',
    computed: SERVICE,
  },
];
