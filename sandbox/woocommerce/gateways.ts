import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ShopGateway, ShopGatewaySetting } from './gateway-state.ts';
import { RestError } from './rest-error.ts';
import { totals, withLinks } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';

/** `/payment_gateways` and `/payment_gateways/<id>`, secrets included, as WooCommerce answers them. */
export const GATEWAY_ROUTES: readonly Route[] = [
  {
    pattern: /^\/payment_gateways$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: ({ shop, base }) => ({
          body: ordered(shop.gateways).map((gateway) => gatewayBody(gateway, base)),
          headers: totals(shop.gateways.length),
        }),
      },
    },
  },
  {
    pattern: /^\/payment_gateways\/(?<id>[\w-]+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH',
    endpoints: {
      GET: { run: (call) => ({ body: gatewayBody(existing(call), call.base) }) },
      PUT: { run: update },
    },
  },
];

/** Those that were ordered come first. */
function ordered(gateways: readonly ShopGateway[]): readonly ShopGateway[] {
  const place = ({ order }: ShopGateway) => (order === '' ? Infinity : order);
  return gateways.toSorted((a, b) => place(a) - place(b) || 0);
}

function existing({ shop, parts }: RouteCall): ShopGateway {
  const found = shop.gateways.find(({ id }) => id === parts['id']);
  if (found === undefined) {
    throw new RestError(404, 'woocommerce_rest_payment_gateway_invalid', 'Resource does not exist.');
  }
  return found;
}

function update(call: RouteCall): RouteResult {
  const before = existing(call);
  const given = isJsonObject(call.body) ? call.body : {};
  const { title, description, order, enabled } = given;
  const values = isJsonObject(given['settings']) ? given['settings'] : {};
  const named = typeof values['title'] === 'string' ? values['title'] : before.title;
  const next: ShopGateway = {
    ...before,
    title: typeof title === 'string' ? title : named,
    description: typeof description === 'string' ? description : before.description,
    order: typeof order === 'number' && Number.isInteger(order) ? order : before.order,
    enabled: typeof enabled === 'boolean' ? enabled : before.enabled,
    settings: before.settings.map((setting) => settingFrom(setting, values[setting.id])),
  };
  const gateways = call.shop.gateways.map((other) => (other === before ? next : other));
  return { body: gatewayBody(next, call.base), shop: { ...call.shop, gateways }, changes: 1 };
}

function settingFrom(before: ShopGatewaySetting, value: Json | undefined): ShopGatewaySetting {
  if (value === undefined) return before;
  if (before.type !== 'multiselect' && before.choices?.includes(textOf(value)) === false) {
    throw new RestError(400, 'rest_setting_value_invalid', 'An invalid setting value was passed.');
  }
  return { ...before, value };
}

function gatewayBody(gateway: ShopGateway, base: string): JsonObject {
  const { id, title, description, order, enabled, methodTitle, supports, settings } = gateway;
  const named = { id: 'title', type: 'safe_text', value: title, default: methodTitle };
  const home = base.replace(/\/wp-json\/wc\/v3$/, '');
  const body = {
    id,
    title,
    description,
    order,
    enabled,
    method_title: methodTitle,
    method_description: '',
    method_supports: supports,
    settings: Object.fromEntries([named, ...settings].map((setting) => [setting.id, settingBody(setting)])),
    needs_setup: false,
    post_install_scripts: [],
    settings_url: `${home}/wp-admin/admin.php?page=wc-settings&tab=checkout&section=${id}`,
    connection_url: null,
    setup_help_text: null,
    required_settings_keys: [],
  };
  return withLinks(body, `${base}/payment_gateways/${id}`, `${base}/payment_gateways`, [
    'GET',
    'POST',
    'PUT',
    'PATCH',
  ]);
}

function settingBody({ id, type, value, default: preset, choices }: ShopGatewaySetting): JsonObject {
  return {
    id,
    label: id.replaceAll('_', ' '),
    description: '',
    type,
    value,
    default: preset,
    tip: '',
    placeholder: '',
    ...(choices !== undefined && { options: Object.fromEntries(choices.map((choice) => [choice, choice])) }),
  };
}
