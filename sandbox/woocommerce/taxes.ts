import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import { checkChoice } from './parameters.ts';
import { queryText } from './query.ts';
import { invalidParameter, RestError } from './rest-error.ts';
import type { Route, RouteCall, RouteResult } from './route.ts';
import { rateFromInput } from './tax-input.ts';
import { classSlugs, listRates, rateBody, readPaging } from './tax-list.ts';
import type { ShopData, TaxRate } from './state.ts';

const LARGEST_BATCH = 100;

/** `/taxes`, `/taxes/<id>`, `/taxes/batch`. */
export const TAX_ROUTES: readonly Route[] = [
  {
    pattern: /^\/taxes$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: { validate: (call) => void readPaging(call), run: listRates },
      POST: { validate: validateRate, run: createRate },
    },
  },
  {
    pattern: /^\/taxes\/(?<id>\d+)$/,
    list: false,
    allow: 'GET, POST, PUT, PATCH, DELETE',
    endpoints: {
      GET: { run: (call) => ({ body: rateBody(existing(call.shop, call.parts['id']), call.base) }) },
      PUT: { validate: validateRate, run: updateRate },
      DELETE: { run: deleteRate },
    },
  },
  { pattern: /^\/taxes\/batch$/, list: true, allow: 'POST, PUT, PATCH', endpoints: { POST: { run: batch } } },
];

function validateRate(call: RouteCall): void {
  if (!isJsonObject(call.body)) return;
  for (const name of ['country', 'state', 'rate', 'name']) {
    if (name in call.body && typeof call.body[name] !== 'string') {
      throw invalidParameter(name, 'rest_invalid_type', `${name} is not of type string.`, { param: name });
    }
  }
  const taxClass = call.body['class'];
  if (typeof taxClass === 'string') checkChoice('class', taxClass, classSlugs(call.shop));
}

function createRate(call: RouteCall): RouteResult {
  const { shop, rate } = added(call.shop, call.body);
  const body = rateBody(rate, call.base);
  return { status: 201, body, shop, changes: 1, headers: { Location: `${call.base}/taxes/${rate.id}` } };
}

function updateRate(call: RouteCall): RouteResult {
  const rate = rateFromInput(call.body, existing(call.shop, call.parts['id']));
  return { body: rateBody(rate, call.base), shop: replaced(call.shop, rate), changes: 1 };
}

function deleteRate(call: RouteCall): RouteResult {
  const rate = existing(call.shop, call.parts['id']);
  if (!['true', '1'].includes(queryText(call.query, 'force') ?? '')) {
    throw new RestError(501, 'woocommerce_rest_trash_not_supported', 'Taxes do not support trashing.');
  }
  return { body: rateBody(rate, call.base), shop: removed(call.shop, rate.id), changes: 1 };
}

function batch(call: RouteCall): RouteResult {
  const input = isJsonObject(call.body) ? call.body : {};
  const [creates, updates, deletes] = ['create', 'update', 'delete'].map((name): readonly Json[] => {
    const value = input[name];
    return Array.isArray(value) ? (value as readonly Json[]) : [];
  }) as [readonly Json[], readonly Json[], readonly Json[]];
  if (creates.length + updates.length + deletes.length > LARGEST_BATCH) {
    throw new RestError(
      413,
      'woocommerce_rest_request_entity_too_large',
      `Unable to accept more than ${LARGEST_BATCH} items for this request.`,
    );
  }
  let shop = call.shop;
  let changes = 0;
  const apply = (id: Json | undefined, act: () => { shop: ShopData; rate: TaxRate }): Json => {
    try {
      const done = act();
      shop = done.shop;
      changes += 1;
      return rateBody(done.rate, call.base);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { id: id ?? 0, error: error.body() };
    }
  };
  const idOf = (item: Json) => (isJsonObject(item) ? item['id'] : item);
  const created = creates.map((item) => apply(0, () => added(shop, item)));
  const updated = updates.map((item) =>
    apply(idOf(item), () => {
      const rate = rateFromInput(item, existing(shop, idOf(item)));
      return { shop: replaced(shop, rate), rate };
    }),
  );
  const deleted = deletes.map((item) =>
    apply(item, () => {
      const rate = existing(shop, item);
      return { shop: removed(shop, rate.id), rate };
    }),
  );
  const body: Record<string, Json> = {};
  if (creates.length > 0) body['create'] = created;
  if (updates.length > 0) body['update'] = updated;
  if (deletes.length > 0) body['delete'] = deleted;
  return { body, shop, changes };
}

function existing(shop: ShopData, id: Json | undefined): TaxRate {
  const rate = shop.taxRates.find((candidate) => candidate.id === Number(id));
  if (rate === undefined) throw new RestError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
  return rate;
}

function added(shop: ShopData, input: Json): { shop: ShopData; rate: TaxRate } {
  const rate = rateFromInput(input, { ...EMPTY_RATE, id: shop.nextRateId });
  return { shop: { ...shop, taxRates: [...shop.taxRates, rate], nextRateId: shop.nextRateId + 1 }, rate };
}

function replaced(shop: ShopData, rate: TaxRate): ShopData {
  return { ...shop, taxRates: shop.taxRates.map((old) => (old.id === rate.id ? rate : old)) };
}

function removed(shop: ShopData, id: number): ShopData {
  return { ...shop, taxRates: shop.taxRates.filter((rate) => rate.id !== id) };
}

const EMPTY_RATE: TaxRate = {
  id: 0,
  country: '',
  state: '',
  postcodes: [],
  cities: [],
  rate: '0.0000',
  name: '',
  priority: 1,
  compound: false,
  shipping: true,
  order: 0,
  class: 'standard',
};
