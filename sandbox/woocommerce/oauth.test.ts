import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import OAuth from 'oauth-1.0a';
import { describe, expect, it } from 'vitest';
import { STORE_KEYS } from './keys.ts';
import { OAuthCheck } from './oauth.ts';
import { parseQuery } from './query.ts';

const NOW = 1_800_000_000;
const URL_ = 'http://shop.example/wp-json/wc/v3/taxes';
const keys = [STORE_KEYS.full];

/** Signs with a library that knows nothing of the check. */
function signedQuery(data: Readonly<Record<string, string>>, timestamp = NOW, nonce = 'n1'): string {
  const oauth = new OAuth({
    consumer: { key: STORE_KEYS.full.consumerKey, secret: STORE_KEYS.full.consumerSecret },
    signature_method: 'HMAC-SHA256',
    hash_function: (text, secret) => createHmac('sha256', secret).update(text).digest('base64'),
  });
  oauth.getTimeStamp = () => timestamp;
  oauth.getNonce = () => nonce;
  const signed = oauth.authorize({ url: URL_, method: 'GET', data: { ...data } });
  return Object.entries(signed)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
}

function verify(query: string, url = URL_, check = new OAuthCheck()) {
  return check.verify({ method: 'GET', url, query: parseQuery(query), authorization: undefined }, keys, NOW);
}

describe('OAuthCheck', () => {
  it('agrees with an independent implementation on any parameters', () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/).filter((text) => !text.startsWith('oauth_'));
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'grapheme', maxLength: 20 })), (data) => {
        expect(verify(signedQuery(data))).toBe(STORE_KEYS.full);
      }),
      { numRuns: 200 },
    );
  });

  it('is over the address of the store itself', () => {
    expect(() => verify(signedQuery({}), 'http://www.shop.example/wp-json/wc/v3/taxes')).toThrow(
      'does not match',
    );
  });

  it('takes a nonce once, and a clock that is 15 minutes off', () => {
    const check = new OAuthCheck();
    expect(verify(signedQuery({}, NOW - 899), URL_, check)).not.toBeNull();
    expect(() => verify(signedQuery({}, NOW - 899), URL_, check)).toThrow('nonce has already been used');
    expect(() => verify(signedQuery({}, NOW - 901))).toThrow('Invalid timestamp');
  });

  it('shows which parameters are missing, and nothing where there are none', () => {
    expect(verify('page=2')).toBeNull();
    expect(() => verify('oauth_nonce=1')).toThrow('oauth_signature');
  });
});
