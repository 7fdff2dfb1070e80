import { expect, it } from 'vitest';
import { openLocalQueue } from './local.ts';
import { describeQueue } from './testing/queue-suite.ts';

describeQueue('the queue within one process', () =>
  Promise.resolve({
    open: (onFault) => Promise.resolve(openLocalQueue(onFault)),
    close: () => Promise.resolve(),
  }),
);

it('reports a job that failed in an unforeseen way, and goes on', async () => {
  const faults: string[] = [];
  const queue = openLocalQueue(({ message }) => faults.push(message));
  const job = { backendId: 'one', kind: 'sync', origin: 'odoo' } as const;
  await queue.work(1, () => Promise.reject(new Error('unforeseen')));
  await queue.push(job);
  await expect.poll(() => faults).toEqual(['unforeseen']);
  expect(await queue.depth()).toEqual({ waiting: 0, active: 0 });
  await queue.push(job);
  await expect.poll(() => faults).toHaveLength(2);
  await queue.stop(1_000);
  expect(await queue.push(job)).toBe(false);
});

it('goes on when the listener for failures fails itself', async () => {
  const heard: string[] = [];
  const queue = openLocalQueue(({ message }) => {
    heard.push(message);
    throw new Error('the log is closed');
  });
  const job = { backendId: 'one', kind: 'sync', origin: 'odoo' } as const;
  await queue.work(1, () => Promise.reject(new Error('unforeseen')));
  await queue.push(job);
  await expect.poll(() => heard).toEqual(['unforeseen']);
  await expect.poll(() => queue.depth()).toEqual({ waiting: 0, active: 0 });
  expect(await queue.push(job)).toBe(true);
  await expect.poll(() => heard).toHaveLength(2);
  await queue.stop(1_000);
});
