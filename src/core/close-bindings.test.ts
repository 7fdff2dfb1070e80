import { expect, it } from 'vitest';
import { namesOfBound } from './close-bindings.ts';

it('calls bindings as their records of the same model, and by their keys where these are gone', () => {
  const nameOf = namesOfBound({
    'account.tax': [{ id: 7, name: 'Tax 7%' }],
    'account.fiscal.position': [{ id: 7, name: 'Germany' }],
  });
  const names = (['account.tax', 'account.fiscal.position', 'account.journal'] as const).map((model) =>
    nameOf({ key: 'k', model, odooId: 7 }),
  );
  expect(names).toEqual(['Tax 7%', 'Germany', 'k']);
  expect(nameOf({ key: 'k', model: 'account.tax', odooId: 8 })).toBe('k');
});
