import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OutputStream } from './terminal.ts';
import { whileWaiting } from './while-waiting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const stream = () => new PassThrough() as unknown as OutputStream & { read(): unknown };
const shown = (err: { read(): unknown }) => String((err.read() as Buffer | null) ?? '');

it('shows now and then that the work goes on, and answers what it answers', async () => {
  const err = stream();
  const work = whileWaiting(
    err,
    'Odoo is installing the app',
    () => new Promise((end) => setTimeout(end, 70_000, 'done')),
  );
  await vi.advanceTimersByTimeAsync(70_000);
  expect(await work).toBe('done');
  expect(shown(err).match(/Odoo is installing the app \(\d+ s\)/gu)).toEqual([
    'Odoo is installing the app (5 s)',
    'Odoo is installing the app (35 s)',
    'Odoo is installing the app (65 s)',
  ]);
});

it('shows nothing of what is quick, and stops when the work fails', async () => {
  const err = stream();
  await expect(whileWaiting(err, 'x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown(err)).toBe('');
});
