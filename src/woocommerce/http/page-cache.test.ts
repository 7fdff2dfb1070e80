import { describe, expect, it } from 'vitest';
import type { Warning } from '../../core/log.ts';
import { cacheOf, CacheLog, withFreshAddress } from './page-cache.ts';

const asIs = (text: string) => text;
const among = (headers: Readonly<Record<string, string>>) => (name: string) => headers[name] ?? null;
const judge = (headers: Readonly<Record<string, string>>) => cacheOf(among(headers), asIs);

describe('an answer that a page cache kept is recognized', () => {
  it.each([
    ['age', '1'],
    ['age', '86400'],
    ['x-cache', 'HIT'],
    ['x-cache', 'Hit from cloudfront'],
    ['x-cache', 'MISS, HIT'],
    ['x-cache', 'TCP_MEM_HIT from proxy'],
    ['x-cache', 'HIT: 12'],
    ['cf-cache-status', 'HIT'],
    ['cf-cache-status', 'STALE'],
    ['cf-cache-status', 'UPDATING'],
    ['x-litespeed-cache', 'hit,private'],
    ['x-qc-cache', 'hit'],
    ['x-proxy-cache', 'HIT'],
    ['x-fastcgi-cache', 'HIT'],
    ['x-srcache-fetch-status', 'HIT'],
    ['x-cache-status', 'STALE'],
    ['x-varnish', '32770 5'],
    ['x-kinsta-cache', 'HIT'],
    ['x-hcdn-cache-status', 'HIT'],
    ['x-sucuri-cache', 'HIT'],
    ['x-ac', '3.fra _atomic_ams HIT'],
    ['x-rocket-nginx-serving-static', 'Yes'],
    ['wpo-cache-status', 'cached'],
    ['x-nitro-cache', 'HIT'],
    ['x-cache-handler', 'cache-enabler-engine'],
    ['wp-super-cache', 'Served supercache file from PHP'],
    ['cache-status', 'ExampleCache; hit; ttl=376'],
  ])('%s: %s', (header, value) => {
    expect(judge({ [header]: value })).toMatchObject({
      evidence: `${header}: ${value}`,
      remedy: expect.stringMatching(/\/wp-json\/|REST API/u) as string,
    });
  });

  it.each([
    ['age', '0'],
    ['age', 'old'],
    ['x-cache', 'MISS'],
    ['x-cache', 'RefreshHit from cloudfront'],
    ['x-cache', 'hit-for-pass'],
    ['x-cache', 'White'],
    ['cf-cache-status', 'DYNAMIC'],
    ['cf-cache-status', 'REVALIDATED'],
    ['cf-cache-status', 'EXPIRED'],
    ['x-litespeed-cache', 'miss'],
    ['x-litespeed-cache-control', 'no-cache'],
    ['x-varnish', '32770'],
    ['x-proxy-cache', 'BYPASS'],
    ['x-rocket-nginx-serving-static', 'No'],
    ['wpo-cache-status', 'not cached'],
    ['cache-status', 'ExampleCache; fwd=uri-miss; detail=no-hit'],
    ['x-cache-hits', '0'],
    ['cache-control', 'max-age=3600'],
  ])('%s: %s is no sign of one', (header, value) => {
    expect(judge({ [header]: value })).toBeNull();
  });

  it('a product is named before what any cache may add', () => {
    const found = judge({ age: '7', 'x-cache': 'HIT', 'x-litespeed-cache': 'hit' });
    expect(found).toMatchObject({
      cache: 'LiteSpeed Cache',
      remedy: expect.stringContaining('Cache REST API') as string,
    });
  });
});

describe('what caches answered', () => {
  const answer = (headers: Readonly<Record<string, string>>, address: string) => ({
    address,
    header: among(headers),
  });

  it('is counted for each cache, and warned of once', () => {
    const warnings: Warning[] = [];
    const log = new CacheLog((warning) => warnings.push(warning));
    log.look(answer({ 'x-varnish': '1 2' }, 'https://a/1'), asIs);
    log.look(answer({ 'x-varnish': '3 2' }, 'https://a/2'), asIs);
    log.look(answer({ 'x-varnish': '4' }, 'https://a/3'), asIs);
    expect(log.found()).toMatchObject([{ cache: 'Varnish', count: 2, address: 'https://a/1' }]);
    expect(warnings).toMatchObject([{ code: 'store.cached' }]);
  });

  it('shows no key that a server put into the header', () => {
    const log = new CacheLog(() => undefined);
    log.look(answer({ 'x-cache': 'HIT ck_secret1' }, 'https://a'), (text) =>
      text.replaceAll('ck_secret1', '…'),
    );
    expect(JSON.stringify(log.found())).not.toContain('ck_secret1');
  });
});

describe('a request for the store’s own answer', () => {
  const request = { method: 'GET', url: 'https://a', query: { page: '1' }, signIn: 'basic' } as const;

  it('has another address each time', () => {
    const queries = [withFreshAddress(request), withFreshAddress(request)].map(({ query }) =>
      JSON.stringify(query),
    );
    expect(new Set([...queries, JSON.stringify(request.query)]).size).toBe(3);
    expect(withFreshAddress({ ...request, signIn: null }).query).not.toEqual(request.query);
  });

  it('stays as it is where a signature changes each time, or where it writes', () => {
    const signed = { ...request, signIn: 'oauth1' } as const;
    expect(withFreshAddress(signed)).toBe(signed);
    const written = { ...request, method: 'POST' } as const;
    expect(withFreshAddress(written)).toBe(written);
  });
});
