import { describe, expect, it } from 'vitest';
import { shapeDifferences } from './shape.ts';

describe('shapeDifferences', () => {
  it('looks at types and keys, not at values', () => {
    expect(shapeDifferences({ id: 1, tags: [{ a: 'x' }] }, { id: 7, tags: [{ a: '' }, { a: 'y' }] })).toEqual(
      [],
    );
  });

  it('names what differs by its path', () => {
    expect(shapeDifferences({ id: 1, rate: '4.0' }, { id: '1', extra: true })).toEqual([
      'rate is missing',
      'id is string, recorded as number',
      'extra was not recorded',
    ]);
    expect(shapeDifferences([{ a: [1] }], [{ a: ['1'] }])).toEqual(['[].a[] is string, recorded as number']);
  });

  it('takes a key that only some elements have as optional, and several types as they were seen', () => {
    const recorded = [{ code: 81 }, { code: 'CA', name: 'x' }];
    expect(shapeDifferences(recorded, [{ code: 1 }, { code: 'a' }])).toEqual([]);
    expect(shapeDifferences(recorded, [{ code: null }])).toEqual([
      '[].code is null, recorded as number or string',
    ]);
  });

  it('passes over what it is asked to', () => {
    expect(shapeDifferences({ a: { b: 1 } }, { a: { c: 2 } }, [/^a\./])).toEqual([]);
  });
});
