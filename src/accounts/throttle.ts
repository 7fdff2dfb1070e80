import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ConnectorError } from '../core/errors.ts';

/** Failed attempts that one login, or one address, may make within a quarter of an hour. */
export const MAX_FAILURES_PER_LOGIN = 10;
export const MAX_FAILURES_PER_ADDRESS = 30;
const WINDOW_SECONDS = 15 * 60;

/** Slows down whoever guesses passwords. */
export interface SignInThrottle {
  /** @throws ConnectorError `account.throttled` */
  check(address: string, login: string): Promise<void>;
  failed(address: string, login: string): Promise<void>;
  succeeded(login: string): Promise<void>;
}

/**
 * Counts failed attempts in memory, per process: an attacker gains one more series of attempts with each process and
 * each restart, which argon2id makes worthless.
 */
export function createThrottle(): SignInThrottle {
  const logins = new RateLimiterMemory({ points: MAX_FAILURES_PER_LOGIN, duration: WINDOW_SECONDS });
  const addresses = new RateLimiterMemory({ points: MAX_FAILURES_PER_ADDRESS, duration: WINDOW_SECONDS });
  const keyOf = (login: string) => login.trim().toLowerCase();
  return {
    async check(address, login) {
      const states = await Promise.all([logins.get(keyOf(login)), addresses.get(address)]);
      const [ofLogin, ofAddress] = states;
      const isOver =
        (ofLogin?.consumedPoints ?? 0) >= MAX_FAILURES_PER_LOGIN ||
        (ofAddress?.consumedPoints ?? 0) >= MAX_FAILURES_PER_ADDRESS;
      if (!isOver) return;
      const wait = Math.max(...states.map((state) => state?.msBeforeNext ?? 0));
      const minutes = Math.max(1, Math.ceil(wait / 60_000));
      throw new ConnectorError({
        code: 'account.throttled',
        message: 'Too many failed attempts to sign in.',
        hint: `Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
        retryable: true,
      });
    },
    async failed(address, login) {
      await Promise.all([consume(logins, keyOf(login)), consume(addresses, address)]);
    },
    async succeeded(login) {
      await logins.delete(keyOf(login));
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    // The library rejects with its state where the limit is passed; `check` reads that.
    if (!(error instanceof RateLimiterRes)) throw error;
  }
}
