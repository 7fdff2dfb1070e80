import { ConnectorError } from '../../core/errors.ts';
import type { ErrorDescription } from '../../core/errors.ts';
import type { WarningSink } from '../../core/log.ts';
import type { Redact } from './redact.ts';

/** A failed request to a store. `retryAfter` is how long the store asked to be left alone, in milliseconds. */
export class StoreFailure extends ConnectorError {
  readonly retryAfter: number | undefined;

  constructor(description: Omit<ErrorDescription, 'cause'>, retryAfter?: number) {
    super(description);
    this.retryAfter = retryAfter;
  }
}

/**
 * Runs something that handles keys. Whatever it throws leaves without them: messages and hints are blotted, and
 * causes are dropped, because the network library hangs addresses and headers on its errors.
 */
export async function withoutSecrets<T>(redact: Redact, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw cleaned(error, redact);
  }
}

function cleaned(error: unknown, redact: Redact): Error {
  if (error instanceof ConnectorError) {
    return new ConnectorError({
      code: error.code,
      message: redact(error.message),
      ...(error.hint === undefined ? {} : { hint: redact(error.hint) }),
      retryable: error.retryable,
    });
  }
  // A fault of the program: it stays one, with its stack, but nothing else that hangs on it.
  const source = error instanceof Error ? error : new Error(String(error));
  const fault = new Error(redact(source.message));
  fault.name = source.name;
  fault.stack = redact(source.stack ?? source.message);
  return fault;
}

/** A sink that blots the keys out of every warning before it passes it on. */
export function warningsWithoutSecrets(redact: Redact, warn: WarningSink): WarningSink {
  return (warning) => {
    warn({ code: warning.code, message: redact(warning.message) });
  };
}
