import { expect, test } from 'vitest';
import { OdooError } from './errors.ts';
import { retrying } from './retry.ts';

function policy(retries: number) {
  const waits: number[] = [];
  const warnings: string[] = [];
  return {
    waits,
    warnings,
    retries,
    sleep: async (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: () => 1,
    warn: (warning: { code: string }) => warnings.push(warning.code),
  };
}

const passing = (retryAfterMs?: number) =>
  new OdooError({
    code: 'odoo.unavailable',
    message: 'busy',
    retryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** Fails with each error in turn, then succeeds. */
function failing(errors: Error[]) {
  let calls = 0;
  return {
    calls: () => calls,
    task: async () => {
      const error = errors[calls++];
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    },
  };
}

test('what may pass is tried again, after growing waits', async () => {
  const given = policy(3);
  const { task } = failing([passing(), passing(), passing()]);
  expect(await retrying(task, given)).toBe('done');
  expect(given.waits).toEqual([500, 1000, 2000]);
  expect(given.warnings).toEqual(['odoo.unavailable', 'odoo.unavailable', 'odoo.unavailable']);
});

test('after the last try its error comes out, without another wait', async () => {
  const given = policy(1);
  const last = passing();
  const { task, calls } = failing([passing(), last, passing()]);
  await expect(retrying(task, given)).rejects.toBe(last);
  expect(calls()).toBe(2);
  expect(given.waits).toHaveLength(1);
});

test('what will not pass is not tried again', async () => {
  for (const error of [
    new OdooError({ code: 'odoo.validation', message: 'no' }),
    new Error('a fault of ours'),
  ]) {
    const given = policy(3);
    const { task, calls } = failing([error]);
    await expect(retrying(task, given)).rejects.toBe(error);
    expect(calls()).toBe(1);
    expect(given.waits).toEqual([]);
  }
});

test('a wish of the server to wait is obeyed, unless it is too long', async () => {
  const given = policy(3);
  await retrying(failing([passing(7_000)]).task, given);
  expect(given.waits).toEqual([7_000]);
  const tooLong = passing(3_600_000);
  await expect(retrying(failing([tooLong]).task, given)).rejects.toBe(tooLong);
});
