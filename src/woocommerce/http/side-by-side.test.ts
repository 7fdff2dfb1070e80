import { expect, test } from 'vitest';
import { readSideBySide } from './side-by-side.ts';

const pause = () => new Promise((resolve) => setImmediate(resolve));

test('results come in the order of the items, and no more run at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const doubled = await readSideBySide([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let left = item; left > 0; left -= 1) await pause();
    running -= 1;
    return item * 2;
  });
  expect(doubled).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(2);
  expect(await readSideBySide([], 3, pause)).toEqual([]);
});

test('after a failure nothing new is begun, and what runs is waited for', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const reading = readSideBySide([0, 1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await pause();
    if (item === 1) throw new Error('one');
    await pause();
    ended.push(item);
  });
  await expect(reading).rejects.toThrow('one');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([0]);
});
