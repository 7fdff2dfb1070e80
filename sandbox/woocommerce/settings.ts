import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import { withLinks } from './route.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import { checkedValue, choicesOf } from './setting-values.ts';
import type { ShopSetting } from './settings-state.ts';
import type { ShopData } from './state.ts';

/** `/settings`, its groups, single settings and batches, and the report that lists the order statuses. */
export const SETTING_ROUTES: readonly Route[] = [
  { pattern: /^\/settings$/, list: true, allow: 'GET', endpoints: { GET: { run: listGroups } } },
  {
    pattern: /^\/settings\/batch$/,
    list: true,
    allow: 'POST, PUT, PATCH',
    endpoints: { POST: { run: batchWithoutGroup } },
  },
  {
    pattern: /^\/settings\/(?<group>[\w-]+)\/batch$/,
    list: true,
    allow: 'POST, PUT, PATCH',
    endpoints: { POST: { run: batch } },
  },
  {
    pattern: /^\/settings\/(?<group>[\w-]+)$/,
    list: true,
    allow: 'GET',
    endpoints: { GET: { run: listSettings } },
  },
  {
    pattern: /^\/settings\/(?<group>[\w-]+)\/(?<id>[\w-]+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH',
    endpoints: {
      GET: { run: (call) => ({ body: singleBody(partOf(call), call) }) },
      PUT: {
        run: (call) => updated(partOf(call), isJsonObject(call.body) ? call.body['value'] : undefined, call),
      },
    },
  },
  {
    pattern: /^\/reports\/orders\/totals$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: ({ shop }) => ({
          body: shop.settings.statuses.map(({ slug, name }) => ({ slug, name, total: 0 })),
        }),
      },
    },
  },
];

function listGroups({ shop, base }: RouteCall): RouteResult {
  const { groups } = shop.settings;
  return {
    body: groups.map(({ id, label, parent }) => ({
      id,
      label,
      description: '',
      parent_id: parent,
      sub_groups: groups.filter((other) => other.parent === id).map((other) => other.id),
      _links: { options: [{ href: `${base}/settings/${id}` }] },
    })),
  };
}

function listSettings(call: RouteCall): RouteResult {
  const group = call.parts['group'] ?? '';
  return { body: settingsOf(group, call.shop).map((setting) => settingBody(setting, call)) };
}

/** A page that is listed and not filled answers like one that does not exist. */
function settingsOf(group: string, shop: ShopData): readonly ShopSetting[] {
  const found = shop.settings.groups.find((other) => other.id === group);
  if (found === undefined || found.missing === true) {
    throw new RestError(404, 'rest_setting_setting_group_invalid', 'Invalid setting group.');
  }
  return shop.settings.settings.filter((setting) => setting.group === group);
}

function partOf({ parts, shop }: RouteCall): ShopSetting {
  return existing(parts['group'] ?? '', parts['id'] ?? '', shop);
}

/** A plugin may list an id twice; the first is the one that counts. */
function existing(group: string, id: string, shop: ShopData): ShopSetting {
  const found = settingsOf(group, shop).find((setting) => setting.id === id);
  if (found === undefined) throw new RestError(404, 'rest_setting_setting_invalid', 'Invalid setting.');
  return found;
}

function settingBody(setting: ShopSetting, { shop, base }: RouteCall): JsonObject {
  const { group, id, label, type, value } = setting;
  const choices = choicesOf(setting, shop);
  const body: JsonObject = {
    id,
    label,
    description: '',
    type,
    ...(setting.default !== undefined && { default: setting.default }),
    ...(choices !== null && { options: Object.fromEntries(choices.map((choice) => [choice, choice])) }),
    value,
  };
  const collection = `${base}/settings/${group}`;
  return withLinks(body, `${collection}/${id}`, collection, ['GET', 'POST', 'PUT', 'PATCH']);
}

/** Only a setting that is shown alone names its group. */
function singleBody(setting: ShopSetting, call: RouteCall): JsonObject {
  const { _links: links = {}, ...body } = settingBody(setting, call);
  return { ...body, group_id: setting.group, _links: links };
}

function updated(setting: ShopSetting, value: Json | undefined, call: RouteCall): RouteResult {
  if (value === undefined) return { body: singleBody(setting, call) };
  const next: ShopSetting = { ...setting, value: checkedValue(setting, value, call.shop) };
  const { settings } = call.shop;
  const shop: ShopData = {
    ...call.shop,
    settings: { ...settings, settings: settings.settings.map((other) => (other === setting ? next : other)) },
  };
  const changes = textOf(setting.value) === textOf(next.value) ? 0 : 1;
  return { body: singleBody(next, call), shop, changes };
}

function batch(call: RouteCall): RouteResult {
  const group = call.parts['group'] ?? '';
  let { shop } = call;
  let changes = 0;
  const update = updatesIn(call.body).map((item): Json => {
    const id = textOf(item['id'] ?? '');
    try {
      const result = updated(existing(group, id, shop), item['value'], { ...call, shop });
      shop = result.shop ?? shop;
      changes += result.changes ?? 0;
      return result.body;
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { id, error: error.body() };
    }
  });
  return { body: { update }, shop, changes };
}

/** Recorded: without a group every update fails, because that controller was never finished. */
function batchWithoutGroup(call: RouteCall): RouteResult {
  const message =
    "Method 'WP_REST_Controller::update_item_permissions_check' not implemented. Must be overridden in subclass.";
  const error = { code: 'invalid-method', message, data: { status: 405 } };
  return { body: { update: updatesIn(call.body).map((item) => ({ id: textOf(item['id'] ?? ''), error })) } };
}

function updatesIn(body: Json): readonly JsonObject[] {
  const items = isJsonObject(body) ? body['update'] : undefined;
  return Array.isArray(items) ? (items as readonly Json[]).filter(isJsonObject) : [];
}
