import { expect, test } from 'vitest';
import type { LoadRow } from '../../odoo/port.ts';
import { loadNumbered } from './load-numbered.ts';
import type { WriteOperation } from './write-groups.ts';

const operation = (numbered?: string) =>
  ({ write: { fields: {}, references: {}, ...(numbered !== undefined && { numbered }) } }) as WriteOperation;
const row = (name: string): LoadRow => ({
  externalId: `__woo_sync__.${name}`,
  values: { name, amount: '5' },
});

/** Refuses names that are taken, as Odoo does; whatever it takes is taken from then on. */
function odoo(taken: string[], message = 'Tax names must be unique!\n- X in Filiale') {
  const calls: string[][] = [];
  const load = (rows: readonly LoadRow[]) => {
    calls.push(rows.map(({ values }) => values['name'] ?? ''));
    return Promise.resolve(
      rows.map(({ externalId, values }, at) => {
        const name = values['name'] ?? '';
        if (taken.includes(name)) return { externalId, error: message };
        taken.push(name);
        return { externalId, id: 10 * calls.length + at };
      }),
    );
  };
  return { calls, load };
}

test('a refused name gets the next number; all refused ones go in one call', async () => {
  const { calls, load } = odoo(['A', 'A (2)', 'B']);
  const rows = [row('A'), row('B'), row('C')];
  const results = await loadNumbered(
    rows.map(() => operation('name')),
    rows,
    load,
  );
  expect(results.map((result) => 'id' in result)).toEqual([true, true, true]);
  expect(results.map(({ externalId }) => externalId)).toEqual(rows.map(({ externalId }) => externalId));
  expect(calls).toEqual([['A', 'B', 'C'], ['A (2)', 'B (2)'], ['A (3)']]);
});

test('what is refused for another reason, or has no such column, is not tried again', async () => {
  const other = odoo(['A'], 'The tax group must have the same country_id as the tax using it.');
  expect(await loadNumbered([operation('name')], [row('A')], other.load)).toMatchObject([
    { error: 'The tax group must have the same country_id as the tax using it.' },
  ]);
  const plain = odoo(['A']);
  expect(await loadNumbered([operation()], [row('A')], plain.load)).toHaveLength(1);
  expect([other.calls.length, plain.calls.length]).toEqual([1, 1]);
});

test('it ends where every number is refused', async () => {
  const load = (rows: readonly LoadRow[]) =>
    Promise.resolve(rows.map(({ externalId }) => ({ externalId, error: 'Tax names must be unique!' })));
  expect(await loadNumbered([operation('name')], [row('A')], load)).toMatchObject([
    { error: 'Tax names must be unique!' },
  ]);
});
