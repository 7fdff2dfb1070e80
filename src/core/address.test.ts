import { describe, expect, it } from 'vitest';
import {
  isReadableOnTheWay,
  isThisMachine,
  refuseReadablePassword,
  withoutTrailingSlash,
} from './address.ts';

describe('withoutTrailingSlash', () => {
  it('takes every slash at the end away, and no other', () => {
    expect(withoutTrailingSlash('https://shop.example.com/wp//')).toBe('https://shop.example.com/wp');
    expect(withoutTrailingSlash('https://shop.example.com')).toBe('https://shop.example.com');
    expect(withoutTrailingSlash('///')).toBe('');
  });

  it('takes time in proportion to the length of the text', () => {
    const address = `${'/'.repeat(200_000)}x`;
    const begun = performance.now();
    expect(withoutTrailingSlash(address)).toBe(address);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('isThisMachine', () => {
  it.each([
    'http://localhost:8069',
    'http://odoo.localhost',
    'http://127.0.0.1',
    'https://127.8.9.1/x',
    'http://[::1]:80',
  ])('%s', (url) => expect(isThisMachine(url)).toBe(true));
  it.each([
    'http://odoo.example',
    'http://127.0.0.1.example',
    'http://localhost.example',
    'http://10.0.0.1',
    'nothing',
  ])('not %s', (url) => expect(isThisMachine(url)).toBe(false));
});

describe('an address without https', () => {
  it('is readable on the way to another machine alone', () => {
    expect(isReadableOnTheWay(' HTTP://odoo.example ')).toBe(true);
    for (const url of ['https://odoo.example', 'http://localhost:8069', 'http://', 'odoo.example'])
      expect(isReadableOnTheWay(url)).toBe(false);
  });

  it("gets no administrator's password", () => {
    expect(() => refuseReadablePassword('http://odoo.example/odoo')).toThrow(
      expect.objectContaining({ code: 'odoo.insecure' }),
    );
    refuseReadablePassword('https://odoo.example');
  });
});
