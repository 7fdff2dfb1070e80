import { expect, it } from 'vitest';
import { ConnectorError } from '../core/errors.ts';
import { watchDatabase } from './database-health.ts';

const full = new ConnectorError({ code: 'database.full', message: 'The disk is full.' });

it('tries a write once a minute, at once after one failed for want of space, and sees when there is some again', async () => {
  let ticks = 0;
  let tried = 0;
  let failure: Error | undefined;
  const tryWrite = () => {
    tried += 1;
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  const health = watchDatabase({ tryWrite }, { ticks: () => ticks });
  expect([await health.look(), await health.look(), tried]).toEqual(['ok', 'ok', 1]);
  failure = full;
  ticks += 30_000;
  expect([await health.look(), tried]).toEqual(['ok', 1]);
  // Something else failed first: a run, or what the service repeats.
  health.hear({ event: 'fault', where: 'polling', error: full });
  expect([await health.look(), tried]).toEqual(['full', 1]);
  ticks += 3_000;
  expect([await health.look(), tried]).toEqual(['full', 2]);
  failure = undefined;
  ticks += 3_000;
  expect([await health.look(), tried]).toEqual(['ok', 3]);
  failure = new Error('gone');
  ticks += 60_000;
  await expect(health.look()).rejects.toThrow('gone');
});
