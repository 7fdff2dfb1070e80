import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ConnectorError } from '../core/errors.ts';
import { faultId } from '../core/fault-id.ts';

/** An error as RFC 9457 has it, with the connector's code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** One sentence: what happened. Holds no secret. */
  readonly detail: string;
  readonly code: string;
  /** What to do now. */
  readonly hint?: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

/** Status by code; a code that is not listed goes by its first part, and else is 422. */
const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'account.not_allowed': 403,
  'account.origin': 403,
  'account.csrf': 403,
  'account.setup_link': 410,
  'account.sign_in': 401,
  'account.signed_out': 401,
  'account.throttled': 429,
  'account.busy': 503,
  'account.wrong_password': 403,
  'app.busy': 409,
  'app.other_installation': 409,
  'backend.hold_lost': 409,
  'backend.busy': 409,
  'backend.exists': 409,
  'backend.unknown': 404,
  'check.changed': 409,
  'check.unknown_point': 404,
  'choice.no_app': 409,
  'choice.no_row': 409,
  'connect.unknown_consent': 404,
  'connect.waiting': 409,
  'database.full': 507,
  'odoo.bad_address': 422,
  'odoo.ca_file': 422,
  'odoo.company_denied': 422,
  'odoo.insecure': 422,
  'odoo.other_database': 409,
  'plan.foreign': 409,
  'plan.moved_on': 409,
  'plan.not_open': 409,
  'proof.unknown': 404,
  'verify.production': 409,
  'request.host': 421,
  'request.invalid': 400,
  'request.key_reused': 422,
  'request.not_found': 404,
  'request.too_large': 413,
  'request.under_way': 409,
  'request.secret_needed': 422,
  'request.too_many_streams': 503,
  'rows.not_waiting': 409,
  'rows.query': 400,
  'rows.unknown': 404,
  'rows.unknown_type': 404,
  'run.not_running': 409,
  'proof.not_running': 409,
  'run.unknown': 404,
  'store.address_invalid': 422,
  'store.ca_file': 422,
  'store.other_address': 422,
  'token.exists': 409,
  'token.unknown': 404,
  'user.exists': 409,
  'user.last_admin': 409,
  'user.unknown': 404,
};
const STATUS_OF_GROUP: Readonly<Record<string, ContentfulStatusCode>> = {
  // The other server failed, not this one.
  odoo: 502,
  store: 502,
  app: 502,
  database: 503,
  // Faults of this installation, for whoever runs it.
  data: 500,
  secret_key: 500,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign-in needed',
  403: 'Not allowed',
  404: 'Not found',
  409: 'In conflict with the present state',
  410: 'No longer there',
  413: 'Too large',
  421: 'Wrong host',
  422: 'Not possible',
  429: 'Too many attempts',
  500: 'Unexpected error',
  502: 'The store or Odoo failed',
  503: 'Not possible at this moment',
  507: 'The disk is full',
};

export function statusOf(code: string): ContentfulStatusCode {
  return STATUS[code] ?? STATUS_OF_GROUP[code.split('.')[0] ?? ''] ?? 422;
}

/** The problem of a foreseen failure. */
export function problemOf(error: ConnectorError): Problem {
  const status = statusOf(error.code);
  return {
    type: `urn:woo-odoo:error:${error.code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
    ...(error.hint !== undefined && { hint: error.hint }),
    retryable: error.retryable,
  };
}

/** Answers with a problem. An unforeseen error is for the log: whoever asked learns its number alone. */
export function answerProblem(context: Context, error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof ConnectorError) {
    const problem = problemOf(error);
    if (problem.status === 500) report(error);
    if (problem.status === 429 || problem.status === 503) context.header('Retry-After', '60');
    if (problem.status === 401) context.header('WWW-Authenticate', 'Bearer');
    return send(context, problem);
  }
  // What the framework itself refuses: a body that is no JSON, for one.
  if (error instanceof HTTPException && error.status < 500)
    return answerProblem(context, refusedByFramework(error), report);
  const id = faultId(error);
  report(error);
  return send(context, {
    type: 'urn:woo-odoo:error:unexpected',
    title: TITLES[500] ?? '',
    status: 500,
    detail: 'An unexpected error occurred.',
    code: 'unexpected',
    hint: `The log of the service explains it under the number ${id}.`,
    retryable: false,
  });
}

function refusedByFramework({ status }: HTTPException): ConnectorError {
  return new ConnectorError({
    code: status === 413 ? 'request.too_large' : 'request.invalid',
    message:
      status === 413
        ? 'The request is too large.'
        : status === 400
          ? 'The request cannot be read: its body is not valid JSON.'
          : 'The request cannot be read.',
    hint: 'GET /api/v1/openapi.json describes every request.',
  });
}

function send(context: Context, problem: Problem): Response {
  const status = problem.status as ContentfulStatusCode;
  return context.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' });
}
