import type { JsonObject } from '../json.ts';
import type { Route } from './route.ts';
import type { ShopData } from './state.ts';

/** WordPress's own index at `/wp-json/`: what a client reads to learn whether there is a store at all. */
export function siteIndex(shop: ShopData, home: string): JsonObject {
  return {
    name: 'Sandbox Store',
    description: '',
    url: home,
    home,
    gmt_offset: shop.settings.gmtOffset,
    timezone_string: shop.settings.timeZone,
    namespaces: [
      'oembed/1.0',
      ...(shop.behaviour.woocommerce ? ['wc/v1', 'wc/v2', 'wc/v3', 'wc/store/v1'] : []),
      'wp/v2',
    ],
    authentication: {},
    routes: {},
    _links: { help: [{ href: 'https://developer.wordpress.org/rest-api/' }] },
  };
}

/** The index of `wc/v3`: its routes and their methods. */
export function versionIndex(routes: readonly Route[]): JsonObject {
  return {
    namespace: 'wc/v3',
    routes: Object.fromEntries(
      routes.map((route) => [
        `/wc/v3${readable(route.pattern)}`,
        { namespace: 'wc/v3', methods: Object.keys(route.endpoints) },
      ]),
    ),
  };
}

function readable(pattern: RegExp): string {
  return pattern.source.replaceAll('\\/', '/').replace(/^\^/, '').replace(/\$$/, '').replaceAll('?<', '?P<');
}
