import { htmlAnswer, jsonAnswer } from '../http/exchange.ts';
import type { SandboxAnswer, SandboxRequest } from '../http/exchange.ts';
import { withoutSecrets } from '../http/request-log.ts';
import type { RequestTraits } from '../http/request-log.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { authenticate, checkPermission } from './authenticate.ts';
import type { Connection } from './authenticate.ts';
import { StoreApi } from './cart/store-api.ts';
import { GATEWAY_ROUTES } from './gateways.ts';
import { GEOGRAPHY_ROUTES } from './geography.ts';
import { OAuthCheck } from './oauth.ts';
import { ORDER_ROUTES } from './orders.ts';
import { PRODUCT_ROUTES } from './products.ts';
import { PageCache } from './page-cache.ts';
import { parseQuery, queryList, queryText } from './query.ts';
import type { QueryMap } from './query.ts';
import { RestError } from './rest-error.ts';
import type { Endpoint, Route, RouteCall } from './route.ts';
import { SETTING_ROUTES } from './settings.ts';
import { SHIPPING_CLASS_ROUTES } from './shipping-classes.ts';
import { SHIPPING_ROUTES } from './shipping.ts';
import { siteIndex, versionIndex } from './site-index.ts';
import type { ApiKey, ShopData } from './state.ts';
import { SYSTEM_ROUTES } from './system-status.ts';
import { TAX_CLASS_ROUTES } from './tax-classes.ts';
import { TAX_ROUTES } from './taxes.ts';
import { ZONE_METHOD_ROUTES } from './zone-methods.ts';

const NAMESPACE = '/wc/v3';
const ROUTES: readonly Route[] = [
  ...GEOGRAPHY_ROUTES,
  ...TAX_ROUTES,
  ...TAX_CLASS_ROUTES,
  ...SHIPPING_ROUTES,
  ...ZONE_METHOD_ROUTES,
  ...SHIPPING_CLASS_ROUTES,
  ...GATEWAY_ROUTES,
  ...SETTING_ROUTES,
  ...SYSTEM_ROUTES,
  ...ORDER_ROUTES,
  ...PRODUCT_ROUTES,
];

/** The store's data, held in one place and replaced on every change. */
export interface ShopHolder {
  shop: ShopData;
  /** The carts of visitors. */
  readonly carts: StoreApi;
}

/** Answers requests as a WordPress with WooCommerce does. One instance is one store. */
export class StoreApplication {
  readonly #holder: ShopHolder;
  readonly #oauth = new OAuthCheck();
  readonly #cache = new PageCache();
  readonly #secure: boolean;
  readonly #now: () => number;
  /** Where the store listens; set once it does. */
  address = '';

  constructor(holder: ShopHolder, secure: boolean, now: () => number) {
    this.#holder = holder;
    this.#secure = secure;
    this.#now = now;
  }

  traits(request: SandboxRequest): RequestTraits {
    return { method: request.method, path: request.path, query: withoutSecrets(request.query) };
  }

  handle(request: SandboxRequest): { answer: SandboxAnswer; changes: number } {
    return this.#cache.answer(this.#holder.shop.behaviour.pageCache, request, () => this.#handle(request));
  }

  #handle(request: SandboxRequest): { answer: SandboxAnswer; changes: number } {
    const { behaviour } = this.#holder.shop;
    if (behaviour.redirectTo !== null) {
      const query = request.query === '' ? '' : `?${request.query}`;
      const answer = htmlAnswer(301, '301 Moved Permanently', 'This address has moved.');
      const location = `${behaviour.redirectTo}${request.path}${query}`;
      return { answer: { ...answer, headers: { ...answer.headers, Location: location } }, changes: 0 };
    }
    const route = restRoute(request, behaviour.permalinks === 'pretty');
    if (route === null)
      return unchanged(htmlAnswer(404, 'Page not found', 'Nothing was found at this location.'));
    if (behaviour.rest === 'forbidden') {
      return unchanged(htmlAnswer(403, '403 Forbidden', 'The firewall of this site does not allow this.'));
    }
    try {
      if (behaviour.rest === 'refused') {
        throw new RestError(401, 'rest_cannot_access', 'Only authenticated users can access the REST API.');
      }
      return this.#answerRest(request, route);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return unchanged(this.#json(error.status, error.body()));
    }
  }

  #answerRest(request: SandboxRequest, path: string): { answer: SandboxAnswer; changes: number } {
    const { shop } = this.#holder;
    const query = parseQuery(request.query);
    const home = shop.behaviour.home ?? this.address;
    if (path === '/') return unchanged(this.#json(200, pick(siteIndex(shop, home), query)));
    if (StoreApi.has(path) && shop.behaviour.woocommerce && shop.behaviour.storeApi === 'open') {
      const { status, body, headers } = this.#holder.carts.answer(shop, request, path);
      return unchanged(this.#json(status, body, headers));
    }
    if (!shop.behaviour.woocommerce || !(path === NAMESPACE || path.startsWith(`${NAMESPACE}/`)))
      throw noRoute();

    // WooCommerce looks for keys only where the address itself names its API, which `?rest_route=` does not.
    const connection: Connection = { secure: this.#secure, home, now: this.#now() };
    const key = request.path.startsWith('/wp-json')
      ? authenticate(request, shop, connection, this.#oauth)
      : null;
    if (key !== null) checkPermission(key, request.method);

    if (path === NAMESPACE) return unchanged(this.#json(200, versionIndex(ROUTES)));
    const found = matchRoute(path.slice(NAMESPACE.length));
    const endpoint = found === null ? undefined : endpointFor(found.route, verb(request.method));
    if (found === null || endpoint === undefined) throw noRoute();
    const call: RouteCall = {
      shop,
      query,
      body: {},
      parts: found.parts,
      base: `${home}/wp-json${NAMESPACE}`,
    };
    try {
      return this.#run(request, call, found.route, endpoint, key);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return unchanged(this.#json(error.status, error.body(), { Allow: found.route.allow }));
    }
  }

  #run(request: SandboxRequest, bare: RouteCall, route: Route, endpoint: Endpoint, key: ApiKey | null) {
    const call: RouteCall = { ...bare, body: parseBody(request) };
    endpoint.validate?.(call);
    if (key?.manager !== true) throw refusal(route, verb(request.method), key);
    const result = endpoint.run(call);
    if (result.shop !== undefined) this.#holder.shop = result.shop;
    const answer = this.#json(result.status ?? 200, pick(result.body, call.query), {
      Allow: route.allow,
      ...result.headers,
    });
    return { answer, changes: result.changes ?? 0 };
  }

  #json(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): SandboxAnswer {
    const answer = jsonAnswer(status, body, {
      'X-Robots-Tag': 'noindex',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Expose-Headers': 'X-WP-Total, X-WP-TotalPages, Link',
      'Cache-Control': 'no-cache, must-revalidate, max-age=0, no-store, private',
      ...headers,
    });
    return { ...answer, headers: { ...answer.headers, 'Content-Type': 'application/json; charset=UTF-8' } };
  }
}

function unchanged(answer: SandboxAnswer): { answer: SandboxAnswer; changes: number } {
  return { answer, changes: 0 };
}

/** The REST path a request asks for; null where it is no REST request under these permalinks. */
function restRoute(request: SandboxRequest, pretty: boolean): string | null {
  const asked = queryText(parseQuery(request.query), 'rest_route');
  if (asked !== null && (!request.path.startsWith('/wp-json') || pretty)) return asked === '' ? '/' : asked;
  if (!pretty || !(request.path === '/wp-json' || request.path.startsWith('/wp-json/'))) return null;
  const path = request.path.slice('/wp-json'.length).replace(/\/+$/, '');
  return path === '' ? '/' : path;
}

function matchRoute(path: string): { route: Route; parts: Record<string, string> } | null {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (match !== null) return { route, parts: { ...match.groups } };
  }
  return null;
}

type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

function verb(method: string): Verb {
  if (method === 'HEAD') return 'GET';
  if (method === 'PATCH') return 'PUT';
  return method as Verb;
}

/** A single resource may be changed by POST as well as by PUT. */
function endpointFor(route: Route, method: Verb): Endpoint | undefined {
  return route.endpoints[method] ?? (method === 'POST' ? route.endpoints.PUT : undefined);
}

function parseBody(request: SandboxRequest): Json {
  if (request.body === '') return {};
  const body = parseJson(request.body);
  if (body !== undefined) return body;
  throw new RestError(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
    json_error_code: 4,
    json_error_message: 'Syntax error',
  });
}

function refusal(route: Route, method: string, key: ApiKey | null): RestError {
  const status = key === null ? 401 : 403;
  const view = route.list ? 'Sorry, you cannot list resources.' : 'Sorry, you cannot view this resource.';
  const refusals: Readonly<Record<string, readonly [string, string]>> = {
    GET: ['woocommerce_rest_cannot_view', view],
    POST: ['woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.'],
    PUT: ['woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
    DELETE: ['woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
  };
  const [code, message] = refusals[method] ?? ['woocommerce_rest_cannot_view', view];
  return new RestError(status, code, message);
}

function noRoute(): RestError {
  return new RestError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}

/** Applies `_fields`. A single resource keeps its links, a list's items lose them, as recorded. */
function pick(body: Json, query: QueryMap): Json {
  const fields = queryList(query, '_fields');
  if (fields === null) return body;
  const requested = Map.groupBy(fields, (field) => field.split('.')[0] ?? field);
  const reduce = (item: JsonObject, links: boolean): JsonObject =>
    Object.fromEntries(
      Object.entries(item).flatMap(([name, value]) => {
        if (links && name === '_links') return [[name, value]];
        const parts = requested.get(name);
        if (parts === undefined) return [];
        return [[name, parts.includes(name) ? value : partOf(value, parts)]];
      }),
    );
  if (isJsonObject(body)) return reduce(body, true);
  if (!Array.isArray(body)) return body;
  return (body as readonly Json[]).map((item) => (isJsonObject(item) ? reduce(item, false) : item));
}

/** The fields of a record that were asked for one by one: `billing.country`. */
function partOf(value: Json, parts: readonly string[]): Json {
  if (!isJsonObject(value)) return value;
  const names = new Set(parts.map((part) => part.slice(part.indexOf('.') + 1)));
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));
}
