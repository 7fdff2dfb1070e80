import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../test/contract/ask.ts';
import type { Reply } from '../../test/contract/ask.ts';
import { makeCertificate } from '../../test/testing/certificate.ts';
import { startStore, STORE_KEYS } from '../index.ts';
import type { SandboxStore } from '../index.ts';
import type { ZoneMethod } from './state.ts';

const certificate = makeCertificate();
let store: SandboxStore;

beforeAll(async () => {
  store = await startStore({ tls: certificate });
  store.control.snapshot('start');
});
beforeEach(() => store.control.restore('start'));
afterAll(() => store.close());

async function call(path: string, method = 'GET', body?: unknown): Promise<Reply> {
  const { consumerKey, consumerSecret } = STORE_KEYS.full;
  const pair = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
  return await ask({
    method,
    url: `${store.url}/wp-json/wc/v3/${path}`,
    ca: certificate.cert,
    headers: { Authorization: `Basic ${pair}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const idsAt = async (path: string) => ((await call(path)).json as { id: number }[]).map(({ id }) => id);

interface MethodBody {
  readonly title: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, { readonly value: string }>>;
}
const methodAt = async (path: string) => (await call(path)).json as MethodBody;

const METHOD: ZoneMethod = {
  instanceId: 70,
  methodId: 'flat_rate',
  title: 'Courier',
  order: 0,
  enabled: true,
  settings: { tax_status: 'none', cost: '9' },
};

describe('zones and their methods over the API', () => {
  it('are made, changed and deleted; ids do not come back', async () => {
    const zone = await call('shipping/zones', 'POST', { name: 'North', order: 2 });
    expect([zone.status, zone.json]).toMatchObject([201, { id: 7, name: 'North', order: 2 }]);
    const made = await call('shipping/zones/7/methods', 'POST', {
      method_id: 'flat_rate',
      settings: { title: 'Boat', cost: '[qty] * 3' },
    });
    // As recorded: the title in the answer is the one from before.
    expect([made.status, made.json]).toMatchObject([200, { id: 15, title: 'Flat rate', order: 1 }]);
    const path = 'shipping/zones/7/methods/15';
    expect(await methodAt(path)).toMatchObject({
      title: 'Boat',
      settings: {
        cost: { value: '[qty] * 3' },
        tax_status: { value: 'taxable' },
        class_cost_16: { value: '' },
      },
    });
    await call(path, 'PUT', { enabled: false, order: 4, settings: { tax_status: 'none', unknown: '1' } });
    const changed = await methodAt(path);
    expect(changed).toMatchObject({ enabled: false, order: 4, settings: { tax_status: { value: 'none' } } });
    expect(changed.settings).not.toHaveProperty('unknown');

    expect((await call(path, 'DELETE')).json).toMatchObject({ code: 'rest_trash_not_supported' });
    expect((await call(`${path}?force=true`, 'DELETE')).status).toBe(200);
    expect((await call(path)).json).toMatchObject({ code: 'woocommerce_rest_shipping_zone_method_invalid' });
    const next = await call('shipping/zones/7/methods', 'POST', { method_id: 'local_pickup' });
    expect(next.json).toMatchObject({ id: 16 });
    await call('shipping/zones/7', 'DELETE');
    expect((await call('shipping/zones', 'POST', { name: 'North again' })).json).toMatchObject({ id: 8 });
  });

  it('refuse what WooCommerce refuses', async () => {
    const methods = 'shipping/zones/1/methods';
    expect((await call(methods, 'POST', {})).json).toMatchObject({ code: 'rest_missing_callback_param' });
    expect((await call(methods, 'POST', { method_id: 'pickup_location' })).status).toBe(500);
    const wrong = { settings: { tax_status: 'perhaps' } };
    expect((await call(`${methods}/10`, 'PUT', wrong)).json).toMatchObject({
      code: 'rest_setting_value_invalid',
    });
    expect((await call('shipping/zones', 'POST', {})).status).toBe(400);
    expect((await call('shipping/zones/99/methods')).status).toBe(404);
  });

  it('come in their order, zone 0 first', async () => {
    expect(await idsAt('shipping/zones')).toEqual([0, 1, 2, 3, 4, 5, 6]);
    await call('shipping/zones/6', 'PUT', { order: -1 });
    expect(await idsAt('shipping/zones')).toEqual([0, 6, 1, 2, 3, 4, 5]);
    await call('shipping/zones/1/methods/10', 'PUT', { order: 9 });
    expect(await idsAt('shipping/zones/1/methods')).toEqual([11, 10]);
  });
});

describe('shipping under control', () => {
  it('zones, methods and raw rows', async () => {
    store.control.putZone({ id: 50, name: 'Moon', order: 1, locations: [], methods: [METHOD] });
    store.control.putMethod(50, { ...METHOD, instanceId: 71 });
    store.control.changeMethod(70, { enabled: false, settings: { cost: '10' } });
    expect(await methodAt('shipping/zones/50/methods/70')).toMatchObject({
      enabled: false,
      settings: { cost: { value: '10' }, tax_status: { value: 'none' } },
    });
    store.control.removeMethod(70);
    store.control.putRawMethod(50, { instance_id: 'x' });
    store.control.putRawZone('no object');
    expect((await call('shipping/zones/50/methods')).json).toMatchObject([{ id: 71 }, { instance_id: 'x' }]);
    expect((await call('shipping/zones')).json).toContain('no object');
    store.control.clearRawShipping();
    store.control.changeZone(50, { name: 'Mars' });
    expect((await call('shipping/zones')).json).toContainEqual(
      expect.objectContaining({ id: 50, name: 'Mars' }),
    );
    store.control.removeZone(50);
    expect(await idsAt('shipping/zones')).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(() => store.control.removeZone(0)).toThrow('zone 0');
    expect(() => store.control.changeMethod(70, {})).toThrow('no method 70');
  });

  it('a class that the list garbles is there all the same', async () => {
    store.control.putRawShippingClass({ id: 16 }, 16);
    store.control.putRawShippingClass('no object');
    expect((await call('products/shipping_classes')).json).toMatchObject([
      { id: 16 },
      { id: 17, slug: 'fragile' },
      'no object',
    ]);
    expect((await methodAt('shipping/zones/2/methods/1')).settings).toHaveProperty('class_cost_16');
    store.control.clearRawShipping();
    expect((await call('products/shipping_classes')).json).toMatchObject([{ slug: 'bulky' }, { id: 17 }]);
  });

  it('a method that was never set up shows the defaults of its form', async () => {
    store.control.putMethod(5, { ...METHOD, instanceId: 72, methodId: 'free_shipping', settings: {} });
    expect((await methodAt('shipping/zones/5/methods/72')).settings).toMatchObject({
      ...{ requires: { value: '' }, min_amount: { value: '0' }, ignore_discounts: { value: 'no' } },
    });
  });

  it('the form of flat rate follows the shipping classes', async () => {
    const names = async () => Object.keys((await methodAt('shipping/zones/2/methods/1')).settings);
    store.control.putShippingClass({ id: 20, slug: 'cold', name: 'Cold', count: 0 });
    store.control.removeShippingClass(16);
    const costs = ['class_costs', 'class_cost_17', 'class_cost_20', 'no_class_cost', 'type'];
    expect(await names()).toEqual(['title', 'tax_status', 'cost', ...costs]);
    store.control.removeShippingClass(17);
    store.control.removeShippingClass(20);
    expect(await names()).toEqual(['title', 'tax_status', 'cost']);
  });

  it('classes come in pages, by name or as asked', async () => {
    store.control.putShippingClass({ id: 20, slug: 'a', name: 'Zebra', count: 0 });
    expect(await idsAt('products/shipping_classes')).toEqual([16, 17, 20]);
    expect(await idsAt('products/shipping_classes?orderby=slug')).toEqual([20, 16, 17]);
    expect(await idsAt('products/shipping_classes?orderby=id&order=desc')).toEqual([20, 17, 16]);
    const second = await call('products/shipping_classes?per_page=2&page=2');
    expect(second.json).toMatchObject([{ id: 20 }]);
    expect(second.headers).toMatchObject({ 'x-wp-total': '3', 'x-wp-totalpages': '2' });
    const made = await call('products/shipping_classes', 'POST', { name: 'Long Goods' });
    expect([made.status, made.json]).toMatchObject([201, { id: 21, slug: 'long-goods' }]);
    expect((await call('products/shipping_classes', 'POST', { name: 'bulky' })).json).toMatchObject({
      code: 'term_exists',
    });
    expect((await call('products/shipping_classes/21?force=true', 'DELETE')).status).toBe(200);
    expect((await call('products/shipping_classes/21')).status).toBe(404);
  });

  it('continents have the countries of the store', async () => {
    store.control.putContinent({ code: 'XX', name: 'Atlantis', countries: ['DE', 'AQ*', 'ZZ'] });
    store.control.removeCountry('AQ');
    expect((await call('data/continents/xx')).json).toMatchObject({
      code: 'XX',
      countries: [{ code: 'DE', currency_code: 'USD' }],
    });
  });
});

describe('payment gateways', () => {
  it('show their passwords, as WooCommerce does', async () => {
    const paypal = await call('payment_gateways/paypal');
    expect(paypal.json).toMatchObject({ settings: { api_password: { value: 'SECRET-api-pw' } } });
    expect((await call('payment_gateways?_fields=id,enabled')).json).toEqual([
      { id: 'bacs', enabled: true },
      { id: 'cheque', enabled: false },
      { id: 'cod', enabled: true },
      { id: 'paypal', enabled: true },
    ]);
  });

  it('are changed over the API and under control', async () => {
    await call('payment_gateways/cheque', 'PUT', {
      enabled: true,
      order: 1,
      settings: { title: 'Cheque', instructions: 'By post.' },
    });
    expect((await call('payment_gateways/cheque')).json).toMatchObject({
      title: 'Cheque',
      order: 1,
      settings: { title: { value: 'Cheque' }, instructions: { value: 'By post.' } },
    });
    const wrong = { settings: { paymentaction: 'none' } };
    expect((await call('payment_gateways/paypal', 'PUT', wrong)).status).toBe(400);
    store.control.changeGateway('bacs', { enabled: false });
    store.control.removeGateway('cod');
    const ids = async () => ((await call('payment_gateways')).json as { id: string }[]).map(({ id }) => id);
    expect(await ids()).toEqual(['cheque', 'bacs', 'paypal']);
    const [bacs] = store.control.data().gateways;
    if (bacs === undefined) throw new Error('the sandbox has no gateway');
    store.control.putGateway({ ...bacs, id: 'acme', order: 0 });
    expect(await ids()).toEqual(['acme', 'cheque', 'bacs', 'paypal']);
  });
});
