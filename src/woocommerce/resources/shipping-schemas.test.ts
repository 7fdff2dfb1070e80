import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  locationsSchema,
  methodsSchema,
  methodTypesSchema,
  shippingClassesSchema,
  zonesSchema,
} from './shipping-schemas.ts';

const rest = { id: 0, name: 'Everywhere else', order: 0 };
const zones = (rows: unknown) => zonesSchema(String).parse(rows);
const zoneFault = (id: number | null, field: string, message: string) => ({
  kind: 'zone',
  id,
  zoneId: null,
  field,
  message,
});

describe('zones', () => {
  test('names are plain text, numbers may be text', () => {
    expect(zones([{ id: '3', name: 'EU &amp; <b>friends</b>', order: '4', _links: {} }, rest])).toEqual([
      { id: 3, name: 'EU & friends', order: 4 },
      rest,
    ]);
    expect(zones([{ ...rest, order: '' }])).toEqual([rest]);
    expect(zones([{ ...rest, order: null, name: null }])).toEqual([{ ...rest, name: '' }]);
  });

  test.each([
    ['Asia', null, 'row', 'row "Asia" is no object'],
    [null, null, 'row', 'row null is no object'],
    [{ name: 'x', order: 1 }, null, 'id', 'id is missing'],
    [{ id: -1, name: 'x', order: 1 }, null, 'id', 'id -1: too small: expected number to be >=0'],
    [{ id: '5', name: 'x' }, 5, 'order', 'order is missing'],
    [{ id: 5, name: 'x', order: 'first' }, 5, 'order', 'order "first" is of no known form'],
  ])('%j stops nothing', (row, id, field, message) => {
    expect(zones([row, rest])).toEqual([zoneFault(id, field, message), rest]);
  });

  test('a zone that comes twice counts once', () => {
    expect(zones([rest, { ...rest, name: 'Again' }])).toEqual([
      rest,
      zoneFault(0, 'id', 'id 0 comes a second time'),
    ]);
  });

  test('a list without zone 0 is none, one with a bad zone 0 is', () => {
    expect(zonesSchema(String).safeParse([]).success).toBe(false);
    expect(zonesSchema(String).safeParse([{ id: 1, name: 'x', order: 0 }]).error?.issues[0]?.message).toBe(
      'contains no zone 0',
    );
    expect(zones([{ id: 0, name: 'x' }])).toEqual([zoneFault(0, 'order', 'order is missing')]);
  });

  test('faults quote what was sent without keys', () => {
    const redact = (value: string) => value.replaceAll('cs_secret', '…');
    expect(zonesSchema(redact).parse(['cs_secret', rest])[0]).toHaveProperty(
      'message',
      'row "…" is no object',
    );
  });
});

describe('places', () => {
  const locations = (rows: unknown) => locationsSchema(String).parse(rows);

  test('are a type and a code; other types are named unknown', () => {
    expect(
      locations([
        { type: 'postcode', code: ' 10115...10119 ', _links: {} },
        { type: 'state', code: 'US:CA' },
        { type: 'postcode', code: 902 },
        { type: 'planet', code: 'MARS' },
      ]),
    ).toEqual([
      { type: 'postcode', code: '10115...10119' },
      { type: 'state', code: 'US:CA' },
      { type: 'postcode', code: '902' },
      { type: 'unknown', code: 'MARS' },
    ]);
    expect(locations([])).toEqual([]);
  });

  test.each([
    [null, 'locations is no list of at most 100000 places'],
    [{ 0: { type: 'country', code: 'DE' } }, 'locations is no list of at most 100000 places'],
    [['DE'], 'locations contains a place whose row "DE" is no object'],
    [[{ type: 'country' }], 'locations contains a place whose code is missing'],
    [[{ type: 'country', code: '' }], 'locations contains a place whose code "" is empty'],
  ])('%j is a fault of the zone: it would cover something else', (rows, message) => {
    expect(locations(rows)).toEqual({ field: 'locations', message });
  });
});

const setting = (value: unknown) => ({ id: 'x', label: 'X', type: 'text', value });
const flat = {
  id: 7,
  instance_id: 7,
  method_id: 'flat_rate',
  title: 'EU &amp; P&auml;ckchen',
  enabled: true,
  order: 1,
  settings: { title: setting('x'), tax_status: setting('taxable'), cost: setting('12,50') },
};
const understood = {
  instanceId: 7,
  methodId: 'flat_rate',
  title: 'EU & Päckchen',
  enabled: true,
  order: 1,
  settings: { tax_status: 'taxable', cost: '12,50' },
};

describe('methods', () => {
  const methods = (rows: unknown) => methodsSchema(4, String).parse(rows);
  const method = (changes: object) => (methods([{ ...flat, ...changes }]) as readonly unknown[])[0];

  test('of a built-in type keep what decides the price, as it came', () => {
    expect(method({})).toEqual(understood);
    const formula = '10 + [qty] * 2 [fee percent="10" min_fee="4"]';
    const settings = {
      cost: setting(formula),
      tax_status: setting('none'),
      type: setting('order'),
      no_class_cost: setting(0),
      class_cost_16: setting(7.5),
      requires: setting('min_amount'),
      min_amount: setting('75.00'),
      ignore_discounts: { ...setting(null), default: 'no' },
      class_cost_17: setting(null),
      class_costs: setting(''),
      class_cost_x: setting('1'),
      api_key: setting('CANARY'),
      cost_note: setting('CANARY'),
    };
    expect(method({ settings })).toEqual({
      ...understood,
      settings: {
        cost: formula,
        tax_status: 'none',
        type: 'order',
        no_class_cost: '0',
        class_cost_16: '7.5',
        requires: 'min_amount',
        min_amount: '75.00',
        // Younger than the method, so that WooCommerce goes by the default.
        ignore_discounts: 'no',
        class_cost_17: '',
      },
    });
    expect(method({ settings: { ...flat.settings, cost: setting('10\r\n+ 2') } })).toMatchObject({
      settings: { cost: '10 + 2' },
    });
  });

  test.each(['acme_rates', 'pickup_location', 'table_rate'])('of type %s keep no setting', (method_id) => {
    const settings = {
      cost: setting('CANARY'),
      api_key: setting('CANARY'),
      tax_status: setting({ no: 'text' }),
    };
    expect(method({ method_id, settings })).toEqual({ ...understood, methodId: method_id, settings: {} });
    expect(method({ method_id, settings: 'CANARY' })).toEqual({
      ...understood,
      methodId: method_id,
      settings: {},
    });
  });

  test('older forms of switches and numbers', () => {
    expect(method({ instance_id: '7', enabled: 'yes', order: '' })).toEqual({ ...understood, order: 0 });
    expect(method({ enabled: '', order: '12' })).toEqual({ ...understood, enabled: false, order: 12 });
    expect(method({ title: null })).toEqual({ ...understood, title: '' });
    expect(method({ title: 'x'.repeat(9_999) })).toHaveProperty('title', 'x'.repeat(500));
  });

  test.each([
    ['flat_rate', { cost: '5', tax_status: 'none' }],
    ['local_pickup', { cost: '', tax_status: 'taxable' }],
    ['free_shipping', { requires: '', min_amount: '0' }],
  ])('of type %s are free of charge only where the store has it so', (method_id, given) => {
    const settings = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, setting(value)]));
    expect(method({ method_id, settings })).toMatchObject({ methodId: method_id, settings: given });
    const fault = (name: string) => ({ kind: 'method', id: 7, field: `settings.${name}` });
    // PHP writes a record of nothing as a list.
    for (const empty of [[], {}])
      expect(method({ method_id, settings: empty })).toMatchObject(fault(Object.keys(given)[0] ?? ''));
    for (const name of Object.keys(given)) {
      expect(method({ method_id, settings: { ...settings, [name]: undefined } })).toMatchObject({
        ...fault(name),
        message: `settings.${name} is missing`,
      });
      expect(method({ method_id, settings: { ...settings, [name]: setting(null) } })).toMatchObject({
        ...fault(name),
        message: `settings.${name} null is of no known form`,
      });
    }
  });

  test.each([
    [{ instance_id: undefined }, null, 'instance_id', 'instance_id is missing'],
    [{ instance_id: 0 }, null, 'instance_id', 'instance_id 0: too small: expected number to be >0'],
    [{ method_id: '' }, 7, 'method_id', 'method_id "": too small: expected string to have >=1 characters'],
    [{ enabled: undefined }, 7, 'enabled', 'enabled is missing'],
    [{ settings: undefined }, 7, 'settings', 'settings is missing'],
    [{ settings: 'none' }, 7, 'settings', 'settings is no record'],
    [{ settings: { cost: '5' } }, 7, 'settings.cost', 'settings.cost is missing'],
    [{ settings: { cost: {} } }, 7, 'settings.cost', 'settings.cost is missing'],
    [{ settings: { cost: setting(['5']) } }, 7, 'settings.cost', 'settings.cost ["5"] is of no known form'],
    [
      { settings: { cost: setting('5\u0000') } },
      7,
      'settings.cost',
      'settings.cost "5\\u0000" contains control characters',
    ],
  ])('%j is a fault of the method', (changes, id, field, message) => {
    expect(method(changes)).toEqual({ kind: 'method', id, zoneId: 4, field, message });
  });

  test('nothing of a record is quoted where a plain value belongs: it may contain a secret', () => {
    const secret = { api_key: 'CANARY' };
    for (const changes of [{ instance_id: secret }, { instance_id: [secret] }, { order: secret }])
      expect(JSON.stringify(method(changes))).not.toContain('CANARY');
    expect(method({ instance_id: secret })).toMatchObject({
      message: 'instance_id "a record" is of no known form',
    });
    expect(JSON.stringify(method({ settings: { cost: setting(secret) } }))).not.toContain('CANARY');
  });

  test('a value that is too long is a fault and not cut: it would cost something else', () => {
    expect(method({ settings: { cost: setting('1+'.repeat(5_000)) } })).toMatchObject({
      kind: 'method',
      id: 7,
      field: 'settings.cost',
    });
  });

  test('a row that is no object is not quoted, and the others are read', () => {
    expect(methods(['CANARY', flat])).toEqual([
      { kind: 'method', id: null, zoneId: 4, field: 'row', message: 'row is no object' },
      understood,
    ]);
    expect(methods({ methods: [] })).toEqual({
      field: 'methods',
      message: 'methods is no list of at most 2000 methods',
    });
  });

  test('any JSON is read without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (one, other, key) => {
        const rows = [one, { ...flat, settings: other }, { ...flat, [key]: one }];
        const read = methods(rows);
        expect(Array.isArray(read) && read.length === rows.length).toBe(true);
        expect(locationsSchema(String).safeParse(one).success).toBe(true);
      }),
    );
  });
});

test('types of methods, each once; one that cannot be read fails no other', () => {
  const schema = methodTypesSchema(String);
  expect(
    schema.parse([
      { id: 'flat_rate', title: 'Flat &amp; even', description: '' },
      { id: 7, title: null },
      { id: 'flat_rate', title: 'Flat' },
      { id: ' ', title: 'Odd' },
    ]),
  ).toEqual({
    rows: [
      { id: 'flat_rate', title: 'Flat' },
      { id: '7', title: '' },
    ],
    faults: [{ id: null, field: 'id', message: 'id " " is empty' }],
  });
  expect(schema.safeParse([{ title: 'x' }]).success).toBe(false);
  expect(schema.safeParse([]).success).toBe(false);
});

describe('shipping classes', () => {
  const classes = (rows: unknown, redact: (text: string) => string = String) =>
    shippingClassesSchema(redact).parse(rows);
  const bulky = { id: 16, slug: 'bulky', name: 'Large & heavy' };
  const fault = (id: number | null, field: string, message: string) => ({
    ...{ kind: 'class', id, zoneId: null },
    ...{ field, message },
  });

  test('have a name for people; numbers may be text', () => {
    expect(classes([{ id: '16', slug: 'bulky', name: 'Large &amp; heavy', count: 1 }])).toEqual([bulky]);
    expect(classes([{ ...bulky, name: null }])).toEqual([{ ...bulky, name: '' }]);
  });

  test.each([
    ['bulky', null, 'row', 'row "bulky" is no object'],
    [{ ...bulky, id: true }, null, 'id', 'id true is of no known form'],
    [{ ...bulky, id: 0 }, null, 'id', 'id 0: too small: expected number to be >0'],
    [{ id: 17, name: 'Fragile' }, 17, 'slug', 'slug is missing'],
    [{ ...bulky, id: '17', slug: 'f\u0000' }, 17, 'slug', 'slug "f\\u0000" contains control characters'],
    [{ ...bulky, slug: 'again' }, 16, 'id', 'id 16 comes a second time'],
  ])('%j is a fault and stops nothing', (row, id, field, message) => {
    expect(classes([bulky, row])).toEqual([bulky, fault(id, field, message)]);
  });

  test('faults quote what was sent without keys', () => {
    const redact = (value: string) => value.replaceAll('cs_secret', '…');
    expect(classes(['cs_secret'], redact)).toEqual([fault(null, 'row', 'row "…" is no object')]);
  });

  test('what is no list, or longer than a page, is no page', () => {
    expect(shippingClassesSchema(String).safeParse({ 16: bulky }).success).toBe(false);
    expect(shippingClassesSchema(String).safeParse(Array(101).fill(bulky)).success).toBe(false);
  });
});
