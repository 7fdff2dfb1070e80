import { describe, expect, it, onTestFinished } from 'vitest';
import { startStore } from '../../sandbox/index.ts';
import { CANARY } from '../../sandbox/woocommerce/orders.ts';
import { openStore } from '../../src/woocommerce/client.ts';
import type { CartQuote, CartRefusal, StoreCart } from '../../src/woocommerce/trade-port.ts';

const ANGELES = { country: 'US', state: 'CA', postcode: '90001', city: 'Los Angeles' };

async function start() {
  const store = await startStore();
  onTestFinished(() => store.close());
  const { consumerKey, consumerSecret } = store.keys.readOnly;
  const client = openStore({ url: store.url, signIn: 'oauth1', keys: { consumerKey, consumerSecret } });
  onTestFinished(() => client.close());
  return { store, client };
}

function opened(cart: StoreCart | CartRefusal): StoreCart {
  if ('refused' in cart) throw new Error(cart.reason);
  return cart;
}

function quoted(answer: CartQuote | CartRefusal): CartQuote {
  if ('refused' in answer) throw new Error(answer.reason);
  return answer;
}

describe('a cart of the store', () => {
  it('is quoted at addresses, one request each, as a real store answered it, and leaves nothing behind', async () => {
    const { store, client } = await start();
    const items = [
      { productId: 11, quantity: 3 },
      { productId: 13, quantity: 1 },
      { productId: 14, quantity: 2 },
    ];
    const cart = opened(await client.openCart(items));
    const before = client.requests();
    const there = quoted(await cart.quoteAt(ANGELES));
    expect(client.requests() - before).toBe(1);
    expect(there).toMatchObject({
      currency: 'USD',
      decimals: 2,
      itemNet: '83.33',
      itemTax: '3.69',
      shippingNet: '11.50',
      shippingTax: '0.00',
      totalTax: '3.69',
      total: '98.52',
      rates: [
        { name: 'CA State Tax', percent: '7.25', tax: '2.82' },
        { name: 'Los Angeles County', percent: '2.25', tax: '0.87' },
      ],
    });
    expect(
      there.offers.map(({ methodId, instanceId, cost, isSelected }) => [
        methodId,
        instanceId,
        cost,
        isSelected,
      ]),
    ).toEqual([
      ['flat_rate', 1, '11.50', true],
      ['free_shipping', 2, '0.00', false],
      ['local_pickup', 3, '0.00', false],
    ]);
    expect(
      quoted(await cart.quoteAt({ country: 'FR', state: '', postcode: '75001', city: 'Paris' })).itemTax,
    ).not.toBe('3.69');
    await cart.close();
    expect(store.control.filledCarts()).toBe(0);
    expect(store.control.data().orders).toEqual([]);
  });

  it.each([
    [{ ...ANGELES, state: 'ZZ' }, 'The provided state (ZZ) is not valid'],
    [{ ...ANGELES, postcode: '1' }, 'postcode / ZIP is not valid'],
  ])('is refused at %o', async (address, words) => {
    const { client } = await start();
    const cart = opened(await client.openCart([{ productId: 11, quantity: 1 }]));
    const answer = await cart.quoteAt(address);
    if (!('refused' in answer)) throw new Error('it was quoted');
    expect(answer.refused).toBe('address');
    expect(answer.reason).toContain(words);
    await cart.close();
  });

  it('is refused for a product that is not there, and where the host closed the API', async () => {
    const { store, client } = await start();
    const refused = await client.openCart([{ productId: 99, quantity: 1 }]);
    expect(refused).toMatchObject({ refused: 'product' });
    expect(JSON.stringify(refused)).toContain(String.raw`Product with ID \"99\" was not found`);
    store.control.behave({ storeApi: 'closed' });
    expect(await client.openCart([{ productId: 11, quantity: 1 }])).toMatchObject({ refused: 'closed' });
  });
});

describe('orders', () => {
  const items = [{ productId: 11, quantity: 1 }];

  it('come the latest first, without the people in them', async () => {
    const { store, client } = await start();
    for (let count = 0; count < 120; count += 1) store.control.placeOrder({ items, address: ANGELES });
    const { orders, available, faults } = await client.orders(105);
    expect([orders.length, available, faults]).toEqual([105, 120, []]);
    expect([orders[0]?.id, orders[104]?.id]).toEqual([219, 115]);
    expect(orders[0]).toMatchObject({
      shipping: ANGELES,
      rates: [{ rateId: 4, percent: '7.25' }, { label: 'Los Angeles County' }],
      items: [{ productId: 11, quantity: '1', total: '12.95' }],
      shippingLines: [{ methodId: 'flat_rate', instanceId: '1' }],
    });
    for (const word of Object.values(CANARY)) expect(JSON.stringify(orders)).not.toContain(word);
  });

  it('are read to the last page where a plugin takes rows from pages, and where no total is named', async () => {
    const { store, client } = await start();
    for (let count = 0; count < 120; count += 1) store.control.placeOrder({ items, address: ANGELES });
    store.control.behave({ hidesEvery: 10 });
    // 90 of the first hundred, 18 of the others.
    expect((await client.orders(105)).orders).toHaveLength(105);
    expect((await client.orders(500)).orders).toHaveLength(108);
    expect((await client.orders(50)).orders).toHaveLength(50);
  });

  it('that cannot be understood are faults that quote nothing', async () => {
    const { store, client } = await start();
    store.control.placeOrder({ items, address: ANGELES });
    store.control.placeOrder({ items, address: ANGELES }, { total_tax: `1 ${CANARY.name}` });
    store.control.putRawOrder(null);
    const { orders, faults } = await client.orders(10);
    expect(orders.map(({ id }) => id)).toEqual([100]);
    expect(faults).toEqual([
      { id: 101, field: 'total_tax', message: 'total_tax has a form that is not known' },
      { id: null, field: 'row', message: 'the row is no object' },
    ]);
  });
});

it('products that can be bought are read with what decides their tax', async () => {
  const { client } = await start();
  const products = await client.products();
  expect(products).toHaveLength(5);
  expect(products[2]).toMatchObject({
    id: 13,
    taxClass: 'food-books',
    taxStatus: 'taxable',
    canBeBought: true,
  });
});

it('products are read to the second page where a plugin takes rows from the first', async () => {
  const { store, client } = await start();
  const [product] = store.control.data().products;
  if (product === undefined) throw new Error('the store has no product');
  for (let id = 1_000; id < 1_110; id += 1) store.control.putProduct({ ...product, id });
  store.control.behave({ hidesEvery: 50 });
  const products = await client.products();
  expect(products).toHaveLength(113);
  expect(products.at(-1)).toMatchObject({ id: 1_109 });
});
