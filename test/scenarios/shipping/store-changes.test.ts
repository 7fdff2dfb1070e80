import { describe, expect, it } from 'vitest';
import {
  carrierOf,
  changesOf,
  expectSettled,
  flatRate,
  methodOf,
  offered,
  reviewsOf,
  shippingOf,
  templateOf,
  useShops,
  zone,
  ZONES,
} from './small-shop.ts';
import { EACH_SERIES } from '../../testing/series.ts';

describe.each(EACH_SERIES)('changes in the store, Odoo %i', (series) => {
  const openShop = useShops();

  it('follows title, price, order, tax status and status on carriers that we made', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const { control } = shop.woo;
    control.changeMethod(101, { title: 'Bike courier', order: 7, settings: { cost: '5.40' } });
    control.changeMethod(103, { settings: { cost: '6', tax_status: 'none' } });
    control.changeMethod(104, { enabled: false });
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([
      'update delivery_product 101: external id',
      'update delivery_product 103: external id',
      'update shipping_method 101: external id',
      'update shipping_method 103: external id',
      'update shipping_method 104: external id',
    ]);
    expect(carrierOf(shop, 101)).toMatchObject({ name: 'Bike courier', sequence: 7, active: true });
    expect(carrierOf(shop, 103)).toMatchObject({ delivery_type: 'fixed' });
    expect(templateOf(shop.odoo, carrierOf(shop, 103)['product_id'])).toMatchObject({ taxes_id: [] });
    expect(carrierOf(shop, 104)['active']).toBe(false);
    expect(offered(shop, { country: 'DE', zip: '80331' })).toEqual(['Parcel 6']);
    await expectSettled(shop);

    // Rules again, fewer and more of them, and enabled again.
    control.changeMethod(104, { enabled: true });
    control.changeMethod(103, { settings: { cost: '[fee percent="10" min_fee="4" max_fee="40"]' } });
    await shop.sync();
    const prices = ['10', '100', '4000'].map(
      (total) => offered(shop, { country: 'DE', zip: '80331' }, 1, total)[0],
    );
    expect(prices).toEqual(['Parcel 4', 'Parcel 10', 'Parcel 40']);
    control.changeMethod(103, { settings: { cost: '1 + [qty]' } });
    await shop.sync();
    expect(offered(shop, { country: 'DE', zip: '80331' }, 5, '1')).toEqual(['Parcel 6', 'Free 0']);
    await expectSettled(shop);
  });

  it('follows the places of a zone and the order of zones', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const { control } = shop.woo;
    control.changeZone(11, {
      locations: [
        { type: 'country', code: 'DE' },
        { type: 'postcode', code: '2*' },
      ],
    });
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([
      'archive zip_prefix (?!1011[5-9]$|10179$): vanished',
      'create zip_prefix (?!2): new',
      'archive zip_prefix 1011[5-9]$: vanished',
      'archive zip_prefix 10179$: vanished',
      'create zip_prefix 2: new',
      ...[101, 102, 103, 104].map((key) => `update shipping_method ${key}: external id`),
    ]);
    expect(offered(shop, { country: 'DE', zip: '20095' })).toEqual(['Courier 4.9', 'Pickup 0']);
    expect(offered(shop, { country: 'DE', zip: '10115' })).toEqual(['Parcel 4.5', 'Free 0']);
    await expectSettled(shop);

    // Germany first: Berlin is never reached.
    control.changeZone(12, { order: 0 });
    await shop.sync();
    expect(offered(shop, { country: 'DE', zip: '20095' })).toEqual(['Parcel 4.5', 'Free 0']);
    await expectSettled(shop);
  });

  it('archives carriers and products of deleted methods and zones, and takes them back into use', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const made = carrierOf(shop, 109);
    shop.woo.control.removeMethod(104);
    shop.woo.control.removeZone(16);
    const blocked = await shop.sync();
    expect(blocked.status).toBe('partial');
    expect(reviewsOf(blocked).map(({ code }) => code)).toEqual(['removals_blocked']);
    expect(carrierOf(shop, 109)['active']).toBe(true);

    await shop.sync({ allowRemovals: true });
    for (const instance of [104, 109]) {
      const carrier = carrierOf(shop, instance);
      expect(carrier['active']).toBe(false);
      const [product] = shop.odoo.control.records('product.product', [
        ['id', '=', carrier['product_id'] as number],
      ]);
      expect(product?.['active']).toBe(false);
    }
    await expectSettled(shop);

    const london = ZONES.find(({ id }) => id === 16);
    if (london === undefined) throw new Error('no London');
    shop.woo.control.putZone({
      ...london,
      methods: london.methods.map((each) => ({ ...each, title: 'Van' })),
    });
    await shop.sync();
    expect(carrierOf(shop, 109)).toMatchObject({ id: made.id, active: true, name: 'Van' });
    await expectSettled(shop);
  });

  it('leaves a carrier in use that a user took back, though nobody learned that it was archived', async () => {
    const shop = await openShop(series);
    const { odoo, woo } = shop;
    await shop.sync();
    woo.control.removeMethod(104);
    // The carrier is archived, and from then on Odoo does not answer.
    odoo.control.fault({
      action: { kind: 'lostAnswer' },
      only: { model: 'delivery.carrier', call: 'load' },
    });
    const cut = odoo.control.struck(1).then(() => {
      odoo.control.fault({ action: { kind: 'cut' }, always: true });
    });
    await shop.sync({ allowRemovals: true });
    await cut;
    odoo.control.clearFaults();
    await shop.sync({ allowRemovals: true });
    const { active, id } = carrierOf(shop, 104);
    expect(active).toBe(false);

    odoo.control.write('delivery.carrier', [id], { active: true });
    expect(changesOf(await shop.sync({ allowRemovals: true }))).toEqual([]);
    expect(carrierOf(shop, 104)['active']).toBe(true);
  });

  it('leaves the methods of plugins to people, and keeps what it cannot read', async () => {
    const shop = await openShop(series);
    await shop.sync();
    shop.woo.control.putMethod(12, flatRate(120, 'DHL', '', { methodId: 'dhl_paket', settings: {} }));
    shop.woo.control.changeMethod(103, { settings: { cost: '10 +* [qty]' } });
    const report = await shop.sync();
    expect(methodOf(report, 120)).toMatchObject({ kind: 'conflict', rule: 'plugin' });
    expect(methodOf(report, 103)).toMatchObject({ kind: 'conflict', rule: 'formula' });
    expect(methodOf(report, 103).record?.id).toBe(carrierOf(shop, 103).id);
    expect(changesOf(report)).toEqual([
      'conflict shipping_method 103: formula',
      'conflict shipping_method 120: plugin',
    ]);
    expect(offered(shop, { country: 'DE', zip: '80331' })).toContain('Parcel 4.5');
    await expectSettled(shop);
  });

  it('writes nothing while a zone is invalid, since it may cover addresses of others', async () => {
    const shop = await openShop(series);
    await shop.sync();
    shop.woo.control.putRawZone({ id: 'eleven', name: 7 });
    shop.woo.control.changeMethod(101, { title: 'Renamed' });
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(reviewsOf(report).map(({ code }) => code)).toEqual(['removals_blocked']);
    shop.woo.control.clearRawShipping();
    await shop.sync();
    expect(carrierOf(shop, 101)['name']).toBe('Renamed');
  });

  it('keeps everything as it is while shipping is switched off', async () => {
    const shop = await openShop(series);
    await shop.sync();
    shop.woo.control.setSetting('general', 'woocommerce_ship_to_countries', 'disabled');
    const report = await shop.sync();
    expect(changesOf(report)).toEqual([]);
    expect(shippingOf(report).notes.map(({ code, level }) => `${level} ${code}`)).toEqual([
      'info removals_blocked',
    ]);
    expect(carrierOf(shop, 101)['active']).toBe(true);
  });

  it('ships only to the countries of the store', async () => {
    const shop = await openShop(series);
    shop.woo.control.setSetting('general', 'woocommerce_ship_to_countries', 'specific');
    shop.woo.control.setSetting('general', 'woocommerce_specific_ship_to_countries', ['DE', 'CA']);
    shop.woo.control.putZone(zone(20, 'America', ['continent NA'], [flatRate(130, 'America', '1')], 1));
    await shop.sync();
    expect(offered(shop, { country: 'CA' })).toEqual(['America 1']);
    expect(offered(shop, { country: 'FR' })).toEqual([]);
    expect(offered(shop, { country: 'US', state: 'TX' })).toEqual([]);
    await expectSettled(shop);
  });
});
