import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sign, withQuery } from './sign-in.ts';

const keys = { consumerKey: 'ck_key', consumerSecret: 'cs_secret' };
const moment = { now: 1_700_000_000_999, nonce: 'n0nce' };
const url = 'http://shop.example/wp-json/wc/v3/taxes';

/** RFC 5849, 3.4.1 and 3.6, written down anew: the signature over what a server decodes from the query. */
function signatureOver(method: string, address: string): { given: string | null; computed: string } {
  const parsed = new URL(address);
  const given = parsed.searchParams.get('oauth_signature');
  parsed.searchParams.delete('oauth_signature');
  const encode = (text: string) =>
    [...new TextEncoder().encode(text)]
      .map((byte) => {
        const character = String.fromCharCode(byte);
        return /[A-Za-z0-9\-._~]/.test(character)
          ? character
          : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      })
      .join('');
  const pairs = [...parsed.searchParams].map(([name, value]) => [encode(name), encode(value)] as const);
  pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  const parameters = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  const base = [method, encode(`${parsed.origin}${parsed.pathname}`), encode(parameters)].join('&');
  return { given, computed: createHmac('sha256', 'cs_secret&').update(base).digest('base64') };
}

describe('oauth1', () => {
  test('signs the base string that RFC 5849 asks for (written out by hand)', () => {
    const signed = sign(
      {
        method: 'GET',
        url,
        query: { per_page: '100', orderby: 'id', 'filter[name]': 'a b', search: 'Ünï', _fields: 'id,name' },
      },
      keys,
      'oauth1',
      moment,
    );
    const base =
      'GET&http%3A%2F%2Fshop.example%2Fwp-json%2Fwc%2Fv3%2Ftaxes&' +
      '_fields%3Did%252Cname' +
      '%26filter%255Bname%255D%3Da%2520b' +
      '%26oauth_consumer_key%3Dck_key%26oauth_nonce%3Dn0nce%26oauth_signature_method%3DHMAC-SHA256' +
      '%26oauth_timestamp%3D1700000000%26oauth_version%3D1.0' +
      '%26orderby%3Did%26per_page%3D100' +
      '%26search%3D%25C3%259Cn%25C3%25AF';
    const signature = createHmac('sha256', 'cs_secret&').update(base).digest('base64');
    expect(new URL(signed.url).searchParams.get('oauth_signature')).toBe(signature);
    expect(signed.headers).toEqual({});
  });

  test('holds for any query, as the server decodes it', () => {
    const names = fc.stringMatching(/^[a-z_]{1,8}(\[[a-z0-9]{1,3}\])?$/);
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme', maxLength: 12 })), (query) => {
        const signed = sign({ method: 'DELETE', url, query }, keys, 'oauth1', moment);
        const { given, computed } = signatureOver('DELETE', signed.url);
        expect(given).toBe(computed);
        expect(Object.fromEntries(new URL(signed.url).searchParams)).toMatchObject(query);
      }),
    );
  });

  test('never sends the secret, and takes a new nonce each time', () => {
    const once = sign({ method: 'GET', url, query: {} }, keys, 'oauth1', { now: moment.now });
    const again = sign({ method: 'GET', url, query: {} }, keys, 'oauth1', { now: moment.now });
    expect(once.url).not.toContain('cs_secret');
    expect(once.url).not.toBe(again.url);
  });
});

describe('basic and query', () => {
  const secure = url.replace('http:', 'https:');

  test('basic puts the keys into the header only', () => {
    const signed = sign({ method: 'GET', url: secure, query: { page: '2' } }, keys, 'basic', moment);
    expect(signed.url).toBe(`${secure}?page=2`);
    expect(signed.headers).toEqual({ authorization: 'Basic Y2tfa2V5OmNzX3NlY3JldA==' });
  });

  test('query puts them into the query only', () => {
    const signed = sign({ method: 'GET', url: secure, query: { page: '2' } }, keys, 'query', moment);
    expect(signed.url).toBe(`${secure}?page=2&consumer_key=ck_key&consumer_secret=cs_secret`);
    expect(signed.headers).toEqual({});
  });

  test.each(['basic', 'query'] as const)('%s is refused over http', (signIn) => {
    expect(() => sign({ method: 'GET', url, query: {} }, keys, signIn, moment)).toThrow(
      expect.objectContaining({ code: 'store.insecure' }),
    );
  });
});

test('withQuery encodes as RFC 3986', () => {
  expect(withQuery('https://shop.example/', { 'a[0]': "x y+z!'()*", b: '' })).toBe(
    'https://shop.example/?a%5B0%5D=x%20y%2Bz%21%27%28%29%2A&b=',
  );
  expect(withQuery('https://shop.example/', {})).toBe('https://shop.example/');
});
