import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startStore } from '../../sandbox/index.ts';
import type { SandboxStore } from '../../sandbox/index.ts';
import type { Warning } from '../../src/core/log.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import type { OpenStore } from '../../src/woocommerce/client.ts';
import { quickClock, startScript } from '../testing/scripted-server.ts';

let store: SandboxStore;
let reading: OpenStore;
let warnings: Warning[];

beforeAll(async () => {
  store = await startStore();
  store.control.snapshot('start');
});
beforeEach(() => {
  store.control.restore('start');
  store.control.reset();
  warnings = [];
  reading = openStore(
    { url: store.url, signIn: 'oauth1', keys: store.keys.readOnly },
    { clock: quickClock(), timeoutMs: 2_000, retries: 1, warn: (warning) => warnings.push(warning) },
  );
});
afterEach(() => reading.close());
afterAll(() => store.close());

describe('shipping', () => {
  test('every zone and method of the store, in 1 + 2 × 7 - 1 requests', async () => {
    const { zones, faults } = await reading.shippingZones();
    expect(reading.requests()).toBe(14);
    expect(faults).toEqual([]);
    expect(zones.map(({ id, methods }) => [id, methods.map(({ instanceId }) => instanceId)])).toEqual([
      [1, [10, 11]],
      [2, [1, 2, 3]],
      [3, [4, 5, 6]],
      [4, [7, 8, 9]],
      [5, [12]],
      [6, []],
      [0, [13, 14]],
    ]);
    expect(zones[0]?.locations).toEqual([
      { type: 'country', code: 'DE' },
      { type: 'postcode', code: '10115...10119' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('follows what the merchant changes', async () => {
    store.control.changeZone(6, { order: -1 });
    store.control.changeMethod(10, { order: 9, title: 'Rad &amp; Tat', settings: { cost: '5' } });
    store.control.removeMethod(14);
    store.control.removeZone(2);
    const { zones } = await reading.shippingZones();
    expect(zones.map(({ id }) => id)).toEqual([6, 1, 3, 4, 5, 0]);
    expect(zones[1]?.methods.map(({ title, settings }) => [title, settings['cost']])).toEqual([
      ['Pick up Kreuzberg', '0'],
      ['Rad & Tat', '5'],
    ]);
    expect(zones.at(-1)?.methods.map(({ instanceId }) => instanceId)).toEqual([13]);
  });

  test('what a plugin’s method is set up with stays in the store, bad rows stop nothing', async () => {
    const { control } = store;
    control.putMethodType({ id: 'acme', title: 'Acme' });
    control.putMethod(5, {
      ...{ instanceId: 90, methodId: 'acme', title: 'Acme', order: 2, enabled: true },
      settings: { cost: 'CANARY-1', api_key: 'CANARY-2' },
    });
    control.putRawMethod(5, { instance_id: 91, api_key: 'CANARY-3', settings: 'CANARY-4' });
    control.putRawZone({ id: 8, name: 'Without an order' });
    const found = await reading.shippingZones();
    expect(found.zones.find(({ id }) => id === 5)?.methods.at(-1)).toMatchObject({
      instanceId: 90,
      settings: {},
    });
    expect(found.faults.map(({ kind, id }) => [kind, id])).toEqual([
      ['zone', 8],
      ['method', 91],
    ]);
    expect(inspect([found, warnings], { depth: 9 })).not.toContain('CANARY');
  });

  test('a zone that is deleted while the zones are read is read as deleted', async () => {
    const body = { code: 'woocommerce_rest_shipping_zone_invalid', message: 'x', data: { status: 404 } };
    const action = { kind: 'status', status: 404, body } as const;
    store.control.fault({ action, only: { path: '/shipping/zones/3/methods' } });
    const found = await reading.shippingZones();
    // The sandbox has it still: the second reading is as complete as the first would have been.
    expect(found.zones).toHaveLength(7);
    expect(found.faults).toEqual([]);
    expect(reading.requests()).toBe(28);
  });

  test('a zone that cannot be read fails the reading: it must not look deleted', async () => {
    const action = { kind: 'status', status: 500 } as const;
    store.control.fault({ action, always: true, only: { path: '/shipping/zones/3/locations' } });
    await expect(reading.shippingZones()).rejects.toMatchObject({ code: 'store.server_error' });
  });

  test('types, classes and continents', async () => {
    store.control.putShippingClass({ id: 40, slug: 'heavy', name: 'Heavy &amp; long', count: 0 });
    expect((await reading.shippingMethodTypes()).rows.map(({ id }) => id)).toEqual([
      'flat_rate',
      'free_shipping',
      'local_pickup',
      'pickup_location',
    ]);
    expect(await reading.shippingClasses()).toEqual({
      classes: [
        { id: 16, slug: 'bulky', name: 'Bulky' },
        { id: 17, slug: 'fragile', name: 'Fragile' },
        { id: 40, slug: 'heavy', name: 'Heavy & long' },
      ],
      faults: [],
    });
    const { rows: continents } = await reading.continents();
    expect(continents.map(({ code, countries }) => [code, countries.length])).toEqual([
      ['AF', 58],
      ['AN', 5],
      ['AS', 53],
      ['EU', 53],
      ['NA', 41],
      ['OC', 26],
      ['SA', 14],
    ]);
    expect(reading.requests()).toBe(3);
  });

  test('many classes, page by page', async () => {
    for (let id = 100; id < 300; id += 1) {
      store.control.putShippingClass({ id, slug: `c${id}`, name: `Class ${300 - id}`, count: 0 });
    }
    const ids = (await reading.shippingClasses()).classes.map(({ id }) => id);
    expect(ids).toEqual([16, 17, ...Array.from({ length: 200 }, (_, index) => 100 + index)]);
    expect(reading.requests()).toBe(3);
  });

  test('classes that cannot be understood stop nothing, on whatever page they are', async () => {
    for (let id = 100; id < 200; id += 1) {
      store.control.putShippingClass({ id, slug: `c${id}`, name: `Class ${id}`, count: 0 });
    }
    store.control.putRawShippingClass({ id: 16, name: 'Bulky' }, 16);
    store.control.putRawShippingClass({ id: false, slug: 'x', name: 'X' });
    const { classes, faults } = await reading.shippingClasses();
    expect(classes).toHaveLength(101);
    expect(faults).toEqual([
      { kind: 'class', id: 16, zoneId: null, field: 'slug', message: 'slug is missing' },
      { kind: 'class', id: null, zoneId: null, field: 'id', message: 'id false is of no known form' },
    ]);
    expect(reading.requests()).toBe(2);
  });

  test('a method of WooCommerce’s own without its settings is no free one', async () => {
    store.control.putRawMethod(5, {
      ...{ instance_id: 91, method_id: 'local_pickup', title: 'Pickup', enabled: true, order: 1 },
      settings: [],
    });
    const { faults } = await reading.shippingZones();
    expect(faults).toMatchObject([{ kind: 'method', id: 91, zoneId: 5, field: 'settings.cost' }]);
  });
});

describe('payment gateways', () => {
  test('by an allow-list, in the order of the store, in one request', async () => {
    store.control.changeGateway('paypal', { order: 0 });
    const { gateways } = await reading.paymentGateways();
    expect(reading.requests()).toBe(1);
    expect(gateways.map(({ id, title, order, enabled }) => [id, title, order, enabled])).toEqual([
      ['paypal', 'PayPal', 0, true],
      ['bacs', 'Bank transfer & SEPA', null, true],
      ['cheque', 'Check payments', null, false],
      ['cod', 'Cash on delivery', null, true],
    ]);
    expect(Object.keys(gateways[0] ?? {}).toSorted()).toEqual([
      'description',
      'enabled',
      'id',
      'order',
      'supports',
      'title',
    ]);
  });

  test.each([
    ['as it should be', (row: object) => [row]],
    ['of a wrong shape', (row: object) => [{ ...row, enabled: 'perhaps' }]],
    ['that is no list', (row: object) => row],
  ])(
    'a store that does not heed the fields asked for: no word of an answer %s gets out',
    async (_, answer) => {
      const settings = { api_key: { id: 'api_key', type: 'text', value: 'CANARY' } };
      const row = {
        id: 'acme',
        title: 'Acme',
        enabled: true,
        settings,
        connection_url: 'https://x/?t=CANARY',
      };
      const server = await startScript(() => ({ json: answer(row) }));
      const warned: Warning[] = [];
      const leaky = openStore(
        { url: server.url, signIn: 'oauth1', keys: store.keys.readOnly },
        { clock: quickClock(), retries: 0, warn: (warning) => warned.push(warning) },
      );
      const outcome: unknown = await leaky.paymentGateways().catch((error: unknown) => error);
      expect(inspect([outcome, warned], { depth: 9 })).toMatch(/acme|store\.wrong_shape/);
      expect(inspect([outcome, warned], { depth: 9 })).not.toContain('CANARY');
      await leaky.close();
      await server.close();
    },
  );
});
