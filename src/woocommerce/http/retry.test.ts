import { describe, expect, test } from 'vitest';
import type { Warning } from '../../core/log.ts';
import { StoreFailure } from './failure.ts';
import { isPassing, withRetries } from './retry.ts';
import type { Method } from './sign-in.ts';

const passing = (retryAfterMs?: number) =>
  new StoreFailure({
    ...{ code: 'store.busy', message: 'busy', retryable: true },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
const final = () => new StoreFailure({ code: 'store.redirect', message: 'moved' });

/** Fails as scripted, then succeeds; answers what was waited for and warned about. */
async function run(faults: Error[], method: Method = 'GET', random = 0.5) {
  const slept: number[] = [];
  const warnings: Warning[] = [];
  let attempts = 0;
  const outcome = await withRetries(
    method,
    () => {
      const fault = faults[attempts];
      attempts += 1;
      return fault === undefined ? Promise.resolve('done') : Promise.reject(fault);
    },
    {
      retries: 3,
      longestWait: 60_000,
      clock: {
        now: () => 0,
        random: () => random,
        sleep: (ms) => {
          slept.push(ms);
          return Promise.resolve();
        },
      },
      warn: (warning) => warnings.push(warning),
    },
  ).catch((error: unknown) => error);
  return { outcome, slept, attempts, warnings };
}

describe('withRetries', () => {
  test('repeats passing faults, with growing pauses, and reports each', async () => {
    const { outcome, slept, warnings } = await run([passing(), passing(), passing()]);
    expect(outcome).toBe('done');
    expect(slept).toEqual([375, 750, 1500]);
    expect(warnings.map(({ code }) => code)).toEqual(['store.retried', 'store.retried', 'store.retried']);
  });

  test('pauses lie between half and the whole', async () => {
    expect((await run([passing()], 'GET', 0)).slept).toEqual([250]);
    expect((await run([passing()], 'GET', 0.999)).slept).toEqual([500]);
  });

  test('gives up after the last repetition with the last fault, without waiting for nothing', async () => {
    const faults = [passing(), passing(), passing(), passing()];
    const { outcome, slept, attempts } = await run(faults);
    expect(outcome).toBe(faults[3]);
    expect(attempts).toBe(4);
    expect(slept).toHaveLength(3);
  });

  test('repeats no final fault and no fault of the program', async () => {
    for (const fault of [final(), new Error('bug'), new TypeError('bug')]) {
      const { outcome, attempts } = await run([fault]);
      expect(outcome).toBe(fault);
      expect(attempts).toBe(1);
    }
  });

  test.each(['POST', 'PUT', 'DELETE'] as const)('never repeats %s', async (method) => {
    expect((await run([passing(1000)], method)).attempts).toBe(1);
  });

  test('waits as long as the store asks', async () => {
    expect((await run([passing(7_000)])).slept).toEqual([7_000]);
    expect((await run([passing(0)])).slept).toEqual([375]);
  });

  test('does not wait longer than the bound: the person is informed instead', async () => {
    const { attempts, slept } = await run([passing(60_001)]);
    expect(attempts).toBe(1);
    expect(slept).toEqual([]);
  });
});

test('statuses that pass', () => {
  expect([429, 500, 502, 503, 504, 522].every(isPassing)).toBe(true);
  expect([200, 301, 400, 401, 403, 404, 413, 501, 525].some(isPassing)).toBe(false);
});
