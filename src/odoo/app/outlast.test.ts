import { expect, it, vi } from 'vitest';
import { OdooError } from '../rpc/errors.ts';
import { outlast } from './outlast.ts';

const lost = () =>
  new OdooError({ code: 'odoo.timeout', message: 'No answer.', retryable: true, applied: 'unknown' });
const noWait = () => Promise.resolve();

it('asks nothing where Odoo answers', async () => {
  const isDone = vi.fn<() => Promise<boolean>>();
  await outlast('an import', () => Promise.resolve(), isDone, noWait);
  expect(isDone).not.toHaveBeenCalled();
});

it('waits until the change is there when the answer was lost, though Odoo is away meanwhile', async () => {
  const waits: number[] = [];
  const isDone = vi
    .fn<() => Promise<boolean>>()
    .mockResolvedValueOnce(false)
    .mockRejectedValueOnce(lost())
    .mockResolvedValueOnce(true);
  await outlast(
    'an import',
    () => Promise.reject(lost()),
    isDone,
    (ms) => Promise.resolve(waits.push(ms)),
  );
  expect(waits).toEqual([5000, 5000, 5000]);
});

it('gives up after a quarter of an hour, and names what may have ended the work', async () => {
  let waited = 0;
  const work = outlast(
    'an import',
    () => Promise.reject(lost()),
    () => Promise.resolve(false),
    (ms) => Promise.resolve((waited += ms)),
  );
  await expect(work).rejects.toMatchObject({
    code: 'app.unfinished',
    hint: expect.stringContaining('limit_time_real') as string,
  });
  expect(waited).toBe(15 * 60_000);
});

it('counts what a server that hangs takes for each question', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const isDone = vi.fn(() => {
      vi.advanceTimersByTime(150_000);
      return Promise.reject(lost());
    });
    const work = outlast('an import', () => Promise.reject(lost()), isDone, noWait);
    await expect(work).rejects.toMatchObject({ code: 'app.unfinished' });
    expect(isDone).toHaveBeenCalledTimes(6);
  } finally {
    vi.useRealTimers();
  }
});

it('passes a refusal on, and a lost answer whose outcome cannot be seen', async () => {
  const refused = new OdooError({ code: 'odoo.user_error', message: 'No.' });
  await expect(
    outlast(
      'x',
      () => Promise.reject(refused),
      () => Promise.resolve(true),
      noWait,
    ),
  ).rejects.toBe(refused);
  const error = lost();
  await expect(outlast('x', () => Promise.reject(error), null, noWait)).rejects.toBe(error);
});
