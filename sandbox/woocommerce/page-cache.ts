import type { SandboxAnswer, SandboxRequest } from '../http/exchange.ts';

/** A page cache that the host or a plugin put before the store, which also keeps answers of the REST API. */
export interface PageCacheSettings {
  /** `address`: each query is a page of its own. `known`: parameters that WordPress does not know are ignored. */
  readonly keyedBy: 'address' | 'known';
  /** What an answer that was kept shows: the header of a product, `age` alone, or nothing at all. */
  readonly shows: keyof typeof HIT_HEADERS;
}

/** What caches add to an answer that they kept (as their makers document it). */
const HIT_HEADERS = {
  nothing: {},
  age: { Age: '86' },
  litespeed: { 'X-LiteSpeed-Cache': 'hit' },
  cloudflare: { 'CF-Cache-Status': 'HIT', Age: '86' },
  varnish: { 'X-Varnish': '32770 5', Age: '86' },
  cloudfront: { 'X-Cache': 'Hit from cloudfront', Age: '86' },
} as const;

/** The same on an answer that came from the store. */
const MISS_HEADERS: Readonly<Record<keyof typeof HIT_HEADERS, Readonly<Record<string, string>>>> = {
  nothing: {},
  age: { Age: '0' },
  litespeed: { 'X-LiteSpeed-Cache': 'miss' },
  cloudflare: { 'CF-Cache-Status': 'MISS' },
  varnish: { 'X-Varnish': '32771', Age: '0' },
  cloudfront: { 'X-Cache': 'Miss from cloudfront' },
};

/** The query parameters of WordPress and WooCommerce that the sandbox answers to. */
const KNOWN = /^(?:_fields|page|per_page|orderby|order|rest_route|search|include|status|context)$/;

/** Keeps whole answers until it is taken away. It heeds neither `Cache-Control` nor who asks, as LiteSpeed's by default. */
export class PageCache {
  readonly #kept = new Map<string, SandboxAnswer>();
  #settings: PageCacheSettings | null = null;

  /** The kept answer, or that of the store, which is kept where it is a success. */
  answer<Result extends { readonly answer: SandboxAnswer; readonly changes: number }>(
    settings: PageCacheSettings | null,
    request: SandboxRequest,
    ask: () => Result,
  ): Result | { readonly answer: SandboxAnswer; readonly changes: number } {
    // Another cache is an empty one.
    if (settings !== this.#settings) this.#kept.clear();
    this.#settings = settings;
    if (settings === null || request.method !== 'GET') return ask();
    const key = keyOf(settings, request);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return { answer: withHeaders(kept, HIT_HEADERS[settings.shows]), changes: 0 };
    const result = ask();
    if (result.answer.status === 200) this.#kept.set(key, result.answer);
    return { ...result, answer: withHeaders(result.answer, MISS_HEADERS[settings.shows]) };
  }
}

function keyOf({ keyedBy }: PageCacheSettings, { path, query }: SandboxRequest): string {
  if (keyedBy === 'address') return `${path}?${query}`;
  const known = query.split('&').filter((pair) => KNOWN.test(decodeURIComponent(pair.split('=')[0] ?? '')));
  return `${path}?${known.join('&')}`;
}

function withHeaders(answer: SandboxAnswer, headers: Readonly<Record<string, string>>): SandboxAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
