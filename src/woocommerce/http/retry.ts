import pRetry from 'p-retry';
import { ConnectorError } from '../../core/errors.ts';
import type { WarningSink } from '../../core/log.ts';
import type { Clock } from './clock.ts';
import type { Method } from './sign-in.ts';

/** The first pause and the longest one that we choose ourselves, in milliseconds. */
const FIRST_PAUSE = 500;
const MAX_PAUSE_MS = 8_000;

export interface RetryOptions {
  /** How often a failed request is repeated. */
  readonly retries: number;
  /** The longest `Retry-After` that is obeyed, in milliseconds; a longer one is reported to the person instead. */
  readonly longestWait: number;
  readonly clock: Clock;
  readonly warn: WarningSink;
}

/**
 * Statuses that show nothing about the request itself: the host, or a proxy before it (520-524 are Cloudflare's), was
 * busy or broken for a moment. WordPress answers 500 also when its database is briefly away.
 */
const PASSING_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Whether an answer with this status may be different a moment later. */
export function isPassing(status: number): boolean {
  return PASSING_STATUSES.has(status);
}

/**
 * Repeats what failed in passing: requests that only read, on faults marked retryable. A write whose answer was lost
 * may have been done, so writes are never repeated. Pauses grow and are spread by chance, so that several workers
 * do not come back at the same moment; a `Retry-After` of the store is waited for in full.
 */
export async function withRetries<T>(
  method: Method,
  attempt: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const reads = method === 'GET' || method === 'OPTIONS';
  const mayRepeat = (error: Error) =>
    reads && error instanceof ConnectorError && error.retryable && askedFor(error) <= options.longestWait;
  return pRetry(attempt, {
    retries: options.retries,
    // The pauses are our own, below: the library's cannot be shortened for tests nor follow a Retry-After.
    minTimeout: 0,
    shouldRetry: ({ error }) => mayRepeat(error),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (retriesLeft === 0 || !mayRepeat(error)) return;
      const pause = Math.max(askedFor(error), chosenPause(attemptNumber, options.clock));
      options.warn({
        code: 'store.retried',
        message: `${error.message} Asked again after ${(pause / 1000).toFixed(1)} s.`,
      });
      await options.clock.sleep(pause);
    },
  });
}

function askedFor(error: Error): number {
  return error instanceof ConnectorError ? (error.retryAfterMs ?? 0) : 0;
}

function chosenPause(attemptNumber: number, clock: Clock): number {
  const whole = Math.min(MAX_PAUSE_MS, FIRST_PAUSE * 2 ** (attemptNumber - 1));
  return Math.round(whole / 2 + (whole / 2) * clock.random());
}
