import type { Json, JsonObject } from '../json.ts';

/** Python names of the exceptions the sandbox raises; what a client may judge by. */
export type ExceptionName =
  | 'odoo.exceptions.AccessDenied'
  | 'odoo.exceptions.AccessError'
  | 'odoo.exceptions.MissingError'
  | 'odoo.exceptions.UserError'
  | 'odoo.exceptions.ValidationError'
  | 'psycopg2.OperationalError'
  | 'builtins.AttributeError'
  | 'builtins.IndexError'
  | 'builtins.KeyError'
  | 'builtins.NameError'
  | 'builtins.TypeError'
  | 'builtins.ValueError'
  | 'werkzeug.exceptions.NotFound'
  | 'werkzeug.exceptions.Unauthorized'
  | 'werkzeug.exceptions.UnprocessableEntity';

/** Statuses that JSON-2 gives to exceptions; all others are 500. */
const STATUS: Readonly<Partial<Record<ExceptionName, number>>> = {
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.Unauthorized': 401,
  'werkzeug.exceptions.UnprocessableEntity': 422,
};

/** An exception on its way to the client. Everything done in the call is rolled back. */
export class OdooException extends Error {
  readonly exception: ExceptionName;
  /** What lay behind it, which a client only finds in the traceback. */
  readonly behind: string;

  constructor(exception: ExceptionName, message: string, behind = '') {
    super(message);
    this.name = 'OdooException';
    this.exception = exception;
    this.behind = behind;
  }

  /** Whether it is one of the exceptions `load` reports as the row's own words. */
  get isUserError(): boolean {
    return this.exception.startsWith('odoo.exceptions.');
  }

  get status(): number {
    return STATUS[this.exception] ?? 500;
  }

  /** The description both protocols carry. */
  data(): JsonObject {
    const extra: readonly Json[] = this.exception.startsWith('werkzeug.') ? [this.status] : [];
    return {
      name: this.exception,
      message: this.message,
      arguments: [this.message, ...extra],
      context: {},
      debug: `Traceback (most recent call last):\n  the sandbox keeps none\n${this.behind}`,
    };
  }
}

/** A broken database rule. Said in one way by `create` and `write`, in another by `load`. */
export class RuleBroken extends Error {
  readonly rule:
    | { readonly kind: 'missing'; readonly field: string }
    | { readonly kind: 'unique'; readonly fields: readonly string[]; readonly message: string }
    | { readonly kind: 'database'; readonly message: string };

  constructor(rule: RuleBroken['rule']) {
    super(rule.kind);
    this.name = 'RuleBroken';
    this.rule = rule;
  }
}
