import type { ConnectorError } from '../../core/errors.ts';

/** One line of `doctor`. */
export interface Check {
  /** The backend it is about; null for this machine and the database. */
  readonly backend: string | null;
  /** `store`, `clock of Odoo`, `database` */
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'problem';
  /** What was found. */
  readonly message: string;
  /** What to do, where something is to be done; with `ok`: the next step. */
  readonly todo?: string;
}

/** Makes the lines of one backend, or of this machine. */
export function checksOf(backend: string | null) {
  return {
    ok: (name: string, message: string): Check => ({ backend, name, status: 'ok', message }),
    warning: (name: string, message: string, todo: string): Check => ({
      ...{ backend, name, status: 'warning', message, todo },
    }),
    problem: (name: string, message: string, todo: string): Check => ({
      ...{ backend, name, status: 'problem', message, todo },
    }),
    /** A foreseen failure as a line: one that may pass by itself is marked as such. */
    failure: (name: string, error: ConnectorError): Check => ({
      ...{ backend, name, status: 'problem', message: `${error.message} [${error.code}]` },
      ...(error.hint !== undefined && { todo: error.hint }),
    }),
  };
}
