import type { components } from './schema.ts';

/** An error that the API answered, with its code and what to do. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;

  constructor({ detail, status, code, hint }: components['schemas']['Problem']) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.hint = hint ?? null;
  }
}

/** The connector did not answer: it is not running, or the network is down. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The connector does not answer.', { cause });
    this.name = 'Unreachable';
  }
}

/** Whether an error says that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

/** Makes a problem of whatever an answer has that is no success. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    components['schemas']['Problem']
  >;
  return new ApiProblem({
    ...{ type: 'about:blank', title: '', retryable: false, code: 'unexpected', ...given },
    detail: given.detail ?? `The connector answered with status ${status}.`,
    status,
  });
}
