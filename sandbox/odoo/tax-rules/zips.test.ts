import { expect, it } from 'vitest';
import { acceptsZips, isZipWithin, padZips } from './zips.ts';

it('fills a bound of digits up to the length of the longer one', () => {
  expect(padZips({ zipFrom: '902', zipTo: '9029' })).toEqual({ zipFrom: '0902', zipTo: '9029' });
  expect(padZips({ zipFrom: '902', zipTo: '902~' })).toEqual({ zipFrom: '0902', zipTo: '902~' });
  expect(padZips({ zipFrom: '902 ', zipTo: '902~' })).toEqual({ zipFrom: '902 ', zipTo: '902~' });
  expect(padZips({ zipFrom: 'SW1', zipTo: 'SW19' })).toEqual({ zipFrom: 'SW1', zipTo: 'SW19' });
  expect(padZips({ zipFrom: '902', zipTo: '' })).toEqual({ zipFrom: '902', zipTo: '' });
});

it('accepts both bounds in order, or none', () => {
  expect(acceptsZips({ zipFrom: '', zipTo: '' })).toBe(true);
  expect(acceptsZips({ zipFrom: '902 ', zipTo: '902~' })).toBe(true);
  expect(acceptsZips({ zipFrom: '902', zipTo: '' })).toBe(false);
  expect(acceptsZips({ zipFrom: '9', zipTo: '10' })).toBe(false);
});

it('finds what a wildcard means between a blank and a tilde, and nothing for an address without zip', () => {
  const bounds = { zipFrom: '902 ', zipTo: '902~' };
  expect(['90210', '902', '90299-1', '9030', '902a', ''].map((zip) => isZipWithin(bounds, zip))).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
});
