import { expect, it } from 'vitest';
import { ConnectorError } from '../core/errors.ts';
import { sampleBackend } from '../database/testing/samples.ts';
import type { Database } from '../database/port.ts';
import { Poller, type PollerParts } from './poller.ts';

/** How long the poller leaves an Odoo alone that asks for a pause, in milliseconds. */
async function pauseAfter(retryAfterMs: number | undefined): Promise<number> {
  let ticks = 0;
  let asked = 0;
  const refused = new ConnectorError({
    ...{ code: 'odoo.unavailable', message: 'Too many requests.', retryable: true },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
  const watch = {
    ask: () => {
      asked += 1;
      return Promise.reject(refused);
    },
  };
  const poller = new Poller({
    engine: { watchRequests: () => watch } as unknown as PollerParts['engine'],
    database: {
      backends: { list: () => Promise.resolve([sampleBackend()]) },
      runs: { activity: () => Promise.resolve(new Map()) },
      watches: { list: () => Promise.resolve([]), put: () => Promise.resolve() },
    } as unknown as Database,
    queue: { push: () => Promise.resolve(true), underWay: () => Promise.resolve([]) },
    clock: { now: () => new Date(0), ticks: () => ticks, sleep: () => Promise.resolve() },
    emit: () => undefined,
    pollMs: 1_000,
  });
  await poller.look();
  await poller.settled();
  expect(asked).toBe(1);
  for (; asked === 1; ticks += 1_000) {
    await poller.look();
    await poller.settled();
  }
  return ticks - 1_000;
}

it('leaves an Odoo alone for as long as it asks, a quarter of an hour at most', async () => {
  expect(await pauseAfter(undefined)).toBe(2_000);
  expect(await pauseAfter(90_000)).toBe(90_000);
  expect(await pauseAfter(86_400_000)).toBe(900_000);
});
