import { createHmac, randomBytes } from 'node:crypto';
import { StoreFailure } from './failure.ts';
import type { SignIn, StoreKeys } from '../port.ts';

export type Method = 'GET' | 'OPTIONS' | 'POST' | 'PUT' | 'DELETE';

/** A request before it is signed. */
export interface Unsigned {
  readonly method: Method;
  /** Absolute, without a query: for OAuth it must be spelled as the store's own home address. */
  readonly url: string;
  /**
   * By name, decoded. A list goes as comma text or as `name[0]`, `name[1]`: PHP numbers the entries of `name[]` before
   * WooCommerce computes the signature, so that spelling never fits (tried on 11.0.1).
   */
  readonly query: Readonly<Record<string, string>>;
}

/** A request ready to go. Its address and headers contain keys: neither may enter a message. */
export interface Signed {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a signature depends on besides the request. */
export interface SigningMoment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A word never used before; made up when absent. */
  readonly nonce?: string;
}

/**
 * Signs a request the way a store accepts it (WooCommerce REST API, "Authentication"):
 *
 * - `basic`  key and secret as user and password, https only
 * - `query`  key and secret in the query, https only, for hosts that strip the `Authorization` header
 * - `oauth1` one-legged OAuth 1.0a (RFC 5849), HMAC-SHA256. Its parameters go into the query, because the hosts that
 *   strip the header would strip an OAuth header too; the secret itself never travels.
 *
 * @throws ConnectorError `store.insecure` rather than send a secret in the clear
 */
export function sign(request: Unsigned, keys: StoreKeys, signIn: SignIn, moment: SigningMoment): Signed {
  if (signIn === 'oauth1') return signWithOAuth(request, keys, moment);
  if (!request.url.startsWith('https://')) {
    throw new StoreFailure({
      code: 'store.insecure',
      message: `The keys may not be sent to ${request.url} in the clear.`,
      hint: 'Use the https address of the store, or add it again with its http address so that requests are signed.',
    });
  }
  const { consumerKey, consumerSecret } = keys;
  if (signIn === 'query') {
    const query = { ...request.query, consumer_key: consumerKey, consumer_secret: consumerSecret };
    return { method: request.method, url: withQuery(request.url, query), headers: {} };
  }
  const credentials = Buffer.from(`${consumerKey}:${consumerSecret}`, 'utf8').toString('base64');
  return {
    method: request.method,
    url: withQuery(request.url, request.query),
    headers: { authorization: `Basic ${credentials}` },
  };
}

/** RFC 5849, 3.4 and 3.5.3: `METHOD&address&parameters`, each encoded, the parameters sorted by their encoded names. */
function signWithOAuth(request: Unsigned, keys: StoreKeys, moment: SigningMoment): Signed {
  const query: Readonly<Record<string, string>> = {
    ...request.query,
    oauth_consumer_key: keys.consumerKey,
    oauth_nonce: moment.nonce ?? randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(moment.now / 1000)),
    oauth_version: '1.0',
  };
  const parameters = Object.entries(query)
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const base = [request.method, request.url, parameters].map(encode).join('&');
  const signature = createHmac('sha256', `${encode(keys.consumerSecret)}&`)
    .update(base, 'utf8')
    .digest('base64');
  return {
    method: request.method,
    url: withQuery(request.url, { ...query, oauth_signature: signature }),
    headers: {},
  };
}

/** Appends a query, encoded as RFC 3986 has it (a space is `%20`): the form that signatures are computed over. */
export function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return pairs.length === 0 ? url : `${url}?${pairs.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
