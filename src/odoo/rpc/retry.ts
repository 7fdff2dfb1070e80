import pRetry from 'p-retry';
import type { WarningSink } from '../../core/log.ts';
import { OdooError } from './errors.ts';

/** How calls that may be repeated are repeated. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to 1; spreads the waits, so that several connectors do not come back at the same moment. */
  readonly random: () => number;
  readonly warn: WarningSink;
}

/** Half a second, one, two, …: long enough for a worker to restart, short enough for a user who waits. */
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

/**
 * Runs a call that is safe to repeat, again after each failure that may pass by itself. A server that asks for a
 * longer wait than is sensible gets none: the error is passed on. `onFailure` hears every failure that is repeated.
 */
export async function retrying<T>(
  task: () => Promise<T>,
  policy: RetryPolicy,
  onFailure?: (error: OdooError) => void,
): Promise<T> {
  return pRetry(task, {
    retries: policy.retries,
    // The waiting is done below, by the injected clock.
    minTimeout: 0,
    maxTimeout: 0,
    shouldRetry: ({ error }) => mayPass(error),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!mayPass(error) || retriesLeft === 0) return;
      onFailure?.(error);
      policy.warn({ code: error.code, message: `${error.message} Trying again.` });
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (attemptNumber - 1), MAX_WAIT_MS);
      await policy.sleep(Math.max(wait * (0.5 + policy.random() / 2), error.retryAfterMs ?? 0));
    },
  });
}

function mayPass(error: Error): error is OdooError {
  return error instanceof OdooError && error.retryable && (error.retryAfterMs ?? 0) <= MAX_WAIT_MS;
}
