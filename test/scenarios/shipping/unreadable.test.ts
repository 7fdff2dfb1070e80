import { describe, expect, it } from 'vitest';
import { rowOf, rowsOf } from '../../testing/app-in-odoo.ts';
import {
  carrierOf,
  changesOf,
  expectSettled,
  methodOf,
  offered,
  reviewsOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES, once } from '../../testing/series.ts';

/** The classes that the app shows as there, by slug. */
const shownClasses = ({ odoo }: Shop) =>
  rowsOf(odoo, 'x_woo_shipping_class', { x_active: true }).map((row) => row['x_slug']);

const germany = (shop: Shop) => offered(shop, { country: 'DE', zip: '80331' });
const limitationOf = ({ odoo }: Shop, instance: number) =>
  rowOf(odoo, 'x_woo_shipping_method', { x_instance_id: instance })['x_limitation'];

describe.each(EACH_SERIES)('invalid shipping data, Odoo %i', (series) => {
  const openShop = useShops();

  it('is a class that is there all the same, with what it costs', async () => {
    const shop = await openShop(series, { app: true });
    const { control } = shop.woo;
    control.changeMethod(103, { settings: { cost: '5', class_cost_16: '20' } });
    await shop.sync();
    expect(limitationOf(shop, 103)).toContain('(Bulky: 20)');
    expect(germany(shop)).toEqual(['Parcel 5', 'Free 0']);

    control.putRawShippingClass({ id: 16, name: 'Bulky' }, 16);
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(reviewsOf(report).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringContaining('shipping_unreadable: The shipping class 16 of the store is invalid'),
    ]);
    expect(methodOf(report, 103).subject.details).toMatchObject({ report: 'limited' });
    expect(limitationOf(shop, 103)).toContain('(class 16, which is invalid: 20)');
    expect(germany(shop)).toEqual(['Parcel 5', 'Free 0']);
    expect(shownClasses(shop)).toEqual(['bulky', 'fragile']);
    await expectSettled(shop);

    // The only ones there are, and nobody knows which: a store without classes would ask for no costs of theirs.
    control.putRawShippingClass({ id: 'seventeen', slug: 'fragile', name: 'Fragile' }, 17);
    await shop.sync();
    expect(limitationOf(shop, 103)).toContain('(class 16, which is invalid: 20)');
    expect(shownClasses(shop)).toEqual(['bulky', 'fragile']);

    control.clearRawShipping();
    control.removeShippingClass(17);
    await shop.sync();
    expect(limitationOf(shop, 103)).toContain('(Bulky: 20)');
    expect(shownClasses(shop)).toEqual(['bulky']);
    await expectSettled(shop);
  });

  it('is a method that is not free for it, and one that may be any of those that are missing', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const { control } = shop.woo;
    const row = { method_id: 'flat_rate', title: 'Parcel', enabled: true, order: 1 };
    control.removeMethod(103);
    control.putRawMethod(12, { ...row, instance_id: 103, settings: [] });
    const report = await shop.sync();
    expect(methodOf(report, 103)).toMatchObject({
      ...{ kind: 'conflict', rule: 'unreadable', record: { id: carrierOf(shop, 103).id } },
      reason: expect.stringContaining('settings.cost is missing') as unknown,
    });
    expect(changesOf(report)).toEqual(['conflict shipping_method 103: unreadable']);
    expect(germany(shop)).toEqual(['Parcel 4.5', 'Free 0']);

    control.clearRawShipping();
    control.putRawMethod(12, { ...row, instance_id: 'one hundred and three', settings: {} });
    const nameless = await shop.sync();
    expect(changesOf(nameless)).toEqual([]);
    expect(reviewsOf(nameless).map(({ message }) => message)).toEqual([
      expect.stringContaining('Until then no method is treated as deleted.'),
    ]);
    expect(germany(shop)).toEqual(['Parcel 4.5', 'Free 0']);

    control.clearRawShipping();
    expect(changesOf(await shop.sync())).toEqual([
      'archive delivery_product 103: vanished',
      'archive shipping_method 103: vanished',
    ]);
    expect(germany(shop)).toEqual(['Free 0']);
  });
});

/** Of the zone Germany, since the zone Berlin takes some of its postcodes. */
const WITH_POSTCODE =
  'Odoo offers it only to addresses with a postcode, since another zone takes some of the postcodes.';

once.describe('rates that the store hides', () => {
  const openShop = useShops();

  it('beside free shipping are named, since Odoo still offers them', async () => {
    const shop = await openShop(18);
    await shop.sync();
    shop.woo.control.setSetting('shipping', 'woocommerce_shipping_hide_rates_when_free', 'yes');
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    const reports = [101, 102, 103, 104].map((key) => methodOf(report, key).subject.details);
    expect(reports).toMatchObject([
      { report: 'exact' },
      { report: 'exact' },
      {
        report: 'limited',
        limitation: `The store hides it where “Free” is offered; Odoo does not support hiding it, and still offers it there.\n${WITH_POSTCODE}`,
      },
      { report: 'limited', limitation: WITH_POSTCODE },
    ]);
    shop.woo.control.changeMethod(104, { enabled: false });
    expect(methodOf(await shop.sync(), 103).subject.details).toMatchObject({ limitation: WITH_POSTCODE });
  });

  it('are read with the decimal separator of the store', async () => {
    const shop = await openShop(18);
    shop.woo.control.setSetting('general', 'woocommerce_price_decimal_sep', ',');
    shop.woo.control.changeMethod(102, { settings: { cost: '1.003,50' } });
    await shop.sync();
    expect(offered(shop, { country: 'DE', zip: '10117' })).toEqual(['Courier 4.9', 'Pickup 1003.5']);
  });
});
