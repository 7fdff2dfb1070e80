import { ConnectorError } from '../../core/errors.ts';

/** Where WordPress keeps the REST API while pretty permalinks are on. */
export const REST_ROOT = '/wp-json/';

/** What people paste along with the address of their shop: everything from the first of these on is no part of it. */
const WORDPRESS_PATHS = /\/(?:wp-admin|wp-json|wp-login\.php|wp-content|index\.php)(?:\/.*)?$/i;

/** An address deeper than this was not typed by a user. */
const DEEPEST = 6;

/**
 * The addresses at which the store may live, given what a user typed: with or without scheme, with a slash at the
 * end, with the path of a page or of the administration. The likeliest first, then its parents up to the root; each
 * without a trailing slash. Without a scheme https is meant.
 *
 * @throws ConnectorError `store.address_invalid`
 */
export function storeAddresses(typed: string): [string, ...string[]] {
  const url = parse(typed.trim());
  const steps = url.pathname.replace(WORDPRESS_PATHS, '').split('/').filter(Boolean);
  if (steps.length > DEEPEST) throw invalid('has too many parts in its path');
  const parents = steps.map((_, index) => [url.origin, ...steps.slice(0, index)].join('/')).reverse();
  return [[url.origin, ...steps].join('/'), ...parents];
}

function parse(typed: string): URL {
  if (typed === '') throw invalid('is empty');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  // A URL that does not parse is thrown with its input attached; the input may contain a pasted key.
  if (!URL.canParse(withScheme)) throw invalid('is not a web address');
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('is neither https nor http');
  if (url.username !== '' || url.password !== '') throw invalid('must not contain a user name or password');
  return url;
}

function invalid(what: string): ConnectorError {
  return new ConnectorError({
    code: 'store.address_invalid',
    message: `The address of the store ${what}.`,
    hint: 'Give the address of the home page, such as https://shop.example.',
  });
}

/** An address as it may be shown: no query, because keys travel there, no fragment, no user. */
export function publicAddress(address: string): string {
  if (!URL.canParse(address)) return '(an address that cannot be read)';
  const url = new URL(address);
  return `${url.origin}${url.pathname}`;
}

/** Whether two addresses name the same scheme, host and port. */
export function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

/** The store's home address behind a redirect of one of its REST addresses, or null where it is none. */
export function homeBehind(redirect: string): string | null {
  const shown = publicAddress(redirect);
  const at = shown.indexOf('/wp-json');
  return at < 0 ? null : shown.slice(0, at);
}
