import type { Json, JsonObject } from '../json.ts';
import type { QueryMap } from './query.ts';
import type { ShopData } from './state.ts';

/** What a route is given of the request. Keys and permissions were checked before. */
export interface RouteCall {
  readonly shop: ShopData;
  readonly query: QueryMap;
  /** The parsed body; an empty object where there was none. */
  readonly body: Json;
  /** The parts of the path that the route's pattern named. */
  readonly parts: Readonly<Record<string, string>>;
  /** `https://host/wp-json/wc/v3`: where links begin. */
  readonly base: string;
}

/** What a route answers. `shop` is set where the request changed the store. */
export interface RouteResult {
  readonly body: Json;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly shop?: ShopData;
  /** How many records changed. */
  readonly changes?: number;
}

export interface Endpoint {
  /** Throws a RestError 400; runs before the rights are looked at, as WordPress does. */
  readonly validate?: (call: RouteCall) => void;
  readonly run: (call: RouteCall) => RouteResult;
}

export interface Route {
  readonly pattern: RegExp;
  /** A list, whose refusal is worded differently from that of a single resource. */
  readonly list: boolean;
  /** What the `Allow` header says; may name methods that the sandbox does not have. */
  readonly allow: string;
  readonly endpoints: Readonly<Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Endpoint>>>;
}

/** A body with links to itself and its collection. */
export function withLinks(
  body: JsonObject,
  self: string,
  collection: string,
  allow: readonly string[],
): JsonObject {
  return {
    ...body,
    _links: {
      self: [{ href: self, targetHints: { allow } }],
      collection: [{ href: collection }],
    },
  };
}

/** The headers of a list that comes in one piece. */
export function totals(total: number, pages = total === 0 ? 0 : 1): Record<string, string> {
  return { 'X-WP-Total': String(total), 'X-WP-TotalPages': String(pages) };
}
