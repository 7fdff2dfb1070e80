import type { JsonObject } from '../json.ts';
import { isJsonObject, textOf } from '../json.ts';
import { RestError } from './rest-error.ts';
import { totals, withLinks } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import type { Zone } from './state.ts';
import { existingZone, listedZones, withoutZone, withZone } from './zones.ts';

const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FIXED_ZONE = 'The "locations not covered by your other zones" zone cannot be updated.';

/** `/shipping_methods`, `/shipping/zones` and the places of a zone. */
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
          body: [...listedZones(call.shop).map((zone) => zoneBody(zone, call.base)), ...call.shop.rawZones],
          headers: totals(call.shop.zones.length + call.shop.rawZones.length),
        }),
      },
      POST: { validate: validateNew, run: createZone },
    },
  },
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH, DELETE',
    endpoints: {
      GET: { run: (call) => ({ body: zoneBody(existingZone(call), call.base) }) },
      PUT: { run: updateZone },
      DELETE: {
        run: (call) => {
          const zone = existingZone(call);
          const body = zoneBody(zone, call.base);
          // Recorded: deleting zone 0 answers 200 and leaves it where it is.
          if (zone.id === 0) return { body };
          return { body, shop: withoutZone(call.shop, zone.id), changes: 1 };
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
          const zone = existingZone(call);
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
];

function validateNew({ body }: RouteCall): void {
  if (isJsonObject(body) && typeof body['name'] === 'string') return;
  throw new RestError(400, 'rest_missing_callback_param', 'Missing parameter(s): name', { params: ['name'] });
}

function createZone(call: RouteCall): RouteResult {
  const { name, order }: JsonObject = isJsonObject(call.body) ? call.body : {};
  const zone: Zone = {
    id: call.shop.nextShippingIds.zone,
    name: textOf(name),
    order: typeof order === 'number' && Number.isInteger(order) ? order : 0,
    locations: [],
    methods: [],
  };
  return {
    status: 201,
    body: zoneBody(zone, call.base),
    shop: withZone(call.shop, zone),
    changes: 1,
    headers: { Location: `${call.base}/shipping/zones/${zone.id}` },
  };
}

function updateZone(call: RouteCall) {
  const zone = existingZone(call);
  if (zone.id === 0) throw new RestError(403, 'woocommerce_rest_shipping_zone_invalid_zone', FIXED_ZONE);
  const { name, order }: JsonObject = isJsonObject(call.body) ? call.body : {};
  const changed: Zone = {
    ...zone,
    name: typeof name === 'string' ? name : zone.name,
    order: typeof order === 'number' && Number.isInteger(order) ? order : zone.order,
  };
  return { body: zoneBody(changed, call.base), shop: withZone(call.shop, changed), changes: 1 };
}

function placeZone(call: RouteCall) {
  const zone = existingZone(call);
  if (zone.id === 0)
    throw new RestError(403, 'woocommerce_rest_shipping_zone_locations_invalid_zone', FIXED_ZONE);
  const given: readonly unknown[] = Array.isArray(call.body) ? call.body : [];
  const locations = given.filter(isJsonObject).map((place) => ({
    code: textOf(place['code']),
    type: typeof place['type'] === 'string' ? place['type'] : 'country',
  }));
  return { body: locations, shop: withZone(call.shop, { ...zone, locations }), changes: 1 };
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
