import { expect, it } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import type { Database } from '../../src/database/port.ts';
import { rowTypes } from '../../src/engine/rows/row-types.ts';
import { listName, valueNameKey } from '../../web/src/pages/backend/rows/value-names.ts';
import { readTableSearch } from '../../web/src/pages/backend/rows/table-search.ts';

const { domains } = composeServices({} as Database, { store: {}, odoo: {} });
const types = rowTypes(domains);

it('every value of every list has a name for people', () => {
  const names = new Set(types.flatMap(({ values }) => values));
  expect(names.size).toBeGreaterThan(40);
  expect([...names].filter((name) => valueNameKey(name) === undefined)).toEqual([]);
});

it('every list has a name for people', () => {
  const key = ((name: string) => name) as never;
  expect(types.map(({ type }) => listName(type, key)).filter((name) => !name.startsWith('lists.'))).toEqual(
    [],
  );
});

it('the address knows every filter of every list', () => {
  const filters = new Set(types.flatMap((type) => type.filters).filter((name) => name !== 'verdict'));
  const found = readTableSearch(Object.fromEntries([...filters].map((name) => [name, 'x'])));
  expect(
    [...filters].filter(
      (name) => !Object.entries(found).some(([known, value]) => known === name && value === 'x'),
    ),
  ).toEqual([]);
});
