import { createHmac } from 'node:crypto';
import type { QueryMap, QueryValue } from './query.ts';
import { RestError } from './rest-error.ts';
import type { ApiKey } from './state.ts';

/** How far a client's clock may be off, in seconds (WooCommerce: 15 minutes). */
const CLOCK_TOLERANCE = 15 * 60;

const REQUIRED = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const;

const DIGESTS: Readonly<Record<string, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

/** What a one-legged OAuth 1.0a signature is checked against. */
export interface SignedRequest {
  readonly method: string;
  /** The store's own home address and the path asked for: what the signature must have been made over. */
  readonly url: string;
  readonly query: QueryMap;
  readonly authorization: string | undefined;
}

/** Checks signatures and remembers nonces. An independent reading of RFC 5849, section 3. */
export class OAuthCheck {
  #used = new Map<string, number>();

  /** The key that signed the request; null when it is not signed at all. Throws a RestError where it is signed wrongly. */
  verify(request: SignedRequest, keys: readonly ApiKey[], now: number): ApiKey | null {
    const params = { ...request.query, ...headerParameters(request.authorization) };
    const missing = REQUIRED.filter((name) => typeof params[name] !== 'string' || params[name] === '');
    if (missing.length === REQUIRED.length) return null;
    if (missing.length > 0) {
      throw new RestError(
        401,
        'woocommerce_rest_authentication_missing_parameter',
        `Missing OAuth parameter(s): ${missing.join(', ')}`,
      );
    }
    const [consumerKey = '', timestamp = '', nonce = '', signature = '', method = ''] = REQUIRED.map((name) =>
      text(params[name]),
    );
    const key = keys.find((candidate) => candidate.consumerKey === consumerKey);
    if (key === undefined) throw refused('Consumer key is invalid.');
    const digest = DIGESTS[method];
    if (digest === undefined) throw refused('Invalid signature - signature method is invalid.');
    if (sign(request, params, digest, key.consumerSecret) !== signature) {
      throw refused('Invalid signature - provided signature does not match.');
    }
    this.#checkFreshness(consumerKey, Number(timestamp), nonce, now);
    return key;
  }

  #checkFreshness(consumerKey: string, timestamp: number, nonce: string, now: number): void {
    if (!Number.isInteger(timestamp) || Math.abs(now - timestamp) > CLOCK_TOLERANCE)
      throw refused('Invalid timestamp.');
    const used = `${consumerKey} ${nonce}`;
    if (this.#used.has(used)) throw refused('Invalid nonce - nonce has already been used.');
    for (const [name, time] of this.#used) if (now - time > CLOCK_TOLERANCE) this.#used.delete(name);
    this.#used.set(used, timestamp);
  }
}

function sign(request: SignedRequest, params: QueryMap, digest: string, secret: string): string {
  const pairs = flatten(params)
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .toSorted(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`);
  const base = [request.method, request.url, pairs.join('&')].map(percentEncode).join('&');
  return createHmac(digest, `${secret}&`).update(base).digest('base64');
}

function flatten(map: QueryMap): [string, string][] {
  return Object.entries(map).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : flatten(value).map(([key, inner]) => [`${name}[${key}]`, inner]),
  );
}

function headerParameters(authorization: string | undefined): Record<string, QueryValue> {
  if (authorization === undefined || !/^OAuth /i.test(authorization)) return {};
  const found: Record<string, QueryValue> = {};
  for (const match of authorization.matchAll(/(oauth_[a-z_]+)="([^"]*)"/g)) {
    found[match[1] ?? ''] = decodeURIComponent(match[2] ?? '');
  }
  return found;
}

function percentEncode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function text(value: QueryValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function refused(message: string): RestError {
  return new RestError(401, 'woocommerce_rest_authentication_error', message);
}
