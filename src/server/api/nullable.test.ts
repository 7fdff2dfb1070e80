import { expect, it } from 'vitest';
import { withNullableReferences } from './nullable.ts';

const run = { $ref: '#/components/schemas/Run' };

it('a reference that may be null is either, and not both at once', () => {
  const nullable = { allOf: [run, { type: ['object', 'null'] }] };
  expect(withNullableReferences({ items: [{ lastRun: nullable }] })).toEqual({
    items: [{ lastRun: { anyOf: [run, { type: 'null' }] } }],
  });
});

it('what extends a schema stays', () => {
  const extended = { allOf: [run, { type: 'object', properties: { notes: { type: 'array' } } }] };
  expect(withNullableReferences(extended)).toEqual(extended);
});
