import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { queryText } from './query.ts';
import { RestError } from './rest-error.ts';
import { totals, withLinks } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import { freshSettings, methodSettings, settingsFromInput, shownSettings } from './shipping-settings.ts';
import type { Zone, ZoneMethod } from './state.ts';
import { existingZone, withZone } from './zones.ts';

/** `/shipping/zones/<id>/methods` and `/shipping/zones/<id>/methods/<instance id>`. */
export const ZONE_METHOD_ROUTES: readonly Route[] = [
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)\/methods$/,
    list: true,
    allow: 'GET, POST',
    endpoints: { GET: { run: listMethods }, POST: { validate: validateNew, run: createMethod } },
  },
  {
    pattern: /^\/shipping\/zones\/(?<id>\d+)\/methods\/(?<instance>\d+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH, DELETE',
    endpoints: {
      GET: { run: (call) => ({ body: methodBody(existing(call), existingZone(call), call) }) },
      PUT: { run: updateMethod },
      DELETE: { run: deleteMethod },
    },
  },
];

function listMethods(call: RouteCall): RouteResult {
  const zone = existingZone(call);
  const methods = zone.methods.toSorted((a, b) => a.order - b.order || a.instanceId - b.instanceId);
  const raw = call.shop.rawMethods.filter(({ zoneId }) => zoneId === zone.id);
  return {
    body: [...methods.map((method) => methodBody(method, zone, call)), ...raw.map(({ row }) => row)],
    headers: totals(methods.length + raw.length),
  };
}

function validateNew({ body }: RouteCall): void {
  if (isJsonObject(body) && body['method_id'] !== undefined) return;
  const message = 'Missing parameter(s): method_id';
  throw new RestError(400, 'rest_missing_callback_param', message, { params: ['method_id'] });
}

function createMethod(call: RouteCall): RouteResult {
  const zone = existingZone(call);
  const methodId = isJsonObject(call.body) ? call.body['method_id'] : undefined;
  const type = call.shop.shippingMethods.find(({ id }) => id === methodId);
  // The block checkout's local pickup is a type and yet belongs to no zone.
  if (type === undefined || type.id === 'pickup_location') {
    throw new RestError(500, 'woocommerce_rest_shipping_zone_not_created', 'Resource cannot be created.');
  }
  const added: ZoneMethod = {
    instanceId: call.shop.nextShippingIds.instance,
    methodId: type.id,
    title: type.title,
    order: Math.max(0, ...zone.methods.map(({ order }) => order)) + 1,
    enabled: true,
    settings: freshSettings(type.id),
  };
  const method = changed(added, call);
  return saved(added, method, { ...zone, methods: [...zone.methods, method] }, call);
}

function updateMethod(call: RouteCall): RouteResult {
  const zone = existingZone(call);
  const before = existing(call);
  const method = changed(before, call);
  const methods = zone.methods.map((other) => (other === before ? method : other));
  return saved(before, method, { ...zone, methods }, call);
}

function deleteMethod(call: RouteCall): RouteResult {
  const zone = existingZone(call);
  const gone = existing(call);
  if (!['true', '1'].includes(queryText(call.query, 'force') ?? '')) {
    throw new RestError(501, 'rest_trash_not_supported', 'Shipping methods do not support trashing.');
  }
  const methods = zone.methods.filter((other) => other !== gone);
  const shop = withZone(call.shop, { ...zone, methods });
  return { body: methodBody(gone, zone, call), shop, changes: 1 };
}

function existing(call: RouteCall): ZoneMethod {
  const found = existingZone(call).methods.find(
    ({ instanceId }) => instanceId === Number(call.parts['instance']),
  );
  if (found === undefined) {
    throw new RestError(404, 'woocommerce_rest_shipping_zone_method_invalid', 'Resource does not exist.');
  }
  return found;
}

function changed(before: ZoneMethod, { body, shop }: RouteCall): ZoneMethod {
  const given: JsonObject = isJsonObject(body) ? body : {};
  const { order, enabled } = given;
  const values = isJsonObject(given['settings']) ? given['settings'] : {};
  return {
    ...before,
    title: typeof values['title'] === 'string' ? values['title'] : before.title,
    order: typeof order === 'number' && Number.isInteger(order) ? Math.abs(order) : before.order,
    enabled: typeof enabled === 'boolean' ? enabled : before.enabled,
    settings: settingsFromInput(shownSettings(before, shop.shippingClasses), values),
  };
}

/** Recorded: the answer to a change still has the title from before it, beside the settings from after it. */
function saved(before: ZoneMethod, after: ZoneMethod, zone: Zone, call: RouteCall): RouteResult {
  const body = { ...methodBody(after, zone, call), title: before.title };
  return { body, shop: withZone(call.shop, zone), changes: 1 };
}

function methodBody(method: ZoneMethod, zone: Zone, { shop, base }: RouteCall): JsonObject {
  const home = `${base}/shipping/zones/${zone.id}`;
  const title = shop.shippingMethods.find((type) => type.id === method.methodId)?.title ?? method.methodId;
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
      settings: methodSettings(method, title, shop.shippingClasses),
    },
    `${home}/methods/${method.instanceId}`,
    `${home}/methods`,
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  );
  return { ...body, _links: { ...(body['_links'] as JsonObject), describes: [{ href: home }] } };
}
