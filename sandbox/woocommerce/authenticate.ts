import type { SandboxRequest } from '../http/exchange.ts';
import type { OAuthCheck } from './oauth.ts';
import { parseQuery, queryText } from './query.ts';
import { RestError } from './rest-error.ts';
import type { ApiKey, ShopData } from './state.ts';

/** Where the request came in. */
export interface Connection {
  readonly secure: boolean;
  /** The store's own home address, without a trailing slash. */
  readonly home: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/**
 * Whose key came with a request; null for nobody.
 * Over https the key may come as Basic auth or in the query; over http only as an OAuth signature, so that Basic auth
 * there is as good as no key. A key that does not exist is nobody, too; a wrong secret is an error of its own.
 */
export function authenticate(
  request: SandboxRequest,
  shop: ShopData,
  connection: Connection,
  oauth: OAuthCheck,
): ApiKey | null {
  const authorization = shop.behaviour.stripAuthorization ? undefined : request.headers.authorization;
  const query = parseQuery(request.query);
  if (connection.secure) {
    const [name, secret] = queryKeys(request) ?? basicKeys(authorization) ?? [];
    const key = shop.keys.find((candidate) => candidate.consumerKey === name);
    if (key !== undefined) {
      if (key.consumerSecret === secret) return key;
      throw new RestError(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.');
    }
  }
  const url = `${connection.home}${request.path}`;
  return oauth.verify({ method: request.method, url, query, authorization }, shop.keys, connection.now);
}

/** Refuses a key whose permission does not cover the HTTP method; checked before anything else is looked at. */
export function checkPermission(key: ApiKey, method: string): void {
  const reads = ['GET', 'HEAD'].includes(method);
  const writes = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
  const refused = (right: string) =>
    new RestError(
      401,
      'woocommerce_rest_authentication_error',
      `The API key provided does not have ${right} permissions.`,
    );
  if (reads && key.permission === 'write') throw refused('read');
  if (writes && key.permission === 'read') throw refused('write');
}

function queryKeys(request: SandboxRequest): [string, string] | null {
  const query = parseQuery(request.query);
  const name = queryText(query, 'consumer_key');
  const secret = queryText(query, 'consumer_secret');
  return name === null || secret === null ? null : [name, secret];
}

function basicKeys(authorization: string | undefined): [string, string] | null {
  const match = /^Basic (.+)$/i.exec(authorization ?? '');
  if (match === null) return null;
  const pair = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? null : [pair.slice(0, colon), pair.slice(colon + 1)];
}
