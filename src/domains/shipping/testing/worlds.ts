import type { PlanInput } from '../../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type FieldValues, type ManagedRecord } from '../../../core/memory.ts';
import type { Operation } from '../../../core/operation.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import type { OdooCarrier, OdooDeliveryProduct, OdooShipping, StoreShipping } from '../facts.ts';
import {
  CARRIER_MODEL,
  carrierExternalId,
  METHOD_TYPE,
  PRODUCT_MODEL,
  productExternalId,
} from '../models.ts';
import { planShipping } from '../plan.ts';

/** Small stores and the Odoo that a sync of them leaves, for tests of the plan. */
export const BACKEND = '85008f02-0000-4000-8000-000000000000';
export const DE = 57;
export const TAX = 9;

export type Input = PlanInput<StoreShipping, OdooShipping>;

export const flat = (
  instanceId: number,
  cost: string,
  more: Partial<StoreShippingMethod> = {},
): StoreShippingMethod => ({
  ...{ instanceId, methodId: 'flat_rate', title: `Method ${instanceId}`, enabled: true, order: 1 },
  settings: { cost, tax_status: 'taxable' },
  ...more,
});

export const zone = (id: number, ...methods: readonly StoreShippingMethod[]): StoreShippingZone => ({
  ...{ id, name: `Zone ${id}`, order: id, methods },
  locations: [{ type: 'country', code: 'DE' }],
});

export function storeOf(
  zones: readonly StoreShippingZone[],
  more: Partial<StoreShipping> = {},
): StoreShipping {
  return {
    ...{ zones, faults: [], classes: [], methodTypes: [], continents: [] },
    countries: [{ code: 'DE', name: 'Germany', states: [] }],
    policy: {
      ...{ currency: 'EUR', decimals: 2, taxesEnabled: true, shippingTaxClass: 'inherit', weightUnit: 'kg' },
      shippingEnabled: true,
      shipsTo: null,
      ...{ decimalSeparator: '.', hidesPaidWhenFree: false },
    },
    ...more,
  };
}

/** What Odoo has after a sync of methods with these fixed prices. */
export function odooOf(prices: Readonly<Record<number, string>>): OdooShipping {
  const keys = Object.keys(prices).map(Number);
  return {
    ...{
      installed: true,
      companyId: 1,
      currency: 'EUR',
      rounding: '0.01',
      weightUnit: 'kg',
      rates: new Map(),
      prefixes: [],
    },
    carriers: keys.map((key) => carrier(key, prices[key] ?? '0')),
    products: keys.map((key) => product(key)),
    taxExternalIds: new Map(),
  };
}

export function carrier(key: number, fixedPrice: string, more: Partial<OdooCarrier> = {}): OdooCarrier {
  return {
    ...{
      id: 1000 + key,
      name: `Method ${key}`,
      externalId: carrierExternalId(BACKEND, String(key)),
      active: true,
    },
    ...{ deliveryType: 'fixed', sequence: 1, productId: 2000 + key, companyId: 1, fixedPrice, rules: [] },
    ...{ countryIds: [DE], stateIds: [], zipPrefixIds: [], margin: '0', fixedMargin: '0' },
    ...{ freeOver: false, freeFrom: '0' },
    ...{ maxWeight: '0', maxVolume: '0', mustHaveTagIds: [], excludedTagIds: [], invoicePolicy: 'estimated' },
    ...more,
  };
}

export function product(key: number): OdooDeliveryProduct {
  const externalId = productExternalId(BACKEND, String(key));
  return { ...{ id: 2000 + key, name: `Method ${key}`, externalId, active: true }, taxIds: [TAX] };
}

export const derived = { countries: 'DE', states: '', zips: '', rules: '', product: 'its own' };

/** What is remembered of methods that were made with these prices. */
export function memoryOf(prices: Readonly<Record<number, string>>) {
  const managed: ManagedRecord[] = [];
  const bindings: Binding[] = [];
  const add = (
    type: string,
    model: string,
    key: string,
    odooId: number,
    externalId: string,
    written: FieldValues,
  ) => {
    managed.push({ externalId, model, odooId, owner: BACKEND, written, intended: null });
    bindings.push({ type, key, model, odooId, rule: 'new', archivedAt: null });
  };
  for (const [key, fixed_price] of Object.entries(prices)) {
    const id = Number(key);
    const name = `Method ${key}`;
    add(METHOD_TYPE, CARRIER_MODEL, key, 1000 + id, carrierExternalId(BACKEND, key), {
      ...{ active: '1', name, sequence: '1', delivery_type: 'fixed', fixed_price },
      ...{ free_over: '', margin: '0', fixed_margin: '0', ...derived },
    });
    add('delivery_product', PRODUCT_MODEL, key, 2000 + id, productExternalId(BACKEND, key), {
      ...{ active: '1', name, taxes: `#${TAX}` },
    });
  }
  return { ...EMPTY_MEMORY, managed, bindings };
}

export function inputOf(store: StoreShipping, more: Partial<Input> = {}): Input {
  return {
    ...{ store, odoo: odooOf({}), memory: EMPTY_MEMORY, mirror: null, backendId: BACKEND, odooSeries: 18 },
    policy: {
      ...{ onPersonChange: 'keep', allowRemovals: false, recreateDeleted: false },
      taxes: { ambiguous: 'ask', account: null, positionLimit: 500 },
    },
    found: (type, key) => {
      if (type === 'country' && key === 'DE') return { id: DE, pending: false };
      return type === 'tax_class' && key === 'standard' ? { id: TAX, pending: false } : null;
    },
    ...more,
  };
}

/** `update shipping_method 7 external id`, without those that stay. */
export function changes(input: Input): string[] {
  return planShipping(input)
    .operations.filter(({ kind }) => kind !== 'keep')
    .map(({ kind, rule, subject }) => `${kind} ${subject.type} ${subject.key} ${rule}`);
}

export function operationOn(type: string, key: number, input: Input): Operation | undefined {
  return planShipping(input).operations.find(
    ({ subject }) => subject.type === type && subject.key === String(key),
  );
}

/** A store and an Odoo that agree. */
export const settled = (prices: Readonly<Record<number, string>>) => ({
  odoo: odooOf(prices),
  memory: memoryOf(prices),
});
