import { expect, test } from 'vitest';
import { readRefusal } from './load-answer.ts';
import type { LoadMessage } from './load-answer.ts';

const error = (row: number, message: string, field?: string): LoadMessage => ({
  type: 'error',
  message,
  record: row,
  rows: { from: row, to: row },
  ...(field === undefined ? {} : { field }),
});

test('each named row gets all its words once', () => {
  const refusal = readRefusal(
    [
      error(3, 'No country', 'country_id'),
      error(1, 'No code', 'code'),
      error(3, 'Missing', 'country_id'),
      error(3, 'Missing'),
    ],
    4,
  );
  expect([...refusal.named]).toEqual([
    [3, 'No country Missing'],
    [1, 'No code'],
  ]);
});

test('a warning names nobody', () => {
  const warning = { type: 'warning', message: 'interrupted', record: 2 };
  expect([...readRefusal([error(1, 'bad', 'code'), warning], 5).named.keys()]).toEqual([1]);
});

test('rows outside the batch and spans beyond it are ignored', () => {
  expect(readRefusal([error(9, 'a'), error(-1, 'b')], 5).named.size).toBe(0);
  const span: LoadMessage = { type: 'error', message: 'c', rows: { from: 3, to: 1_000_000_000 } };
  expect([...readRefusal([span], 5).named.keys()]).toEqual([3, 4]);
  expect(readRefusal([{ type: 'error', message: 'no row' }], 5)).toEqual({
    named: new Map(),
    message: 'no row',
  });
});

// Seen on a real Odoo 18: a tax whose name is taken is refused in row 2, and row 0 gets the same message.
test('a first row that only the first message names beside others is not believed', () => {
  expect([
    ...readRefusal(
      [error(0, 'Tax names must be unique!'), error(2, 'Tax names must be unique!')],
      4,
    ).named.keys(),
  ]).toEqual([2]);
  expect([...readRefusal([error(0, 'alone')], 4).named.keys()]).toEqual([0]);
  expect([...readRefusal([error(0, 'bad', 'code'), error(2, 'bad', 'code')], 4).named.keys()]).toEqual([
    0, 2,
  ]);
  expect([...readRefusal([error(0, 'all'), error(0, 'own'), error(2, 'own')], 4).named.keys()]).toEqual([
    0, 2,
  ]);
});
