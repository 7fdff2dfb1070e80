import { describe, expect, test } from 'vitest';
import { homeBehind, publicAddress, sameOrigin, storeAddresses } from './address.ts';

describe('storeAddresses', () => {
  test.each([
    ['shop.example', ['https://shop.example']],
    ['  https://shop.example/  ', ['https://shop.example']],
    ['HTTP://Shop.Example:80', ['http://shop.example']],
    ['shop.example:8443/', ['https://shop.example:8443']],
    ['https://shop.example/wp-admin/', ['https://shop.example']],
    ['https://shop.example/wp-admin/admin.php?page=wc-settings#x', ['https://shop.example']],
    ['https://shop.example/wp-json/wc/v3/?consumer_key=ck_1', ['https://shop.example']],
    ['https://shop.example/wp-login.php', ['https://shop.example']],
    ['https://shop.example/shop/', ['https://shop.example/shop', 'https://shop.example']],
    [
      'shop.example/a/b/wp-admin',
      ['https://shop.example/a/b', 'https://shop.example/a', 'https://shop.example'],
    ],
  ])('%s', (typed, addresses) => {
    expect(storeAddresses(typed)).toEqual(addresses);
  });

  test.each([
    ['', 'is empty'],
    ['ftp://shop.example', 'neither https nor http'],
    ['https://me:secret@shop.example', 'must not contain a user name or password'],
    ['https://', 'is not a web address'],
    ['shop example', 'is not a web address'],
    ['shop.example/1/2/3/4/5/6/7', 'too many parts'],
  ])('refuses %s', (typed, reason) => {
    expect(() => storeAddresses(typed)).toThrow(
      expect.objectContaining({
        code: 'store.address_invalid',
        message: expect.stringContaining(reason) as string,
      }),
    );
  });

  test('does not repeat what was typed: it may contain a pasted key', () => {
    expect(() => storeAddresses('https://u:cs_0123456789@shop.example')).not.toThrow(/cs_/);
  });
});

test('publicAddress leaves query, fragment and user out', () => {
  expect(publicAddress('https://u:p@shop.example/wp-json/x?consumer_secret=cs_1#f')).toBe(
    'https://shop.example/wp-json/x',
  );
  expect(publicAddress('nonsense?consumer_secret=cs_1')).not.toContain('cs_1');
});

test('homeBehind cuts the REST path off a redirect', () => {
  expect(homeBehind('https://www.shop.example/de/wp-json/?consumer_key=ck_1')).toBe(
    'https://www.shop.example/de',
  );
  expect(homeBehind('https://shop.example/coming-soon/')).toBeNull();
});

test('sameOrigin compares scheme, host and port', () => {
  expect(sameOrigin('https://shop.example/a', 'https://SHOP.example:443/b')).toBe(true);
  expect(sameOrigin('https://shop.example', 'http://shop.example')).toBe(false);
  expect(sameOrigin('https://shop.example', 'https://www.shop.example')).toBe(false);
  expect(sameOrigin('https://shop.example', '')).toBe(false);
});
