import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobOutcome, QueueFault, RunJob, RunQueue } from '../port.ts';

/** Where queues are opened, one after the other. */
export interface QueueGround {
  open(onFault: QueueFault): Promise<RunQueue>;
  close(): Promise<void>;
}

/** What every queue must do, wherever it lives. `prepare` gives an empty place; it is called once. */
export function describeQueue(name: string, prepare: () => Promise<QueueGround>): void {
  describe(name, () => {
    let ground: QueueGround;
    const faults: Error[] = [];
    const opened: RunQueue[] = [];
    beforeAll(async () => {
      ground = await prepare();
    });
    afterAll(async () => {
      await Promise.all(opened.map((queue) => queue.stop(1_000)));
      await ground.close();
      expect(faults).toEqual([]);
    });

    async function another(): Promise<RunQueue> {
      const queue = await ground.open((error) => faults.push(error));
      opened.push(queue);
      return queue;
    }
    const job = (backendId: string = randomUUID()): RunJob => ({ backendId, kind: 'sync', origin: 'odoo' });

    it.each(['odoo', 'schedule', 'api'] as const)(
      'gives jobs of the origin %s to a worker',
      async (origin) => {
        const queue = await another();
        const asked = { ...job(), origin };
        const begun: RunJob[] = [];
        await queue.push(asked);
        await queue.work(1, (taken) => {
          begun.push(taken);
          return Promise.resolve('done');
        });
        await expect.poll(() => begun, { timeout: 10_000 }).toEqual([asked]);
        await queue.stop(1_000);
      },
    );

    it('gives a job to a worker, joins what waits, and never runs one backend twice at once', async () => {
      const queue = await another();
      const [first, second] = [job(), job()];
      expect(await queue.push(first)).toBe(true);
      expect(await queue.push({ ...first, origin: 'schedule' })).toBe(false);
      expect(await queue.push({ ...first, kind: 'preview' })).toBe(true);
      expect(await queue.push(second)).toBe(true);
      expect(await queue.depth()).toEqual({ waiting: 3, active: 0 });
      const waiting = (await queue.underWay()).map(({ backendId, kind, state }) => [backendId, kind, state]);
      expect(waiting.sort()).toEqual(
        [
          [first.backendId, 'preview', 'waiting'],
          [first.backendId, 'sync', 'waiting'],
          [second.backendId, 'sync', 'waiting'],
        ].sort(),
      );

      const begun: RunJob[] = [];
      const ends: (() => void)[] = [];
      await queue.work(3, async (taken) => {
        begun.push(taken);
        await new Promise<void>((resolve) => ends.push(resolve));
        return 'done';
      });
      await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(2);
      expect(new Set(begun.map(({ backendId }) => backendId)).size).toBe(2);
      // Pressed during the run: it waits behind it.
      const during = begun.find(({ backendId }) => backendId === second.backendId) ?? second;
      expect(await queue.push(during)).toBe(true);
      expect(await queue.push(during)).toBe(false);
      expect(await queue.depth()).toEqual({ waiting: 2, active: 2 });
      const end = () => {
        for (const each of ends.splice(0)) each();
      };
      end();
      await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(4);
      end();
      await expect.poll(() => queue.depth(), { timeout: 10_000 }).toEqual({ waiting: 0, active: 0 });
      expect(begun.map(({ kind }) => kind).sort()).toEqual(['preview', 'sync', 'sync', 'sync']);
      await queue.stop(1_000);
    });

    it('hands out one job of a backend at a time, however many workers fetch at once', async () => {
      const queue = await another();
      const backends = Array.from({ length: 12 }, () => randomUUID());
      for (const backendId of backends) {
        await queue.push({ backendId, kind: 'sync', origin: 'odoo' });
        await queue.push({ backendId, kind: 'preview', origin: 'odoo' });
      }
      const inHand = new Set<string>();
      const doubled: string[] = [];
      let done = 0;
      await queue.work(6, async ({ backendId }) => {
        if (inHand.has(backendId)) doubled.push(backendId);
        inHand.add(backendId);
        await new Promise((resolve) => setTimeout(resolve, 20));
        inHand.delete(backendId);
        done += 1;
        return 'done';
      });
      await expect.poll(() => done, { timeout: 40_000 }).toBe(2 * backends.length);
      expect(doubled).toEqual([]);
      await expect.poll(() => queue.depth(), { timeout: 10_000 }).toEqual({ waiting: 0, active: 0 });
      await queue.stop(1_000);
    });

    it('brings a job back that could not be done yet', async () => {
      const queue = await another();
      const outcomes: JobOutcome[] = ['later', 'again', 'done'];
      const taken: RunJob[] = [];
      await queue.work(1, (each) => {
        taken.push(each);
        return Promise.resolve(outcomes[taken.length - 1] ?? 'done');
      });
      const asked = job();
      await queue.push(asked);
      await expect.poll(() => taken.length, { timeout: 20_000 }).toBe(3);
      expect(new Set(taken.map(({ backendId }) => backendId))).toEqual(new Set([asked.backendId]));
      await expect.poll(() => queue.depth(), { timeout: 10_000 }).toEqual({ waiting: 0, active: 0 });
      await queue.stop(1_000);
    });

    it('stops when the job in hand is done', async () => {
      const queue = await another();
      let ended = false;
      let begun = false;
      await queue.work(1, async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        ended = true;
        return 'done';
      });
      await queue.push(job());
      await expect.poll(() => begun, { timeout: 10_000 }).toBe(true);
      await queue.stop(10_000);
      expect(ended).toBe(true);
    });
  });
}
