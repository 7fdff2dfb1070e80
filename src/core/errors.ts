/** How a failure is reported: what happened, what to do now, and whether trying again can help. */
export interface ErrorDescription {
  /** Stable, machine-readable: `store.wrong_secret`, `odoo.access_denied`, `data.newer`. */
  readonly code: string;
  /** One sentence that names the store, model, field or value concerned. Never contains a secret. */
  readonly message: string;
  /** What the user can do now. */
  readonly hint?: string;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable?: boolean;
  /** What a server asked to wait before the next try. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * Every failure the connector foresees. Whoever catches one may print `message` and `hint` as they are; anything else
 * that is thrown is a fault of the program.
 */
export class ConnectorError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(description: ErrorDescription) {
    super(description.message, description.cause === undefined ? undefined : { cause: description.cause });
    this.name = 'ConnectorError';
    this.code = description.code;
    this.hint = description.hint;
    this.retryable = description.retryable ?? false;
    this.retryAfterMs = description.retryAfterMs;
  }
}
