import { ConnectorError } from '../../core/errors.ts';
import type { ErrorDescription } from '../../core/errors.ts';
import type { WarningSink } from '../../core/log.ts';
import type { Redact } from './redact.ts';

/** A failed request to a store. It takes no cause: the network library hangs addresses and headers on its errors. */
export class StoreFailure extends ConnectorError {
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor -- narrower than that of the class above
  constructor(description: Omit<ErrorDescription, 'cause'>) {
    super(description);
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
      ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
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
