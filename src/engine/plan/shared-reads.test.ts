import { describe, expect, test } from 'vitest';
import { shareReads } from './shared-reads.ts';

class Store {
  readonly #calls: string[] = [];

  calls(): string[] {
    return [...this.#calls];
  }

  async list(...args: readonly unknown[]): Promise<number> {
    this.#calls.push(JSON.stringify(args));
    return await Promise.resolve(this.#calls.length);
  }

  async fail(): Promise<never> {
    this.#calls.push('fail');
    return await Promise.reject(new Error('refused'));
  }
}

describe('equal calls are sent once', () => {
  test('at the same time and one after the other', async () => {
    const store = new Store();
    const shared = shareReads(store);
    const both = await Promise.all([shared.list({ a: 1 }), shared.list({ a: 1 })]);
    expect([...both, await shared.list({ a: 1 })]).toEqual([1, 1, 1]);
    expect(store.calls()).toHaveLength(1);
  });

  test.each([
    [[], [undefined]],
    [[{}], [{ a: undefined }]],
    [[{ a: 1, b: [2] }], [{ b: [2], a: 1 }]],
  ])('%j and %j are equal', async (a, b) => {
    const store = new Store();
    const shared = shareReads(store);
    await Promise.all([shared.list(...a), shared.list(...b)]);
    expect(store.calls()).toHaveLength(1);
  });

  test.each([
    [[], [{}]],
    [[1], ['1']],
    [[null], [undefined]],
    [[false], ['false']],
    [['a,b'], ['a', 'b']],
    [[['a', 'b']], [['b', 'a']]],
    [[[1]], [{ 0: 1 }]],
    [[[]], [[undefined]]],
    [[{ a: { b: 1 } }], [{ a: { b: 2 } }]],
  ])('%j and %j are not', async (a, b) => {
    const store = new Store();
    const shared = shareReads(store);
    await Promise.all([shared.list(...a), shared.list(...b)]);
    expect(store.calls()).toHaveLength(2);
  });

  test('nor are calls with arguments that cannot be compared', async () => {
    const store = new Store();
    const shared = shareReads(store);
    for (const argument of [() => 1, new Date(0), { when: new Date(0) }, [new Map()], Symbol('x')]) {
      const before = store.calls().length;
      await shared.list(argument);
      await shared.list(argument);
      expect(store.calls()).toHaveLength(before + 2);
    }
  });
});

test('a failure is shared, and the same', async () => {
  const store = new Store();
  const shared = shareReads(store);
  const failures = await Promise.allSettled([shared.fail(), shared.fail()]);
  expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(shared.fail()).rejects.toThrow('refused');
  expect(store.calls()).toEqual(['fail']);
});

test('what answers at once is asked anew, and each plan has answers of its own', async () => {
  const store = new Store();
  const shared = shareReads(store);
  await shared.list();
  expect(shared.calls()).toHaveLength(1);
  await shareReads(store).list();
  expect(shared.calls()).toHaveLength(2);
});
