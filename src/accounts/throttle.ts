import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ConnectorError } from '../core/errors.ts';
import { loginKey } from '../core/login-key.ts';
import { counted } from '../core/counted.ts';

/**
 * Failed attempts within a quarter of an hour: of one address for one login, of one address, and of all addresses for one
 * login. The last is far higher: otherwise anybody who knows a login could keep its owner out.
 */
export const MAX_FAILURES = { pair: 10, address: 30, login: 200 } as const;
const WINDOW_SECONDS = 15 * 60;

/** Slows down whoever guesses passwords. */
export interface SignInThrottle {
  /** Counts an attempt before it is made, so that many at once are counted too. @throws ConnectorError `account.throttled` */
  attempt(address: string, login: string): Promise<void>;
  /** The attempt was no guess: it is not counted. */
  succeeded(address: string, login: string): Promise<void>;
}

/**
 * Counts in memory, per process: an attacker gains one more series of attempts with each process and each restart, which
 * argon2id makes worthless.
 */
export function createThrottle(): SignInThrottle {
  const limiters = {
    pair: new RateLimiterMemory({ points: MAX_FAILURES.pair, duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({ points: MAX_FAILURES.address, duration: WINDOW_SECONDS }),
    login: new RateLimiterMemory({ points: MAX_FAILURES.login, duration: WINDOW_SECONDS }),
  };
  const counters = (address: string, login: string) => {
    const [network, key] = [networkOf(address), loginKey(login)];
    return [
      { limiter: limiters.pair, key: `${network} ${key}` },
      { limiter: limiters.address, key: network },
      { limiter: limiters.login, key },
    ];
  };
  return {
    async attempt(address, login) {
      const results = await Promise.allSettled(
        counters(address, login).map(({ limiter, key }) => limiter.consume(key)),
      );
      const waits = results.flatMap((result) =>
        result.status === 'fulfilled' ? [] : [waitOf(result.reason)],
      );
      if (waits.length > 0) throw throttled(Math.max(...waits));
    },
    async succeeded(address, login) {
      const [pair, ...others] = counters(address, login);
      if (pair) await pair.limiter.delete(pair.key);
      await Promise.all(others.map(({ limiter, key }) => limiter.reward(key, 1)));
    },
  };
}

/** Whoever has an IPv6 network has all of its addresses: what counts is the network of 64 bits. */
function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/iu.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros =
    tail === undefined ? [] : Array<string>(8 - (before?.length ?? 0) - (after?.length ?? 0)).fill('0');
  return [...(before ?? []), ...zeros, ...(after ?? [])]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** The library rejects with its state where a limit is passed. */
function waitOf(reason: unknown): number {
  if (reason instanceof RateLimiterRes) return reason.msBeforeNext;
  throw reason;
}

function throttled(waitMs: number): ConnectorError {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  return new ConnectorError({
    code: 'account.throttled',
    message: 'Too many failed attempts to sign in.',
    hint: `Try again in ${counted(minutes, 'minute')}.`,
    retryable: true,
  });
}
