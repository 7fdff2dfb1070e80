import { expect, it } from 'vitest';
import { isNestedTooDeep, MAX_JSON_DEPTH, withoutDeepParts } from './json-depth.ts';

it('counts what is open at once, and nothing inside of texts', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(isNestedTooDeep(nested(MAX_JSON_DEPTH))).toBe(false);
  expect(isNestedTooDeep(nested(MAX_JSON_DEPTH + 1))).toBe(true);
  expect(isNestedTooDeep('{"a":'.repeat(101))).toBe(true);
  expect(
    isNestedTooDeep(JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ text: [index] })))),
  ).toBe(false);
  expect(isNestedTooDeep(JSON.stringify({ text: '['.repeat(500), escaped: `"\\"${'{'.repeat(500)}` }))).toBe(
    false,
  );
});

it('looks at a million brackets at once', () => {
  const begun = performance.now();
  expect(isNestedTooDeep(`"${'['.repeat(1_000_000)}`)).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

it('leaves out what is nested too deep, and nothing else', () => {
  expect(withoutDeepParts('[{"a":[[1],"[[["]},[[[2]]],3]', 3)).toBe('[{"a":[null,"[[["]},[[null]],3]');
  const fits = '{"a":[1,"]]"],"b":{}}';
  expect(withoutDeepParts(fits, 2)).toBe(fits);
  expect(withoutDeepParts('[[[1', 2)).toBe('[[null');
});
