import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../../../core/domain.ts';
import { EMPTY_MEMORY, type Binding, type FieldValues, type ManagedRecord } from '../../../core/memory.ts';
import type { MirrorFound } from '../../../core/mirror.ts';
import type { Operation } from '../../../core/operation.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import type { OdooCarrier, OdooDeliveryProduct, OdooShipping, StoreShipping } from '../facts.ts';
import { METHOD_MIRROR } from '../mirror-models.ts';
import {
  CARRIER_MODEL,
  carrierExternalId,
  METHOD_TYPE,
  PRODUCT_MODEL,
  productExternalId,
  ruleExternalId,
} from '../models.ts';
import { NEVER_RULE } from './carrier-price.ts';
import { explainShipping } from '../explain/explain.ts';
import { planShipping } from './plan.ts';

const BACKEND = '85008f02-0000-4000-8000-000000000000';
const DE = 57;
const TAX = 9;

type Input = PlanInput<StoreShipping, OdooShipping>;

const flat = (
  instanceId: number,
  cost: string,
  more: Partial<StoreShippingMethod> = {},
): StoreShippingMethod => ({
  ...{ instanceId, methodId: 'flat_rate', title: `Method ${instanceId}`, enabled: true, order: 1 },
  settings: { cost, tax_status: 'taxable' },
  ...more,
});

const zone = (id: number, ...methods: readonly StoreShippingMethod[]): StoreShippingZone => ({
  ...{ id, name: `Zone ${id}`, order: id, methods },
  locations: [{ type: 'country', code: 'DE' }],
});

function storeOf(zones: readonly StoreShippingZone[], more: Partial<StoreShipping> = {}): StoreShipping {
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

/** What Odoo holds after a sync of methods with these fixed prices. */
function odooOf(prices: Readonly<Record<number, string>>): OdooShipping {
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

function carrier(key: number, fixedPrice: string, more: Partial<OdooCarrier> = {}): OdooCarrier {
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

function product(key: number): OdooDeliveryProduct {
  const externalId = productExternalId(BACKEND, String(key));
  return { ...{ id: 2000 + key, name: `Method ${key}`, externalId, active: true }, taxIds: [TAX] };
}

const told = { countries: 'DE', states: '', zips: '', rules: '', product: 'its own' };

/** What is remembered of methods that were made with these prices. */
function memoryOf(prices: Readonly<Record<number, string>>) {
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
      ...{ free_over: '', margin: '0', fixed_margin: '0', ...told },
    });
    add('delivery_product', PRODUCT_MODEL, key, 2000 + id, productExternalId(BACKEND, key), {
      ...{ active: '1', name, taxes: `#${TAX}` },
    });
  }
  return { ...EMPTY_MEMORY, managed, bindings };
}

function inputOf(store: StoreShipping, more: Partial<Input> = {}): Input {
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
function changes(input: Input): string[] {
  return planShipping(input)
    .operations.filter(({ kind }) => kind !== 'keep')
    .map(({ kind, rule, subject }) => `${kind} ${subject.type} ${subject.key} ${rule}`);
}

function operationOn(type: string, key: number, input: Input): Operation | undefined {
  return planShipping(input).operations.find(
    ({ subject }) => subject.type === type && subject.key === String(key),
  );
}

/** A store and an Odoo that agree. */
const settled = (prices: Readonly<Record<number, string>>) => ({
  odoo: odooOf(prices),
  memory: memoryOf(prices),
});

describe('a settled store', () => {
  it('plans nothing', () => {
    expect(changes(inputOf(storeOf([zone(1, flat(7, '5'))]), settled({ 7: '5' })))).toEqual([]);
  });
});

describe('a method that cannot be said just now', () => {
  it('keeps its carrier and the product that this sells', () => {
    const broken = inputOf(storeOf([zone(1, flat(7, '5 +* x'))]), settled({ 7: '5' }));
    expect(changes(broken)).toEqual(['conflict shipping_method 7 formula']);
    const store = storeOf([zone(1)], {
      faults: [{ kind: 'method', id: 7, zoneId: 1, field: 'title', message: 'is no text' }],
    });
    expect(changes(inputOf(store, settled({ 7: '5' })))).toEqual(['conflict shipping_method 7 unreadable']);
  });

  it('is archived all the same where the store disabled it', () => {
    const store = storeOf([zone(1, flat(7, 'x', { enabled: false }))]);
    const { odoo, memory } = settled({ 7: '5' });
    const operation = operationOn(METHOD_TYPE, 7, inputOf(store, { odoo, memory }));
    expect(operation).toMatchObject({ kind: 'update', write: { fields: { active: '' } } });
    const archived = { ...odoo, carriers: odoo.carriers.map((each) => ({ ...each, active: false })) };
    const written = memory.managed.map((each) => ({ ...each, written: { ...each.written, active: '' } }));
    const after = inputOf(store, { odoo: archived, memory: { ...memory, managed: written } });
    expect(operationOn(METHOD_TYPE, 7, after)?.kind).toBe('keep');
  });

  it('is not refused for being archived where a person chose what was made for it', () => {
    const rows = new Map([[METHOD_MIRROR.model, [row(7, { choice: 1007 })]]]);
    const input = inputOf(storeOf([zone(1, flat(7, 'x'))]), { ...settled({ 7: '5' }), mirror: { rows } });
    expect(operationOn(METHOD_TYPE, 7, input)).toMatchObject({ kind: 'conflict', rule: 'formula' });
  });
});

function row(key: number, more: Partial<MirrorFound>): MirrorFound {
  const values = { x_instance_id: String(key) };
  return {
    id: key,
    key: String(key),
    active: true,
    values,
    choice: null,
    written: null,
    boundId: null,
    ...more,
  };
}

describe('lists of the store that are not whole', () => {
  const with7 = settled({ 7: '5' });
  const counts = { ...with7.memory, lastCounts: { shipping_class: 3 } };

  it('hold everything where no class is listed any more, unless a person lets them go', () => {
    const input = inputOf(storeOf([zone(1, flat(7, '6'))]), { ...with7, memory: counts });
    expect(changes(input)).toEqual([]);
    expect(planShipping(input).notes).toMatchObject([{ code: 'removals_blocked' }]);
    const policy = { ...input.policy, allowRemovals: true };
    expect(changes({ ...input, policy })).toEqual(['update shipping_method 7 external id']);
  });

  it('of a method that comes a second time, and badly, leave the first one', () => {
    const fault = { kind: 'method', id: 7, zoneId: 1, field: 'title', message: 'is no text' } as const;
    const store = storeOf([zone(1, flat(7, '6'))], { faults: [fault] });
    expect(changes(inputOf(store, with7))).toEqual(['update shipping_method 7 external id']);
  });
});

describe('a carrier whose method vanished', () => {
  const gone = { ...settled({ 7: '5', 8: '6' }) };
  const left = storeOf([zone(1, flat(8, '6'))]);

  it('is archived with its product', () => {
    expect(changes(inputOf(left, gone))).toEqual([
      'archive delivery_product 7 vanished',
      'archive shipping_method 7 vanished',
    ]);
  });

  it('stays while another method or another store has it', () => {
    const rows = new Map([[METHOD_MIRROR.model, [row(8, { choice: 1007 })]]]);
    const chosen = changes(inputOf(left, { ...gone, mirror: { rows } }));
    expect(chosen.filter((line) => line.startsWith('archive'))).toEqual([
      // Its own carrier is retired; of 7 only the binding ends.
      'archive delivery_product 8 vanished',
      'archive retired_carrier 8 vanished',
      'archive shipping_method 7 vanished',
    ]);
    const boundByOthers = [{ model: CARRIER_MODEL, odooId: 1007 }];
    const shared = inputOf(left, { ...gone, memory: { ...gone.memory, boundByOthers } });
    expect(operationOn(METHOD_TYPE, 7, shared)).toMatchObject({ kind: 'archive', rule: 'vanished' });
    expect(operationOn(METHOD_TYPE, 7, shared)).not.toHaveProperty('write');
    expect(operationOn('delivery_product', 7, shared)).toBeUndefined();
  });

  it('is not archived again where a person took it into use again', () => {
    const { memory, odoo } = gone;
    const managed = memory.managed.map((each) =>
      each.odooId === 1007 || each.odooId === 2007
        ? { ...each, written: { ...each.written, active: '' } }
        : each,
    );
    const bindings = memory.bindings.filter(({ key }) => key === '8');
    const again = { odoo, memory: { ...memory, managed, bindings } };
    expect(changes(inputOf(left, again))).toEqual([]);
    const winning = inputOf(left, again);
    expect(changes({ ...winning, policy: { ...winning.policy, onPersonChange: 'store_wins' } })).toHaveLength(
      2,
    );
  });
});

describe('a carrier whose price a person changed', () => {
  it('is not said exactly, and the reason is named', () => {
    const changed = { odoo: odooOf({ 7: '6' }), memory: memoryOf({ 7: '5' }) };
    const operation = operationOn(METHOD_TYPE, 7, inputOf(storeOf([zone(1, flat(7, '5'))]), changed));
    expect(operation).toMatchObject({ kind: 'conflict', rule: 'changed' });
    expect(operation?.subject.details).toEqual({
      report: 'limited',
      limitation: `It waits for a person: ${operation?.reason}.`,
    });
  });
});

describe('a carrier that a person gave another product', () => {
  const { odoo, memory } = settled({ 7: '5' });
  const swapped = { ...odoo, carriers: [carrier(7, '5', { productId: 3 })], products: [] };

  it('is told, and its former product is not written with every run', () => {
    const input = inputOf(storeOf([zone(1, flat(7, '5'))]), { odoo: swapped, memory });
    expect(changes(input)).toEqual(['conflict shipping_method 7 changed']);
    expect(operationOn('delivery_product', 7, input)).toMatchObject({ kind: 'keep', record: { id: 2007 } });
    const winning = { ...input, policy: { ...input.policy, onPersonChange: 'store_wins' as const } };
    expect(changes(winning)).toEqual([
      'create delivery_product 7 new',
      'update shipping_method 7 external id',
    ]);
  });
});

describe('price rules of ours', () => {
  const rule = (slot: number, more: Partial<OdooCarrier['rules'][number]> = {}) => ({
    ...{ id: slot, externalId: ruleExternalId(BACKEND, '7', slot), sequence: slot },
    ...{ variable: 'quantity', operator: '>=', maxValue: '0', basePrice: '1', perUnit: '1' },
    ...{ variableFactor: 'quantity', ...more },
  });
  const { memory, odoo } = settled({ 7: '0' });
  const winning = (store: StoreShipping, found: OdooCarrier) => {
    const input = inputOf(store, { odoo: { ...odoo, carriers: [found] }, memory });
    return { ...input, policy: { ...input.policy, onPersonChange: 'store_wins' as const } };
  };
  const perPiece = storeOf([zone(1, flat(7, '[qty] * 2'))]);

  it('that are not wanted never hold, also behind one that a person took away', () => {
    const rules = [rule(1), rule(3)];
    const found = carrier(7, '0', { deliveryType: 'base_on_rule', rules });
    const lines = operationOn(METHOD_TYPE, 7, winning(perPiece, found))?.write?.lines;
    expect(lines?.map(({ externalId }) => externalId)).toEqual(
      [1, 2, 3].map((slot) => ruleExternalId(BACKEND, '7', slot)),
    );
    expect(lines?.[2]?.values).toMatchObject({ operator: NEVER_RULE.operator, max_value: '0' });
  });

  it('are not put beside one that a person left on a fixed carrier', () => {
    const found = carrier(7, '5', { rules: [rule(1, { externalId: undefined })] });
    expect(operationOn(METHOD_TYPE, 7, winning(perPiece, found))).toMatchObject({ kind: 'conflict' });
  });
});

describe('a store that sells in other money than the company keeps its books in', () => {
  const usd = (...zones: StoreShippingZone[]) => {
    const store = storeOf(zones);
    return { ...store, policy: { ...store.policy, currency: 'USD' } };
  };
  const rated = (odoo: OdooShipping, rate: string | null): OdooShipping => ({
    ...odoo,
    rates: new Map([['USD', rate]]),
  });
  const by = (shippingCurrency: 'convert' | 'refuse', input: Input): Input => ({
    ...input,
    policy: { ...input.policy, shippingCurrency },
  });
  const archivedIn = ({ managed, ...memory }: ReturnType<typeof memoryOf>, model: string) => ({
    ...memory,
    managed: managed.map((each) =>
      each.model === model ? { ...each, written: { ...each.written, active: '' } } : each,
    ),
  });

  it('has what it offers to nobody made all the same: it names no money', () => {
    const store = usd(zone(1), zone(2, flat(7, '5')));
    expect(operationOn(METHOD_TYPE, 7, inputOf(store))).toMatchObject({ kind: 'create' });
    const without = by('convert', inputOf(store, settled({ 7: '5' })));
    expect(changes(without)).toContain('update shipping_method 7 external id');
  });

  it('is no false conflict after a kill in between: what Odoo holds of a write counts', () => {
    const { odoo, memory } = settled({ 7: '5' });
    const managed = memory.managed.map((each) =>
      each.model === CARRIER_MODEL ? { ...each, intended: { ...each.written, fixed_price: '6' } } : each,
    );
    const held = { ...rated(odoo, '2'), carriers: [carrier(7, '6')] };
    const world = { odoo: held, memory: { ...memory, managed } };
    const refused = planShipping(by('refuse', inputOf(usd(zone(1, flat(7, '12'))), world)));
    const archive = refused.operations.find(({ subject }) => subject.type === 'retired_carrier');
    expect(archive?.write?.told).toMatchObject({ fixed_price: '6' });
  });

  it('has refused carriers archived also where much is missing from the list', () => {
    const prices = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((key) => [key, '5']));
    const { odoo, memory } = settled(prices);
    const world = { odoo, memory: { ...memory, lastCounts: { shipping_method: 10 } } };
    const input = by('refuse', inputOf(usd(zone(1, flat(7, '5'))), world));
    expect(changes(input)).toEqual([
      ...['archive retired_carrier 7 vanished', 'unsupported shipping_method 7 currency'],
    ]);
  });

  it('has the product archived that a kill left in use, and no product in use under an archived carrier', () => {
    const { odoo, memory } = settled({ 7: '5' });
    const carriers = [carrier(7, '5', { active: false })];
    const half = { odoo: { ...odoo, carriers }, memory: archivedIn(memory, CARRIER_MODEL) };
    const store = usd(zone(1, flat(7, '5')));
    expect(changes(by('refuse', inputOf(store, half)))).toContain('archive delivery_product 7 vanished');
    const products = [{ ...product(7), active: false }];
    const whole = {
      odoo: rated({ ...odoo, carriers, products }, null),
      memory: archivedIn(half.memory, PRODUCT_MODEL),
    };
    expect(changes(by('convert', inputOf(store, whole)))).toEqual(['conflict shipping_method 7 rate']);
    expect(operationOn(METHOD_TYPE, 7, by('convert', inputOf(store, whole)))?.reason).not.toContain('keeps');
  });

  it('cannot be explained by a total for which there is no rate', () => {
    const settings = { requires: 'min_amount', min_amount: '75' };
    const free: StoreShippingMethod = { ...flat(7, ''), methodId: 'free_shipping', settings };
    const rule = {
      ...{ id: 1, externalId: ruleExternalId(BACKEND, '7', 1), sequence: 1, variable: 'price' },
      ...{ operator: '>=', maxValue: '107.14', basePrice: '0', perUnit: '0', variableFactor: 'quantity' },
    };
    const carriers = [carrier(7, '0', { deliveryType: 'base_on_rule', rules: [rule] })];
    const { odoo, memory } = settled({ 7: '0' });
    const input = inputOf(usd(zone(1, free)), { odoo: rated({ ...odoo, carriers }, null), memory });
    const { verdict } = explainShipping({ country: 'DE', total: '80' }, by('convert', input));
    expect(verdict).toBe('unknown');
  });
});

describe('adoption', () => {
  const theirs = (id: number, more: Partial<OdooCarrier> = {}) =>
    carrier(7, '9', { ...{ id, externalId: undefined, productId: id }, ...more });

  it('takes no carrier twice, and none for a method that nobody is offered', () => {
    const odoo = { ...odooOf({}), carriers: [theirs(1)], products: [] };
    const twins = [flat(7, '5'), flat(8, '5', { title: 'Method 7' })];
    expect(changes(inputOf(storeOf([zone(1, ...twins)]), { odoo }))).toEqual([
      ...['create delivery_product 7 new', 'create delivery_product 8 new'],
      ...['create shipping_method 7 new', 'create shipping_method 8 new'],
    ]);
    // Zone 1 takes all of Germany, so that nothing is left for zone 2.
    const everywhere = theirs(1, { countryIds: [], deliveryType: 'base_on_rule' });
    const shadowed = storeOf([zone(1), zone(2, flat(7, '5'))]);
    const input = inputOf(shadowed, { odoo: { ...odooOf({}), carriers: [everywhere] } });
    expect(operationOn(METHOD_TYPE, 7, input)).toMatchObject({ kind: 'create' });
  });
});

describe('what the store says of a place that Odoo cannot be told', () => {
  it('is a limitation also where nothing else is left', () => {
    const letters: StoreShippingZone = {
      ...zone(1, flat(7, '5')),
      locations: [
        { type: 'country', code: 'DE' },
        { type: 'postcode', code: 'AB1...AB9' },
      ],
    };
    const details = operationOn(METHOD_TYPE, 7, inputOf(storeOf([letters])))?.subject.details;
    expect(details).toMatchObject({ report: 'limited' });
    expect(details?.['limitation']).toContain('AB1...AB9');
  });
});

describe('a large store', () => {
  it('of two thousand zones with three methods each is planned', () => {
    const zones = Array.from({ length: 2000 }, (_, at): StoreShippingZone => ({
      ...zone(at + 1, flat(at * 3 + 1, '5'), flat(at * 3 + 2, '[qty]'), flat(at * 3 + 3, '6')),
      locations: [
        { type: 'country', code: 'DE' },
        ...Array.from({ length: 25 }, (_each, nth) => ({
          type: 'postcode' as const,
          code: `${10000 + at * 25 + nth}`,
        })),
      ],
    }));
    const carriers = Array.from({ length: 6000 }, (_, at) =>
      carrier(at, '5', { externalId: undefined, zipPrefixIds: [1] }),
    );
    const odoo = {
      ...odooOf({}),
      carriers,
      products: [],
      prefixes: [{ id: 1, name: '9', externalId: undefined }],
    };
    const { operations } = planShipping(inputOf(storeOf(zones), { odoo }));
    expect(operations).toHaveLength(2 * 6000 + 50_000);
  });
});
