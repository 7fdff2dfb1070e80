import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OdooError, faultError } from '../rpc/errors.ts';
import { loadRows } from './load.ts';
import type { SendBatch } from './load.ts';
import type { LoadAnswer, LoadMessage } from './load-answer.ts';
import type { LoadRow } from '../port.ts';

const row = (n: number): LoadRow => ({ externalId: `__woo_sync__.row_${n}`, values: { name: String(n) } });
const rowsUpTo = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const numberOf = (each: LoadRow) => Number(each.values['name']);
const words = (n: number) => `Row ${n} is bad`;

/** How an Odoo, real or odd, reports bad rows. Positions are those of the batch. */
type Manner = (bad: readonly number[], batch: readonly LoadRow[]) => LoadAnswer;

const named = (position: number, message: string, field?: string): LoadMessage => ({
  type: 'error',
  message,
  record: position,
  rows: { from: position, to: position },
  ...(field === undefined ? {} : { field }),
});
const refused = (messages: LoadMessage[]): LoadAnswer => ({ ids: false, messages });
const own = (batch: readonly LoadRow[], position: number) => words(numberOf(batch[position] as LoadRow));

const MANNERS: Readonly<Record<string, Manner>> = {
  'names all': (bad, batch) => refused(bad.map((at) => named(at, own(batch, at), 'name'))),
  'stops after ten, like Odoo': (bad, batch) => {
    const reported = bad.slice(0, 10).map((at) => named(at, own(batch, at), 'name'));
    return refused([...reported, { type: 'warning', message: 'Found more than 10 errors' }]);
  },
  'blames the first row too, like Odoo': (bad, batch) => {
    const first = bad[0] as number;
    const front = first === 0 ? [] : [named(0, own(batch, first))];
    return refused([...front, ...bad.map((at) => named(at, own(batch, at)))]);
  },
  'blames only the first row, like Odoo after a database error': (bad, batch) =>
    refused([named(0, `Unknown database error: ${own(batch, bad[0] as number)}`)]),
  'names nobody': (bad, batch) =>
    refused([{ type: 'error', message: batch.length === 1 ? own(batch, 0) : 'Somewhere' }]),
  'names rows out of range': (bad, batch) =>
    refused([named(batch.length + 3, own(batch, bad[0] as number)), named(-4, own(batch, bad[0] as number))]),
  'names the last bad row only': (bad, batch) => {
    const last = bad.at(-1) as number;
    return refused([named(last, own(batch, last), 'name'), named(last, own(batch, last), 'name')]);
  },
  raises: (bad, batch) => {
    throw faultError(
      { name: 'odoo.exceptions.ValidationError', message: own(batch, bad[0] as number) },
      'load',
      String,
    );
  },
};

function odoo(bad: ReadonlySet<number>, manner: Manner): { send: SendBatch; calls: LoadRow[][] } {
  const calls: LoadRow[][] = [];
  const send: SendBatch = (batch) => {
    calls.push([...batch]);
    const positions = [...batch.keys()].filter((at) => bad.has(numberOf(batch[at] as LoadRow)));
    return new Promise((resolve) => {
      resolve(
        positions.length > 0
          ? manner(positions, batch)
          : { ids: batch.map((each) => 1000 + numberOf(each)), messages: [] },
      );
    });
  };
  return { send, calls };
}

const cases = fc
  .integer({ min: 1, max: 60 })
  .chain((count) =>
    fc.record({ count: fc.constant(count), bad: fc.uniqueArray(fc.nat({ max: count - 1 })) }),
  );

test.each(Object.entries(MANNERS))('bad rows fail and good rows go in when Odoo %s', async (_, manner) => {
  await fc.assert(
    fc.asyncProperty(cases, fc.integer({ min: 1, max: 70 }), async ({ count, bad }, batchSize) => {
      const { send, calls } = odoo(new Set(bad), manner);
      const heard: number[] = [];
      const results = await loadRows(rowsUpTo(count), batchSize, send, (settled) => heard.push(settled));

      expect(results.map((result) => result.externalId)).toEqual(
        rowsUpTo(count).map((each) => each.externalId),
      );
      for (const [n, result] of results.entries()) {
        if (bad.includes(n)) expect('error' in result && result.error).toContain(words(n));
        else expect(result).toEqual({ externalId: row(n).externalId, id: 1000 + n });
      }
      expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
      expect(heard.at(-1)).toBe(count);
      expect(calls.every((batch) => batch.length <= batchSize)).toBe(true);
      expect(calls.length).toBeLessThanOrEqual(4 * count + 2);
    }),
    { numRuns: 150 },
  );
});

test('a refused batch that names all its bad rows costs exactly one more call', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ count, bad }) => {
      const { send, calls } = odoo(new Set(bad), MANNERS['names all'] as Manner);
      await loadRows(rowsUpTo(count), 500, send, () => undefined);
      expect(calls.length).toBe(bad.length === 0 || bad.length === count ? 1 : 2);
    }),
  );
});

test('batches are full, in order, and refused one by one', async () => {
  const { send, calls } = odoo(new Set([3, 700]), MANNERS['names all'] as Manner);
  await loadRows(rowsUpTo(1_200), 500, send, () => undefined);
  expect(calls.map((batch) => batch.length)).toEqual([500, 499, 500, 499, 200]);
});

test('one bad row of 500 that nobody names is found by halving', async () => {
  const { send, calls } = odoo(new Set([321]), MANNERS['names nobody'] as Manner);
  const results = await loadRows(rowsUpTo(500), 500, send, () => undefined);
  expect(results.filter((result) => 'error' in result)).toHaveLength(1);
  expect(calls.length).toBeLessThanOrEqual(1 + 2 * 9);
});

test('rows with an external id that is malformed or used twice are never sent', async () => {
  const rows = ['a.x', 'a.y', 'a.x', 'nomodule', 'a.b c', 'a.b.c', 'a.b,a.c', '', 'a.HONG~20~KONG-1'].map(
    (externalId) => ({ externalId, values: { name: '1' } }),
  );
  const { send, calls } = odoo(new Set(), MANNERS['names all'] as Manner);
  const results = await loadRows(rows, 500, send, () => undefined);
  expect(calls.map((batch) => batch.map((each) => each.externalId))).toEqual([['a.y', 'a.HONG~20~KONG-1']]);
  expect(results.map((result) => 'error' in result)).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(results.map((result) => result.externalId)).toEqual(rows.map((each) => each.externalId));
});

test('no rows, no call', async () => {
  const { send, calls } = odoo(new Set(), MANNERS['names all'] as Manner);
  expect(await loadRows([], 500, send, () => undefined)).toEqual([]);
  expect(calls).toEqual([]);
});

test('a call that is wrong in itself is found out in few calls and thrown', async () => {
  let calls = 0;
  const wrong = faultError(
    { name: 'builtins.ValueError', message: "Invalid field name 'nope'" },
    'load',
    String,
  );
  const load = loadRows(
    rowsUpTo(500),
    500,
    async () => {
      calls += 1;
      return Promise.reject(wrong);
    },
    () => undefined,
  );
  await expect(load).rejects.toBe(wrong);
  expect(calls).toBeLessThanOrEqual(12);
});

test('a batch too large for a proxy goes in halves', async () => {
  const tooLarge = new OdooError({ code: 'odoo.request_too_large', message: 'too large' });
  const sizes: number[] = [];
  const results = await loadRows(
    rowsUpTo(100),
    500,
    async (batch) => {
      sizes.push(batch.length);
      if (batch.length > 30) return Promise.reject(tooLarge);
      return Promise.resolve({ ids: batch.map((each) => 1 + numberOf(each)), messages: [] });
    },
    () => undefined,
  );
  expect(results.every((result) => 'id' in result)).toBe(true);
  expect(sizes).toEqual([100, 50, 25, 25, 50, 25, 25]);
});

test.each(['odoo.access_denied', 'odoo.unreachable', 'odoo.concurrency', 'odoo.missing_model'])(
  '%s ends the load at once',
  async (code) => {
    const failure = new OdooError({ code, message: 'no' });
    let calls = 0;
    const load = loadRows(
      rowsUpTo(10),
      500,
      async () => {
        calls += 1;
        return Promise.reject(failure);
      },
      () => undefined,
    );
    await expect(load).rejects.toBe(failure);
    expect(calls).toBe(1);
  },
);
