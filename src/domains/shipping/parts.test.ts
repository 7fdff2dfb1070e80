import { describe, expect, it } from 'vitest';
import type { Binding, ManagedRecord } from '../../core/memory.ts';
import type { StoreShippingMethod, StoreShippingZone } from '../../woocommerce/port.ts';
import { METHOD_MIRROR } from './app/mirror-models.ts';
import { explainShipping } from './explain/explain.ts';
import type { OdooCarrier, OdooDeliveryProduct, StoreShipping } from './facts.ts';
import {
  CARRIER_MODEL,
  carrierExternalId,
  METHOD_TYPE,
  PART_TYPE,
  PRODUCT_MODEL,
  productExternalId,
  RETIRED_TYPE,
} from './models.ts';
import { planShipping } from './plan.ts';
import {
  BACKEND,
  carrier,
  changes,
  DE,
  derived,
  flat,
  inputOf,
  type Input,
  odooOf,
  product,
  storeOf,
  TAX,
} from './testing/worlds.ts';

const IDS: Readonly<Record<string, number>> = { DE, FR: 75, GB: 231, IE: 101 };
const LONDON = '(?!SW1...)';
const OTHERS = '77777777-0000-4000-8000-000000000000';

const zoneOf = (id: number, places: readonly string[], methods: readonly StoreShippingMethod[]) =>
  ({
    ...{ id, name: `Zone ${id}`, order: id, methods },
    locations: places.map((code) => ({ type: code.includes('*') ? 'postcode' : 'country', code })),
  }) satisfies StoreShippingZone;

const WEST = zoneOf(1, ['GB', 'SW1*'], []);
const OTHER = zoneOf(3, ['IE'], [flat(1, '')]);
const europe = (method: StoreShippingMethod | null, places = ['DE', 'FR', 'GB']) =>
  zoneOf(2, places, method === null ? [] : [method]);

function shop(zones: readonly StoreShippingZone[], more: Partial<StoreShipping> = {}): StoreShipping {
  const countries = Object.keys(IDS).map((code) => ({ code, name: code, states: [] }));
  return storeOf(zones, { countries, ...more });
}

const PART_NAME = 'Method 7 (GB)';
const partOf = (more: Partial<OdooCarrier> = {}, key = '7:GB'): OdooCarrier =>
  carrier(7, '5', {
    ...{ id: 1500, name: PART_NAME, externalId: carrierExternalId(BACKEND, key), productId: 2500 },
    ...{ countryIds: [IDS['GB'] ?? 0], zipPrefixIds: [1] },
    ...more,
  });
const mainOf = (more: Partial<OdooCarrier> = {}) =>
  carrier(7, '5', { countryIds: [DE, IDS['FR'] ?? 0], ...more });
const partProduct: OdooDeliveryProduct = {
  ...product(7),
  ...{ id: 2500, name: PART_NAME, externalId: productExternalId(BACKEND, '7:GB') },
};

/** What was written into the carriers of method 7 and its part for Great Britain, and their products. */
function memory(keys: readonly ('7' | '7:GB')[] = ['7', '7:GB']) {
  const managed: ManagedRecord[] = [];
  const bindings: Binding[] = [];
  for (const key of keys) {
    const isPart = key === '7:GB';
    const name = isPart ? PART_NAME : 'Method 7';
    const ids = isPart ? ([1500, 2500] as const) : ([1007, 2007] as const);
    const written = {
      ...{ active: '1', name, sequence: '1', delivery_type: 'fixed', fixed_price: '5' },
      ...{ free_over: '', margin: '0', fixed_margin: '0', ...derived },
      ...(isPart ? { countries: 'GB', zips: LONDON } : { countries: 'DE FR' }),
    };
    managed.push(
      {
        ...{ externalId: carrierExternalId(BACKEND, key), model: CARRIER_MODEL, odooId: ids[0] },
        ...{ owner: BACKEND, written, intended: null },
      },
      {
        ...{ externalId: productExternalId(BACKEND, key), model: PRODUCT_MODEL, odooId: ids[1] },
        ...{ owner: BACKEND, written: { active: '1', name, taxes: `#${TAX}` }, intended: null },
      },
    );
    bindings.push({
      ...{ type: isPart ? PART_TYPE : METHOD_TYPE, key, model: CARRIER_MODEL, odooId: ids[0] },
      ...{ rule: 'new', archivedAt: null },
    });
  }
  return { managed, bindings, lastCounts: {} };
}

function worldOf(store: StoreShipping, carriers = [mainOf(), partOf()], more: Partial<Input> = {}): Input {
  const odoo = {
    ...odooOf({}),
    carriers,
    products: [
      product(7),
      partProduct,
      { ...partProduct, id: 2501, externalId: productExternalId(BACKEND, '7:FR') },
    ],
    prefixes: [{ id: 1, name: LONDON, externalId: undefined }],
  };
  const input = inputOf(store, { odoo, memory: memory(), ...more });
  return {
    ...input,
    found: (type, key) =>
      type === 'country' && IDS[key] !== undefined
        ? { id: IDS[key], pending: false }
        : input.found(type, key),
  };
}

const shippingOf = (input: Input) =>
  changes(input).filter((line) => !/^\w+ (?:delivery_product|zip_prefix) /u.test(line));
const onPart = (input: Input) =>
  planShipping(input).operations.filter(({ subject }) => [PART_TYPE, RETIRED_TYPE].includes(subject.type));
const usd = (zones: readonly StoreShippingZone[]) => {
  const store = shop(zones);
  return { ...store, policy: { ...store.policy, currency: 'USD' } };
};

it('a method with a part is settled', () => {
  const input = worldOf(shop([WEST, europe(flat(7, '5'))]));
  expect(shippingOf(input)).toEqual([]);
});

describe('a part that its method needs no more', () => {
  const whole = [europe(flat(7, '5'))];
  const SUPERSEDED = 'its shipping method needs no delivery method for these places alone';

  it('is archived, and not as one whose method vanished', () => {
    expect(shippingOf(worldOf(shop(whole)))).toEqual([
      'archive retired_carrier 7:GB vanished',
      'update shipping_method 7 external id',
      'archive shipping_method_part 7:GB vanished',
    ]);
    expect(onPart(worldOf(shop(whole)))[0]?.reason).toBe(SUPERSEDED);
  });

  it('is archived at once where the store lists few methods, or one without a number', () => {
    const few = worldOf(shop(whole), undefined, {
      memory: { ...memory(), lastCounts: { shipping_method: 10 } },
    });
    const gone = { ...few, odoo: { ...few.odoo, carriers: [...few.odoo.carriers, carrier(8, '5')] } };
    const managed = gone.memory.managed.concat({
      ...{ externalId: carrierExternalId(BACKEND, '8'), model: CARRIER_MODEL, odooId: 1008 },
      ...{ owner: BACKEND, written: null, intended: null },
    });
    const short = { ...gone, memory: { ...gone.memory, managed } };
    expect(planShipping(short).removals).toBe('withheld');
    const expected = ['archive retired_carrier 7:GB vanished', 'update shipping_method 7 external id'];
    expect(shippingOf(short)).toEqual(expected);
    const fault = { kind: 'method', id: null, zoneId: 2, field: 'id', message: 'is no number' } as const;
    expect(shippingOf(worldOf(shop(whole, { faults: [fault] })))).toEqual(expected);
  });

  it('is archived where a user chose another delivery method', () => {
    const theirs = carrier(9, '5', { id: 9, externalId: undefined });
    const row = {
      ...{ id: 7, key: '7', active: true, values: { x_instance_id: '7' } },
      ...{ choice: 9, written: null, boundId: null },
    };
    const mirror = { rows: new Map([[METHOD_MIRROR.model, [row]]]) };
    const input = worldOf(shop([WEST, europe(flat(7, '5'))]), [mainOf(), partOf(), theirs], { mirror });
    expect(onPart(input).map(({ reason, subject }) => `${subject.type} ${subject.key}: ${reason}`)).toEqual([
      'retired_carrier 7: a user chose another delivery method for it',
      'retired_carrier 7:GB: a user chose another delivery method for it',
      expect.stringMatching(/^shipping_method_part 7:GB: .*its binding is closed/u),
    ]);
  });

  it('is archived for the reason that concerns its method', () => {
    const reasonOf = (input: Input) => onPart(input)[0]?.reason;
    expect(reasonOf(worldOf(shop([WEST, europe(null), OTHER])))).toBe('the store no longer has the method');
    expect(onPart(worldOf(shop([WEST, europe(null), OTHER]))).map(({ subject }) => subject.type)).toEqual([
      PART_TYPE,
    ]);
    expect(reasonOf(worldOf(usd([WEST, europe(flat(7, '5'))])))).toBe(
      "its price is in USD, and the company's currency is EUR",
    );
    const off = flat(7, '5 +* x', { enabled: false });
    expect(reasonOf(worldOf(shop([WEST, europe(off)])))).toBe('the store disabled it');
    expect(reasonOf(worldOf(shop([WEST, europe(flat(7, ''))])))).toBe(
      'Odoo offers its shipping method to nobody',
    );
  });
});

describe('a part of a method that cannot be represented', () => {
  const zones = [WEST, europe(flat(7, '5'))];

  it('goes where its currency is refused, also where a user changed the main one', () => {
    expect(shippingOf(worldOf(usd(zones), [mainOf({ fixedPrice: '6' }), partOf()]))).toEqual([
      'archive retired_carrier 7:GB vanished',
      'conflict shipping_method 7 changed',
      'archive shipping_method_part 7:GB vanished',
    ]);
  });

  it('stays where its currency is refused and a user changed it', () => {
    expect(shippingOf(worldOf(usd(zones), [mainOf(), partOf({ fixedPrice: '6' })]))).toEqual([
      'archive retired_carrier 7 vanished',
      'unsupported shipping_method 7 currency',
      'conflict shipping_method_part 7:GB changed',
    ]);
  });

  it('stays with its method where Odoo does not have the countries', () => {
    const input = worldOf(shop(zones));
    const found: Input['found'] = (type, key) => (type === 'country' ? null : input.found(type, key));
    expect(shippingOf({ ...input, found })).toEqual(['unsupported shipping_method 7 place']);
    expect(onPart({ ...input, found })).toMatchObject([
      {
        kind: 'keep',
        reason: expect.stringMatching(/^Odoo does not support its shipping method/u) as string,
      },
    ]);
  });
});

describe('a part of which nothing is remembered, after the data folder was lost', () => {
  const lost = { memory: memory(['7']) };

  it('follows, since what was written into its method is known', () => {
    const input = worldOf(shop([WEST, europe(flat(7, '6'))]), undefined, lost);
    expect(shippingOf(input)).toEqual([
      'update shipping_method 7 external id',
      'update shipping_method_part 7:GB external id',
    ]);
    const renamed = worldOf(shop([WEST, europe(flat(7, '5', { title: 'Mainland' }))]), undefined, lost);
    expect(shippingOf(renamed)).toContain('update shipping_method_part 7:GB external id');
  });

  it('is left to a user who changed it', () => {
    const input = worldOf(shop([WEST, europe(flat(7, '6'))]), [mainOf(), partOf({ fixedPrice: '4' })], lost);
    expect(shippingOf(input)).toContain('conflict shipping_method_part 7:GB changed');
  });

  it('is archived with its product where it is not needed', () => {
    const input = worldOf(shop([europe(flat(7, '5'))]), undefined, lost);
    expect(changes(input)).toContain('archive retired_carrier 7:GB vanished');
    expect(changes(input)).toContain('archive delivery_product 7:GB vanished');
    expect(onPart(input)[0]?.write?.derived).toMatchObject({ fixed_price: '5', name: PART_NAME });
  });
});

describe('the key of a part', () => {
  const taken = zoneOf(1, ['DE', 'FR', '751*'], []);
  const keysOf = (carriers: OdooCarrier[]) =>
    planShipping(worldOf(shop([taken, europe(flat(7, '5'))]), carriers, { memory: memory(['7']) }))
      .operations.filter(({ subject }) => subject.type === PART_TYPE)
      .map(({ kind, subject }) => `${kind} ${subject.key} ${subject.label}`);

  it('stays when a country joins it that comes before its own', () => {
    expect(keysOf([mainOf(), partOf({ name: 'Method 7 (FR)', productId: 2501 }, '7:FR')])).toEqual([
      'update 7:FR Method 7 (DE, FR)',
    ]);
  });

  it('is its first country where none of it has one, and that of one in use where two have', () => {
    expect(keysOf([mainOf()])).toEqual(['create 7:DE Method 7 (DE, FR)']);
    const two = [partOf({ id: 1501, active: false }, '7:DE'), partOf({}, '7:FR')];
    expect(keysOf([mainOf(), ...two])).toEqual([expect.stringContaining(' 7:FR ')]);
  });
});

describe('shipping explain', () => {
  const at = { country: 'GB', postcode: 'EC1A 1BB', qty: '1', total: '10' };

  it('differs where Odoo offers two delivery methods of one shipping method', () => {
    const store = shop([WEST, europe(flat(7, '5'))]);
    expect(explainShipping(at, worldOf(store)).verdict).toBe('agree');
    const wide = mainOf({ countryIds: [DE, IDS['FR'] ?? 0, IDS['GB'] ?? 0] });
    const twice = explainShipping(at, worldOf(store, [wide, partOf()]));
    expect(twice.verdict).toBe('differ');
    expect(twice.results[1]).toEqual({ name: 'Odoo', value: 'Method 7 5.00, Method 7 (GB) 5.00' });
  });

  it('finds the parts of another pairing, and none of a method that has only a similar name', () => {
    const other = (name: string) => partOf({ id: 3000, name, externalId: carrierExternalId(OTHERS, '7:GB') });
    const reasonWith = (name: string) =>
      explainShipping(at, worldOf(shop([WEST, europe(flat(7, '5'))]), [mainOf(), partOf(), other(name)]))
        .reason;
    expect(reasonWith(PART_NAME)).toContain('Method 7 (GB) of another pairing');
    expect(reasonWith('Method 77 (GB)')).not.toContain('another pairing');
  });
});
