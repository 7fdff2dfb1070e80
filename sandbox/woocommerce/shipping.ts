import type { JsonObject } from '../json.ts';
import { isJsonObject, textOf } from '../json.ts';
import { RestError } from './rest-error.ts';
import { totals, withLinks } from './route.ts';
import type { Route, RouteCall } from './route.ts';
import { methodSettings } from './shipping-settings.ts';
import type { Zone, ZoneMethod } from './state.ts';

const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FIXED_ZONE = 'The "locations not covered by your other zones" zone cannot be updated.';

/** `/shipping_methods`, `/shipping/zones` and what hangs below a zone. */
export const SHIPPING_ROUTES: readonly Route[] = [
  {
    pattern: /^\/shipping_methods$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => ({
          body: call.shop.shippingMethods.map((method) => methodTypeBody(method, call.base)),
          headers: totals(call.shop.shippingMethods.length),
        }),
      },
    },
  },
  {
    pattern: /^\/shipping_methods\/(?<id>[\w-]+)$/,
    list: false,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => {
          const method = call.shop.shippingMethods.find((candidate) => candidate.id === call.parts['id']);
          if (method === undefined) {
            throw new RestError(404, 'woocommerce_rest_shipping_method_invalid', 'Resource does not exist.');
          }
          return { body: methodTypeBody(method, call.base) };
        },
      },
    },
  },
  {
    pattern: /^\/shipping\/zones$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: {
        run: (call) => ({
          body: call.shop.zones.map((zone) => zoneBody(zone, call.base)),
          headers: totals(call.shop.zones.length),
        }),
      },
    },
  },
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH, DELETE',
    endpoints: {
      GET: { run: (call) => ({ body: zoneBody(existing(call), call.base) }) },
      PUT: { run: renameZone },
      DELETE: {
        run: (call) => {
          const zone = existing(call);
          const body = zoneBody(zone, call.base);
          // Recorded: deleting zone 0 answers 200 and leaves it where it is.
          if (zone.id === 0) return { body };
          const zones = call.shop.zones.filter((other) => other.id !== zone.id);
          return { body, shop: { ...call.shop, zones }, changes: 1 };
        },
      },
    },
  },
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)\/locations$/,
    list: true,
    allow: 'GET, POST, PUT, PATCH',
    endpoints: {
      GET: {
        run: (call) => {
          const zone = existing(call);
          const home = `${call.base}/shipping/zones/${zone.id}`;
          const links = { collection: [{ href: `${home}/locations` }], describes: [{ href: home }] };
          return {
            body: zone.locations.map(({ code, type }) => ({ code, type, _links: links })),
            headers: totals(zone.locations.length),
          };
        },
      },
      PUT: { run: placeZone },
    },
  },
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)\/methods$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: {
        run: (call) => {
          const zone = existing(call);
          return {
            body: zone.methods.map((method) => zoneMethodBody(method, zone, call)),
            headers: totals(zone.methods.length),
          };
        },
      },
    },
  },
];

function existing(call: RouteCall): Zone {
  const zone = call.shop.zones.find((candidate) => candidate.id === Number(call.parts['id']));
  if (zone === undefined) {
    throw new RestError(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.');
  }
  return zone;
}

function renameZone(call: RouteCall) {
  const zone = existing(call);
  if (zone.id === 0) throw new RestError(403, 'woocommerce_rest_shipping_zone_invalid_zone', FIXED_ZONE);
  const name = isJsonObject(call.body) ? call.body['name'] : undefined;
  const renamed = { ...zone, name: typeof name === 'string' ? name : zone.name };
  const zones = call.shop.zones.map((other) => (other.id === zone.id ? renamed : other));
  return { body: zoneBody(renamed, call.base), shop: { ...call.shop, zones }, changes: 1 };
}

function placeZone(call: RouteCall) {
  const zone = existing(call);
  if (zone.id === 0)
    throw new RestError(403, 'woocommerce_rest_shipping_zone_locations_invalid_zone', FIXED_ZONE);
  const given: readonly unknown[] = Array.isArray(call.body) ? call.body : [];
  const locations = given.filter(isJsonObject).map((place) => ({
    code: textOf(place['code']),
    type: typeof place['type'] === 'string' ? place['type'] : 'country',
  }));
  const zones = call.shop.zones.map((other) => (other.id === zone.id ? { ...zone, locations } : other));
  return { body: locations, shop: { ...call.shop, zones }, changes: 1 };
}

function zoneBody(zone: Zone, base: string): JsonObject {
  const home = `${base}/shipping/zones/${zone.id}`;
  const body = withLinks(
    { id: zone.id, name: zone.name, order: zone.order },
    home,
    `${base}/shipping/zones`,
    ALL,
  );
  return {
    ...body,
    _links: { ...(body['_links'] as JsonObject), describedby: [{ href: `${home}/locations` }] },
  };
}

function methodTypeBody(method: { readonly id: string; readonly title: string }, base: string): JsonObject {
  return withLinks(
    { id: method.id, title: method.title, description: '' },
    `${base}/shipping_methods/${method.id}`,
    `${base}/shipping_methods`,
    ['GET'],
  );
}

function zoneMethodBody(method: ZoneMethod, zone: Zone, call: RouteCall): JsonObject {
  const home = `${call.base}/shipping/zones/${zone.id}`;
  const title =
    call.shop.shippingMethods.find((type) => type.id === method.methodId)?.title ?? method.methodId;
  const body = withLinks(
    {
      id: method.instanceId,
      instance_id: method.instanceId,
      title: method.title,
      order: method.order,
      enabled: method.enabled,
      method_id: method.methodId,
      method_title: title,
      method_description: '',
      settings: methodSettings(method, title),
    },
    `${home}/methods/${method.instanceId}`,
    `${home}/methods`,
    ALL,
  );
  return { ...body, _links: { ...(body['_links'] as JsonObject), describes: [{ href: home }] } };
}
