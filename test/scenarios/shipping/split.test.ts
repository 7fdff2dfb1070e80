import { afterEach, describe, expect, it } from 'vitest';
import { composeServices } from '../../../src/compose.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { openTestDatabase } from '../../testing/memory-database.ts';
import { only, pair } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  changesOf,
  expectSettled,
  flatRate,
  methodOf,
  offered,
  shippingOf,
  type Shop,
  useShops,
  zone,
} from './small-shop.ts';

const others: Engine[] = [];
afterEach(async () => {
  await Promise.all(others.splice(0).map((engine) => engine.close()));
});

/** A new installation that knows nothing and goes on with what is in Odoo. */
async function withoutDataFolder({ odoo, woo }: Shop) {
  const services = composeServices(await openTestDatabase(), {});
  const engine = createEngine(only(services, ['geography', 'taxes', 'shipping']));
  others.push(engine);
  const backend = await pair(engine, woo, odoo, { takeOver: true }, 'again');
  return { sync: () => engine.sync(backend, {}, () => undefined) };
}

const EARLIER = [
  zone(11, 'Downing Street', ['GB', 'postcode SW1A1AA'], [flatRate(101, 'Street', '15')]),
  zone(12, 'Westminster', ['GB', 'postcode SW1*'], [flatRate(102, 'Westminster', '14')]),
];
const EUROPE = zone(17, 'Europe', ['FR', 'GB', 'DE'], [flatRate(110, 'Europe', '20.75')]);

describe.each(EACH_SERIES)(
  'a zone of several countries with an earlier one in a part of them, Odoo %i',
  (series) => {
    const openShop = useShops();

    const openEurope = async (app = false) => {
      const shop = await openShop(series, { app });
      for (const { id } of shop.woo.control.data().zones) if (id !== 0) shop.woo.control.removeZone(id);
      for (const each of [...EARLIER, EUROPE]) shop.woo.control.putZone(each);
      return shop;
    };

    it('is offered by one delivery method for these countries and another for the rest, and nowhere twice', async () => {
      const shop = await openEurope();
      const report = await shop.sync();
      const at = (zip: string) => offered(shop, { country: 'GB', zip });
      expect([at('SW1A 1AA'), at('SW1B 3BB'), at('EC1A 1BB')]).toEqual([
        ['Street 15'],
        ['Westminster 14'],
        ['Europe (GB) 20.75'],
      ]);
      expect(offered(shop, { country: 'FR' })).toEqual(['Europe 20.75']);
      expect(offered(shop, { country: 'DE', zip: '10115' })).toEqual(['Europe 20.75']);
      expect(methodOf(report, 110).subject.details).toEqual({
        ...{ report: 'limited' },
        limitation:
          'In GB: Odoo offers it only to addresses with a postcode, since another zone takes some of the postcodes.',
      });
      const part = shippingOf(report).operations.find(
        ({ subject }) => subject.type === 'shipping_method_part',
      );
      expect(part?.subject.details?.['limitation']).toContain('only to addresses with a postcode');
      await expectSettled(shop);
    });

    it('follows price and name, stays while the price cannot be read, and goes when nothing is taken any more', async () => {
      const shop = await openEurope();
      await shop.sync();
      const { control } = shop.woo;
      control.changeMethod(110, { title: 'Mainland', settings: { cost: '22' } });
      await shop.sync();
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).toEqual(['Mainland (GB) 22']);
      control.changeMethod(110, { settings: { cost: '22 +* x' } });
      expect(changesOf(await shop.sync())).toEqual(['conflict shipping_method 110: formula']);
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).toEqual(['Mainland (GB) 22']);
      control.changeMethod(110, { settings: { cost: '22' } });
      for (const { id } of EARLIER) control.removeZone(id);
      await shop.sync({ allowRemovals: true });
      expect(offered(shop, { country: 'GB', zip: 'SW1A 1AA' })).toEqual(['Mainland 22']);
      await expectSettled(shop);
      // It comes back into use with the zones.
      for (const each of EARLIER) control.putZone(each);
      control.changeMethod(110, { settings: { cost: '23' } });
      expect(changesOf(await shop.sync()).filter((line) => line.startsWith('conflict'))).toEqual([]);
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).toEqual(['Mainland (GB) 23']);
      await expectSettled(shop);
    });

    it('goes with the main one where the store no longer has the method', async () => {
      const shop = await openEurope();
      await shop.sync();
      shop.woo.control.putZone({ ...EUROPE, methods: [] });
      expect(
        changesOf(await shop.sync({ allowRemovals: true })).filter((line) => / 110/u.test(line)),
      ).toEqual([
        ...['archive delivery_product 110: vanished', 'archive delivery_product 110:GB: vanished'],
        ...['archive shipping_method 110: vanished', 'archive shipping_method_part 110:GB: vanished'],
      ]);
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).not.toContain('Europe (GB) 20.75');
      await expectSettled(shop);
    });

    it('goes on after the data folder was lost: a part follows a price, and goes when it is not needed', async () => {
      const shop = await openEurope(true);
      await shop.sync();
      const { control } = shop.woo;
      control.changeMethod(110, { settings: { cost: '22' } });
      const { sync } = await withoutDataFolder(shop);
      const changed = changesOf(await sync()).filter((line) => line.includes(' 110'));
      expect(changed.filter((line) => !line.startsWith('link '))).toEqual([
        'update shipping_method 110: external id',
        'update shipping_method_part 110:GB: external id',
      ]);
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).toEqual(['Europe (GB) 22']);

      // Lost once more, and nothing is taken of Great Britain any more.
      for (const { id } of EARLIER) control.removeZone(id);
      const again = await withoutDataFolder(shop);
      await again.sync();
      expect(offered(shop, { country: 'GB', zip: 'SW1A 1AA' })).toContain('Europe 22');
      expect(offered(shop, { country: 'GB', zip: 'EC1A 1BB' })).not.toContain('Europe (GB) 22');
      expect(changesOf(await again.sync()).filter((line) => line.includes(' 110'))).toEqual([]);
    });
  },
);
