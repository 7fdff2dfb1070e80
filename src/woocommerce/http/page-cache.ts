import { randomBytes } from 'node:crypto';
import type { WarningSink } from '../../core/log.ts';
import type { CachedAnswers, SignIn } from '../port.ts';
import type { Answer } from './answer.ts';
import { excerpt, type Redact } from './redact.ts';
import type { Unsigned } from './sign-in.ts';

/** A cache by the header that it adds to answers that it kept. */
interface KnownCache {
  readonly header: string;
  readonly isHit: (value: string) => boolean;
  readonly name: string;
  /** What a person switches off. */
  readonly remedy: string;
}

/** `HIT`, `TCP_HIT`, `MISS, HIT`, `Hit from …`, `STALE`; not `RefreshHit`, `hit-for-pass`, which asked the store. */
const isHit = (value: string) =>
  /(?:^|[^a-z])hit(?![a-z]|-for)|(?:^|[^a-z])(?:stale|updating)(?![a-z])/i.test(value);

const EXCLUDE = 'exclude addresses that begin with /wp-json/, and empty the cache';

/** Caches seen before WordPress sites, by what their makers document; the first that fits names the cache. */
const KNOWN_CACHES: readonly KnownCache[] = [
  ...['x-litespeed-cache', 'x-lsadc-cache', 'x-qc-cache'].map((header) => ({
    ...{ header, isHit, name: 'LiteSpeed Cache' },
    remedy: 'In WordPress, under LiteSpeed Cache, Cache, switch “Cache REST API” off, then purge all.',
  })),
  {
    ...{ header: 'cf-cache-status', isHit, name: 'Cloudflare' },
    remedy:
      'In Cloudflare, add a cache rule that bypasses the cache for paths that begin with /wp-json/, then purge the cache.',
  },
  ...[
    ['x-kinsta-cache', 'the cache of Kinsta'],
    ['x-hcdn-cache-status', 'the cache of Hostinger'],
    ['x-sucuri-cache', 'the cache of Sucuri'],
    ['x-ac', 'the cache of WordPress.com'],
  ].map(([header = '', name = '']) => ({
    ...{ header, isHit, name },
    remedy: `In the settings of the host, or through its support, ${EXCLUDE}.`,
  })),
  ...[
    ['x-nitro-cache', 'NitroPack'],
    ['x-swift-cache', 'Swift Performance'],
  ].map(([header = '', name = '']) => ({
    ...{ header, isHit, name },
    remedy: `In the settings of ${name} in WordPress, ${EXCLUDE}.`,
  })),
  {
    // `not cached` where it passed the request on.
    ...{ header: 'wpo-cache-status', isHit: (value) => /^\s*cached/i.test(value), name: 'WP-Optimize' },
    remedy: `In the settings of WP-Optimize in WordPress, ${EXCLUDE}.`,
  },
  {
    // `No` where it passed the request on.
    ...{
      header: 'x-rocket-nginx-serving-static',
      isHit: (value) => /^\s*(?:yes|hit)/i.test(value),
      name: 'WP Rocket',
    },
    remedy: `In the settings of WP Rocket in WordPress, ${EXCLUDE}.`,
  },
  {
    ...{ header: 'x-cache-handler', isHit: (value) => /cache-enabler/i.test(value), name: 'Cache Enabler' },
    remedy: `In the settings of Cache Enabler in WordPress, ${EXCLUDE}.`,
  },
  {
    ...{ header: 'wp-super-cache', isHit: (value) => /served/i.test(value), name: 'WP Super Cache' },
    remedy: `In the settings of WP Super Cache in WordPress, ${EXCLUDE}.`,
  },
  {
    // One number for the request, and a second one for the request that filled the cache.
    ...{ header: 'x-varnish', isHit: (value) => /^\s*\d+\s+\d+\s*$/.test(value), name: 'Varnish' },
    remedy: `In the settings of Varnish, or through the support of the host, ${EXCLUDE}.`,
  },
  ...['x-proxy-cache', 'x-fastcgi-cache', 'x-nginx-cache', 'x-srcache-fetch-status', 'x-cache-status'].map(
    (header) => ({
      ...{ header, isHit, name: 'the cache of the web server (nginx)' },
      remedy: `In the settings of the web server, or through the support of the host, ${EXCLUDE}.`,
    }),
  ),
  ...[
    // RFC 9211: each cache on the way with its parameters.
    ['cache-status', /;\s*hit(?![a-z-])/i] as const,
    ['x-cache', null] as const,
    ['x-edge-cache', null] as const,
  ].map(([header, pattern]) => ({
    header,
    isHit: pattern === null ? isHit : (value: string) => pattern.test(value),
    name: 'a cache in front of the store',
    remedy: `In the settings of the host or its content delivery network, ${EXCLUDE}.`,
  })),
  {
    // RFC 9111, section 5.1: only a cache adds it, with the seconds since the store answered.
    ...{ header: 'age', isHit: (value) => /^\s*\d{1,12}\s*$/.test(value) && Number(value) > 0 },
    name: 'a cache in front of the store',
    remedy: `In the settings of the host or its content delivery network, ${EXCLUDE}.`,
  },
];

/** The parameter that makes each address a new one. WordPress and WooCommerce have none of this name. */
const FRESH_PARAMETER = 'woo_odoo_fresh';

/**
 * A request for the store's own answer: a cache that distinguishes addresses has not seen this one. A signature by OAuth carries
 * a nonce, which does the same; what writes is kept by no cache.
 */
export function withFreshAddress<Request extends Unsigned & { readonly signIn: SignIn | null }>(
  request: Request,
): Request {
  if (request.signIn === 'oauth1' || (request.method !== 'GET' && request.method !== 'OPTIONS'))
    return request;
  return { ...request, query: { ...request.query, [FRESH_PARAMETER]: randomBytes(8).toString('hex') } };
}

/**
 * Whether an answer comes from a page cache and may be old: the cache, and what to switch off. Null where it came from the
 * store, as far as its headers show.
 */
export function cacheOf(
  header: Answer['header'],
  redact: Redact,
): Pick<CachedAnswers, 'cache' | 'evidence' | 'remedy'> | null {
  for (const known of KNOWN_CACHES) {
    const value = header(known.header);
    if (value === null || !known.isHit(value)) continue;
    const evidence = `${known.header}: ${excerpt(value, redact)}`;
    return { cache: known.name, evidence, remedy: known.remedy };
  }
  return null;
}

/** What page caches answered in one session, one entry for each cache; the first answer of each is a warning. */
export class CacheLog {
  readonly #found = new Map<string, CachedAnswers>();
  readonly #warn: WarningSink;

  constructor(warn: WarningSink) {
    this.#warn = warn;
  }

  look(answer: Pick<Answer, 'address' | 'header'>, redact: Redact): void {
    const { address } = answer;
    const cache = cacheOf((name) => answer.header(name), redact);
    if (cache === null) return;
    const before = this.#found.get(cache.cache);
    this.#found.set(
      cache.cache,
      before ? { ...before, count: before.count + 1 } : { ...cache, address, count: 1 },
    );
    if (before === undefined)
      this.#warn({
        code: 'store.cached',
        message: `${address} was answered by ${cache.cache} (${cache.evidence}) in place of the store; the data may be old. ${cache.remedy}`,
      });
  }

  found(): readonly CachedAnswers[] {
    return [...this.#found.values()];
  }
}
