import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZipIndex } from './zip-index.ts';

const zip = fc.stringMatching(/^[0-3]{1,3}$/u);

test('finds the first range that contains a zip, as trying them one after the other does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ zipFrom: zip, zipTo: zip }), { maxLength: 12 }),
      fc.array(zip, { minLength: 1 }),
      (ranges, zips) => {
        const index = new ZipIndex(ranges);
        for (const each of zips) {
          const first = ranges.findIndex(({ zipFrom, zipTo }) => zipFrom <= each && each <= zipTo);
          expect(index.find(each)).toBe(first === -1 ? undefined : first);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a range whose bounds are the wrong way round contains nothing', () => {
  expect(new ZipIndex([{ zipFrom: '9', zipTo: '1' }]).find('5')).toBeUndefined();
});
