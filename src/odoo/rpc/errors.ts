import { ConnectorError } from '../../core/errors.ts';
import type { ErrorDescription } from '../../core/errors.ts';
import type { Redact } from './redact.ts';

/** Whether a call that failed may nevertheless have been carried out by Odoo. */
export type Applied = 'no' | 'unknown';

/** What the client knows of a failure beyond what a user is shown. */
export interface OdooErrorDescription extends ErrorDescription {
  /** The Python class Odoo names: `odoo.exceptions.ValidationError`. Absent when Odoo never spoke. */
  readonly fault?: string;
  /** The HTTP status, where it decides what to try next. */
  readonly status?: number;
  readonly applied?: Applied;
}

/** A failure of a call to Odoo. Its codes begin with `odoo.`. */
export class OdooError extends ConnectorError {
  readonly fault: string | undefined;
  readonly status: number | undefined;
  readonly applied: Applied;

  constructor(description: OdooErrorDescription) {
    super(description);
    this.fault = description.fault;
    this.status = description.status;
    this.applied = description.applied ?? 'no';
  }
}

interface FaultKind {
  readonly code: string;
  readonly hint?: string;
  readonly retryable?: boolean;
}

const CONCURRENCY: FaultKind = {
  code: 'odoo.concurrency',
  hint: 'Somebody changed the same records at that moment. Run it again.',
  retryable: true,
};
const DATABASE_DOWN: FaultKind = {
  code: 'odoo.database_unavailable',
  hint: 'Odoo cannot reach its database at the moment. Try again; if it continues, inform whoever runs the Odoo server.',
  retryable: true,
};
const WRONG_CALL: FaultKind = {
  code: 'odoo.wrong_call',
  hint: 'Odoo did not understand the call: a field or argument is unknown there. An app that changes this model may be the cause.',
};
const UNKNOWN_CALL: FaultKind = {
  code: 'odoo.missing_model',
  hint: 'The model or method does not exist there. Install the Odoo app that brings it.',
};
const ACCESS_ERROR: FaultKind = {
  code: 'odoo.access_error',
  hint: 'Give the Odoo user of this backend the right to do this, or choose another user.',
};

/** Odoo distinguishes failures by the Python class of the exception, on both protocols. Texts follow the language. */
const FAULTS: ReadonlyMap<string, FaultKind> = new Map(
  Object.entries<FaultKind>({
    'odoo.exceptions.AccessDenied': {
      code: 'odoo.access_denied',
      hint: 'The password or API key is no longer accepted. Enter a new one: woo-odoo backend edit.',
    },
    'odoo.exceptions.AccessError': ACCESS_ERROR,
    'odoo.exceptions.ValidationError': { code: 'odoo.validation' },
    'odoo.exceptions.UserError': { code: 'odoo.user_error' },
    'odoo.exceptions.RedirectWarning': { code: 'odoo.user_error' },
    'odoo.exceptions.MissingError': {
      code: 'odoo.missing_record',
      hint: 'The record was deleted in Odoo meanwhile. Run it again: the connector reads the present state.',
    },
    'odoo.exceptions.LockError': CONCURRENCY,
    'odoo.exceptions.ConcurrencyError': CONCURRENCY,
    'odoo.http.SessionExpiredException': {
      code: 'odoo.access_denied',
      hint: 'Odoo asks for a new sign-in. Check login and API key of the backend.',
    },
    'psycopg2.OperationalError': DATABASE_DOWN,
    'psycopg2.InterfaceError': DATABASE_DOWN,
    'psycopg2.pool.PoolError': DATABASE_DOWN,
    'psycopg2.errors.AdminShutdown': DATABASE_DOWN,
    'psycopg2.errors.SerializationFailure': CONCURRENCY,
    'psycopg2.errors.DeadlockDetected': CONCURRENCY,
    'psycopg2.errors.LockNotAvailable': CONCURRENCY,
    'psycopg2.extensions.TransactionRollbackError': CONCURRENCY,
    'builtins.AttributeError': UNKNOWN_CALL,
    'builtins.ValueError': WRONG_CALL,
    'builtins.KeyError': WRONG_CALL,
    'builtins.TypeError': WRONG_CALL,
    'builtins.IndexError': WRONG_CALL,
    'werkzeug.exceptions.NotFound': UNKNOWN_CALL,
    'werkzeug.exceptions.UnprocessableEntity': WRONG_CALL,
    'werkzeug.exceptions.BadRequest': WRONG_CALL,
    'werkzeug.exceptions.Unauthorized': {
      code: 'odoo.access_denied',
      hint: 'The API key is unknown or has expired. Make a new one in Odoo: Preferences, Account Security.',
    },
    'werkzeug.exceptions.Forbidden': ACCESS_ERROR,
    'werkzeug.exceptions.TooManyRequests': {
      code: 'odoo.unavailable',
      hint: 'Try again in a few minutes.',
      retryable: true,
    },
    'werkzeug.exceptions.ServiceUnavailable': {
      code: 'odoo.unavailable',
      hint: 'Try again in a few minutes.',
      retryable: true,
    },
  }),
);

/** What Odoo's own words may fill of a message: a traceback in a message would drown the sentence. */
const MAX_MESSAGE_LENGTH = 2_000;

/** What both protocols report of an exception. */
export interface OdooFault {
  readonly name: string;
  readonly message: string;
}

/**
 * Types an exception of Odoo by its class name, never by its text. Its own words are kept, without secrets.
 * `doing` shows what was tried: `load on res.country.state`.
 */
export function faultError(fault: OdooFault, doing: string, redact: Redact): OdooError {
  const kind = FAULTS.get(fault.name) ?? { code: 'odoo.server_error' };
  const message = redact(fault.message).trim() || redact(fault.name);
  return new OdooError({
    code: kind.code,
    message: `Odoo refused ${doing}: ${message.slice(0, MAX_MESSAGE_LENGTH)}`,
    hint: kind.hint ?? 'Odoo gives the reason; the details are in the log of the Odoo server.',
    retryable: kind.retryable ?? false,
    // A name we do not know is only text.
    fault: FAULTS.has(fault.name) ? fault.name : 'unknown',
  });
}
