import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSimilar } from './similar.ts';

describe('mostSimilar', () => {
  it.each([
    ['shpo', ['shop', 'store'], 'shop'],
    ['Shop', ['store', 'shop'], 'shop'],
    ['shop-de', ['shop-fr', 'shop-dee'], 'shop-dee'],
    ['shop', ['warehouse', 'b2b'], undefined],
    ['shop', [], undefined],
    ['a', ['b'], undefined],
  ])('%s among %j is %s', (typed, candidates, found) => {
    expect(mostSimilar(typed, candidates)).toBe(found);
  });

  it('finds a name with one slip, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 20 }), fc.nat(), (name, at) => {
        const position = at % name.length;
        const typed = name.slice(0, position) + name.slice(position + 1);
        expect(mostSimilar(typed, [name])).toBe(name);
      }),
    );
  });
});
