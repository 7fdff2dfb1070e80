import { expect, it } from 'vitest';
import type { StoreShipping } from '../facts.ts';
import { readQuestion } from './question.ts';

const states = [{ code: 'Foo', name: 'Foo' }];
const classes = Array.from({ length: 30 }, (_, id) => ({ id, slug: `c${id}`, name: `C${id}` }));
const world: Pick<StoreShipping, 'classes' | 'countries' | 'faults'> = {
  ...{ classes, faults: [], countries: [{ code: 'DE', name: 'Germany', states }] },
};

it('finds a state in any case of letters, by the code that the store gave it', () => {
  expect(readQuestion({ country: 'de', state: 'FOO' }, world).address).toMatchObject({ state: 'Foo' });
});

it('refuses what is too long for a postcode', () => {
  expect(() => readQuestion({ country: 'DE', postcode: '1'.repeat(33) }, world)).toThrow('no postcode');
});

it('names a few of many shipping classes', () => {
  expect(() => readQuestion({ country: 'DE', class: 'x' }, world)).toThrow(
    expect.objectContaining({
      hint: expect.stringMatching(/^It lists: c0, .*c19 and so on\.$/u) as string,
    }) as Error,
  );
});
