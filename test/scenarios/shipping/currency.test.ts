import { describe, expect, it } from 'vitest';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import {
  carrierOf,
  changesOf,
  expectSettled,
  flatRate,
  methodOf,
  methodsOf,
  offered,
  reviewsOf,
  shippingOf,
  templateOf,
  useShops,
  zone,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES, once } from '../../testing/series.ts';

type Policy = Shop['backend']['shippingCurrency'];

const currencyId = ({ odoo }: Shop, code: string) =>
  Number(
    odoo.control.records('res.currency', [
      ['name', '=', code],
      ['active', 'in', [true, false]],
    ])[0]?.['id'],
  );

/** The store sells in euros, the company keeps its books in dollars; Odoo knows the euro by this rate, or by none. */
function sellInEuros(shop: Shop, rate?: number): void {
  shop.woo.control.setSetting('general', 'woocommerce_currency', 'EUR');
  const id = currencyId(shop, 'EUR');
  shop.odoo.control.write('res.currency', [id], { active: true });
  if (rate !== undefined) setRate(shop, '2020-01-01', rate);
}

function setRate(shop: Shop, name: string, rate: number): void {
  shop.odoo.control.create('res.currency.rate', [{ currency_id: currencyId(shop, 'EUR'), name, rate }]);
}

const decide = ({ engine, backend }: Shop, shippingCurrency: Policy) =>
  engine.editBackend(backend.id, { shippingCurrency }, () => undefined);

const lines = (report: Parameters<typeof methodsOf>[0]) =>
  methodsOf(report).map(({ kind, rule, subject }) => `${kind} ${subject.key} ${rule}`);

/** Those of the shop's methods whose price is money. */
const PRICED = [101, 103, 105, 106, 107, 108, 109, 110, 111];
const berlin = { country: 'DE', zip: '10117' };
const munich = { country: 'DE', zip: '80331' };

describe.each(EACH_SERIES)('a store with another currency than the company, Odoo %i', (series) => {
  const openShop = useShops();

  it('gets carriers for what is free, and a clear word for what has a price', async () => {
    const shop = await openShop(series);
    sellInEuros(shop, 0.8);
    const report = await shop.sync();
    const made = methodsOf(report).filter(({ kind }) => kind === 'create');
    expect(made.map(({ subject }) => subject.label)).toEqual(['Pickup', 'Free']);
    const refused = methodsOf(report).filter(({ kind }) => kind === 'unsupported');
    expect(refused.map(({ subject }) => Number(subject.key)).sort()).toEqual(PRICED);
    for (const { reason, record, rule } of refused) {
      expect([rule, record]).toEqual(['currency', undefined]);
      expect(reason).toBe("its price is in EUR, and the company's currency is USD");
    }
    expect(reviewsOf(report).map(({ message }) => message)).toEqual([
      "9 shipping methods have prices in EUR, which is not the company's currency (USD): no delivery method created by the connector is offered for them.",
    ]);
    const again = await expectSettled(shop);
    expect(changesOf(again)).toHaveLength(9);
  });

  it('has its prices converted at the rate of Odoo by policy, each amount to the cent', async () => {
    const shop = await openShop(series);
    sellInEuros(shop, 0.7);
    shop.woo.control.changeMethod(104, { settings: { requires: 'min_amount', min_amount: '75' } });
    shop.woo.control.putZone(
      zone(21, 'Canada', ['CA'], [flatRate(140, 'By share', '[fee percent="10" max_fee="20"]')], 1),
    );
    await decide(shop, 'convert');
    const report = await shop.sync();
    const open = changesOf(report).filter((line) => /^(?:conflict|unsupported) /u.test(line));
    expect([open, reviewsOf(report)]).toEqual([[], []]);
    // 4.90 / 0.7, and 3 + 1.5 a piece.
    expect(offered(shop, berlin)).toEqual(['Courier 7', 'Pickup 0']);
    expect(offered(shop, munich, 3, '107.13')).toEqual(['Parcel 10.71']);
    expect(offered(shop, munich, 1, '107.14')).toEqual(['Parcel 6.43', 'Free 0']);
    expect(offered(shop, { country: 'CA' }, 1, '100')).toEqual(['By share 10']);
    expect(offered(shop, { country: 'CA' }, 1, '4000')).toEqual(['By share 28.57']);
    const { details } = methodOf(report, 101).subject;
    expect(details).toEqual({
      report: 'limited',
      limitation:
        "Its price is converted from EUR at Odoo's rate (1 USD is 0.7 EUR), each amount rounded to 0.01.",
    });
    expect(methodOf(report, 102).subject.details).toMatchObject({ report: 'exact' });
    await expectSettled(shop);
  });

  it('follows the rate at the next sync, which is no change of a user', async () => {
    const shop = await openShop(series);
    sellInEuros(shop, 0.8);
    await decide(shop, 'convert');
    await shop.sync();
    setRate(shop, '2024-01-01', 0.5);
    const report = await shop.sync();
    expect(lines(report).filter((line) => !line.startsWith('keep'))).toEqual(
      PRICED.map((key) => `update ${key} external id`),
    );
    expect(methodOf(report, 101).reason).toBe("the store or Odoo's rate has changed");
    expect(offered(shop, berlin)).toEqual(['Courier 9.8', 'Pickup 0']);
    expect(offered(shop, munich, 3)).toEqual(['Parcel 15', 'Free 0']);
    await expectSettled(shop);

    // What a user sets is theirs, whatever the rate does next.
    shop.odoo.control.write('delivery.carrier', [carrierOf(shop, 101).id], { fixed_price: 12 });
    expect(methodOf(await shop.sync(), 101)).toMatchObject({ kind: 'conflict', rule: 'changed' });
    setRate(shop, '2024-02-01', 0.4);
    const later = await shop.sync();
    expect(methodOf(later, 101)).toMatchObject({ kind: 'conflict', rule: 'changed' });
    expect(offered(shop, berlin)).toEqual(['Courier 12', 'Pickup 0']);
    expect(offered(shop, munich, 3)).toEqual(['Parcel 18.75', 'Free 0']);
  });

  it('is informed that there is no rate, instead of being converted one to one', async () => {
    const shop = await openShop(series);
    sellInEuros(shop);
    await decide(shop, 'convert');
    const report = await shop.sync();
    expect(lines(report).filter((line) => line.startsWith('conflict'))).toEqual(
      PRICED.map((key) => `conflict ${key} rate`),
    );
    expect(methodOf(report, 101).reason).toBe(
      'its price is in EUR, but Odoo has no rate for EUR, and would take it one to one; give it a rate in Odoo',
    );
    expect(offered(shop, berlin)).toEqual(['Pickup 0']);
    await expectSettled(shop);

    setRate(shop, '2020-01-01', 0.8);
    await shop.sync();
    expect(offered(shop, berlin)).toEqual(['Courier 6.13', 'Pickup 0']);
    await expectSettled(shop);

    // Odoo forgets the rate again: the last price stays, and is reported.
    shop.odoo.control.write('res.currency', [currencyId(shop, 'EUR')], { active: false });
    const without = await shop.sync();
    expect(methodOf(without, 101)).toMatchObject({
      ...{ kind: 'conflict', rule: 'rate' },
      reason:
        'its price is in EUR, but EUR is no active currency of Odoo; give it a rate in Odoo; until then its delivery method keeps its price',
      record: { id: carrierOf(shop, 101).id },
    });
    expect(shippingOf(without).operations.filter(({ kind }) => kind === 'archive')).toEqual([]);
    expect(offered(shop, berlin)).toEqual(['Courier 6.13', 'Pickup 0']);
    expect(templateOf(shop.odoo, carrierOf(shop, 101)['product_id'])).toMatchObject({ active: true });
    await expectSettled(shop);
  });

  it('has the carriers with converted prices archived when they are refused again, and taken back after that', async () => {
    const shop = await openShop(series, { app: true });
    sellInEuros(shop, 0.8);
    await decide(shop, 'convert');
    await shop.sync();
    const made = carrierOf(shop, 101);
    const shown = () => rowOf(shop.odoo, 'x_woo_shipping_method', { x_instance_id: 101 });
    expect(shown()).toMatchObject({ x_status: 'bound', x_carrier_id: made.id, x_report: 'limited' });
    shop.odoo.control.write('delivery.carrier', [carrierOf(shop, 110).id], { fixed_price: 21 });

    await decide(shop, 'refuse');
    const report = await shop.sync();
    const kept = PRICED.filter((key) => key !== 110);
    expect(changesOf(report).filter((line) => line.startsWith('archive retired_carrier'))).toEqual(
      [...kept.slice(0, -1), '110:CH', '110:GB', ...kept.slice(-1), '111:CH'].map(
        (key) => `archive retired_carrier ${key}: vanished`,
      ),
    );
    expect(methodOf(report, 110)).toMatchObject({
      ...{ kind: 'conflict', rule: 'changed' },
      reason: expect.stringContaining('fixed_price changed in Odoo') as string,
    });
    for (const key of kept) expect(carrierOf(shop, key)['active'], String(key)).toBe(false);
    expect(carrierOf(shop, 110)['active']).toBe(true);
    expect(offered(shop, berlin)).toEqual(['Pickup 0']);
    expect(shown()).toMatchObject({
      x_status: 'unsupported',
      x_carrier_id: made.id,
      x_report: 'unsupported',
    });
    expect(rowsOf(shop.odoo, 'x_woo_shipping_method', { x_active: false })).toEqual([]);
    await expectSettled(shop);

    // A user wants one of them back, at their own price.
    shop.odoo.control.write('delivery.carrier', [carrierOf(shop, 103).id], { active: true });
    expect(methodOf(await shop.sync(), 103)).toMatchObject({ kind: 'conflict', rule: 'changed' });
    expect(carrierOf(shop, 103)['active']).toBe(true);
    shop.odoo.control.write('delivery.carrier', [carrierOf(shop, 103).id], { active: false });

    setRate(shop, '2024-01-01', 0.5);
    await decide(shop, 'convert');
    await shop.sync();
    expect(carrierOf(shop, 101)).toMatchObject({ id: made.id, active: true });
    expect(templateOf(shop.odoo, carrierOf(shop, 101)['product_id'])).toMatchObject({ active: true });
    expect(offered(shop, berlin)).toEqual(['Courier 9.8', 'Pickup 0']);
    await expectSettled(shop);
  });

  it('that the store takes up later leaves no carrier with an amount of the former currency', async () => {
    const shop = await openShop(series);
    await shop.sync();
    expect(offered(shop, berlin)).toEqual(['Courier 4.9', 'Pickup 0']);
    sellInEuros(shop, 0.8);
    await shop.sync();
    expect(offered(shop, berlin)).toEqual(['Pickup 0']);
    await expectSettled(shop);
    await decide(shop, 'convert');
    await shop.sync();
    expect(offered(shop, berlin)).toEqual(['Courier 6.13', 'Pickup 0']);
    await expectSettled(shop);
  });

  it('leaves a carrier of other people bound at its own price, and says in which money that is', async () => {
    const shop = await openShop(series);
    const { control } = shop.odoo;
    const [canada] = control.records('res.country', [['code', '=', 'CA']]);
    const [product = 0] = control.create('product.product', [{ name: 'North', type: 'service' }]);
    const [north = 0] = control.create('delivery.carrier', [
      {
        ...{ name: 'North', product_id: product, delivery_type: 'fixed', fixed_price: 35 },
        country_ids: [[6, 0, [Number(canada?.['id'])]]],
      },
    ]);
    shop.woo.control.putZone(zone(21, 'Canada', ['CA'], [flatRate(140, 'North', '35')], 1));
    sellInEuros(shop, 0.8);
    await decide(shop, 'convert');
    const differs = (report: Parameters<typeof methodsOf>[0]) =>
      methodOf(report, 140).subject.details?.['differs'];
    const first = await shop.sync();
    expect(methodOf(first, 140)).toMatchObject({ kind: 'link', rule: 'name', record: { id: north } });
    expect(differs(first)).toBe("It costs 35 in Odoo and 43.75 in the store, at Odoo's rate.");
    await decide(shop, 'refuse');
    const refused = await shop.sync();
    expect(methodOf(refused, 140)).toMatchObject({ kind: 'keep', rule: 'binding', record: { id: north } });
    expect(differs(refused)).toBe(
      'What it costs in the store is in EUR; the carrier has a price of its own in USD.',
    );
    await expectSettled(shop);
  });
});

once.describe('prices that are no plain amounts of the other money', () => {
  const openShop = useShops();

  it.each(['refuse', 'convert'] as const)(
    'shares are rounded as Odoo 18 does, and settle: %s',
    async (policy) => {
      const shop = await openShop(18);
      sellInEuros(shop, 0.8);
      shop.woo.control.putZone(
        zone(21, 'Canada', ['CA'], [flatRate(140, 'By share', '0.120004 * [cost]')], 1),
      );
      await decide(shop, policy);
      const share = methodOf(await shop.sync(), 140);
      expect(share.subject.details?.['limitation']).toContain('0.12 for 0.120004');
      await expectSettled(shop);
    },
  );

  it('what cannot be read is refused with all others, and not offered at its old amount', async () => {
    const shop = await openShop(18);
    await shop.sync();
    shop.woo.control.changeMethod(101, { settings: { cost: '10 +* [qty]' } });
    sellInEuros(shop, 0.8);
    expect(methodOf(await shop.sync(), 101)).toMatchObject({ kind: 'unsupported', rule: 'currency' });
    expect(offered(shop, berlin)).toEqual(['Pickup 0']);
    shop.woo.control.changeMethod(105, { enabled: false });
    await shop.sync();
    shop.woo.control.changeMethod(105, { enabled: true });
    await expectSettled(shop);
    const [product] = shop.odoo.control.records('product.product', [
      ['id', '=', Number(carrierOf(shop, 105)['product_id'])],
      ['active', 'in', [true, false]],
    ]);
    expect(product?.['active']).toBe(false);
  });

  it('a rate that only another company has is none', async () => {
    const shop = await openShop(18);
    sellInEuros(shop);
    const [company = 0] = shop.odoo.control.create('res.company', [
      { name: 'Another one', currency_id: currencyId(shop, 'USD') },
    ]);
    const currency_id = currencyId(shop, 'EUR');
    const rate = { currency_id, name: '2020-01-01', rate: 0.8, company_id: company };
    shop.odoo.control.create('res.currency.rate', [rate]);
    await decide(shop, 'convert');
    expect(methodOf(await shop.sync(), 101)).toMatchObject({ kind: 'conflict', rule: 'rate' });
  });

  it('a carrier that a user took into use again is followed once both sides agreed', async () => {
    const shop = await openShop(18);
    sellInEuros(shop, 0.8);
    await decide(shop, 'convert');
    await shop.sync();
    await decide(shop, 'refuse');
    await shop.sync();
    shop.odoo.control.write('delivery.carrier', [carrierOf(shop, 103).id], { active: true });
    await decide(shop, 'convert');
    expect(methodOf(await shop.sync(), 103).kind).toBe('keep');
    await decide(shop, 'refuse');
    await shop.sync();
    expect(carrierOf(shop, 103)['active']).toBe(false);
  });
});

once.describe('shipping explain with two currencies', () => {
  const openShop = useShops();
  const question = { country: 'DE', postcode: '80331', qty: '3', total: '20' };

  it('compares at the rate, names both currencies, and compares nothing without a rate', async () => {
    const shop = await openShop(18);
    sellInEuros(shop, 0.8);
    await decide(shop, 'convert');
    await shop.sync();
    const explain = async () => {
      const backend = await shop.engine.getBackend(shop.backend.id);
      return shop.engine.explain(backend, { domain: 'shipping', values: question }, () => undefined);
    };
    const { results, verdict } = await explain();
    expect(results).toEqual([
      { name: 'store', value: 'Parcel 7.50 EUR, Free 0.00 EUR' },
      { name: 'Odoo', value: 'Parcel 9.39 USD, Free 0.00 USD' },
    ]);
    // 7.50 EUR are 9.38 USD, but 3.75 and 3 times 1.88 are a cent more.
    expect(verdict).toBe('differ');
    shop.woo.control.changeMethod(103, { settings: { cost: '8' } });
    await shop.sync();
    expect((await explain()).reason).toBe("Both sides offer the same, at the same prices, at Odoo's rate.");
    shop.odoo.control.write('res.currency', [currencyId(shop, 'EUR')], { active: false });
    expect((await explain()).verdict).toBe('unknown');
  });
});
