import { describe, expect, it } from 'vitest';
import { EACH_SERIES } from '../../testing/series.ts';
import {
  carrierOf,
  changesOf,
  expectSettled,
  flatRate,
  methodOf,
  offered,
  reviewsOf,
  type Shop,
  useShops,
  zone,
} from './small-shop.ts';

const CALIFORNIA = zone(11, 'California', ['US:CA'], [flatRate(101, 'Ground', '7')]);
const MIXED = zone(17, 'Mixed', ['DE', 'US:NY', 'US:TX'], [flatRate(110, 'Mixed', '20')]);
const PLAIN = { ...MIXED, locations: zone(17, '', ['DE', 'US'], []).locations };
const PART = 'Mixed (US: NY, TX) 20';

/** What is there for the method in Odoo, in use or not: one record for each external id, and none beside them. */
function madeFor({ odoo }: Shop): string[] {
  return odoo.control
    .records('delivery.carrier', [])
    .map(({ active, name }) => `${name as string}${active === true ? '' : ', archived'}`)
    .filter((each) => each.startsWith('Mixed'))
    .sort();
}

const inState = (shop: Shop, state: string) => offered(shop, { country: 'US', state, zip: '12345' });

describe.each(EACH_SERIES)('a zone of whole countries and single states of another, Odoo %i', (series) => {
  const openShop = useShops();

  const open = async () => {
    const shop = await openShop(series);
    const { control } = shop.woo;
    for (const { id } of control.data().zones) if (id !== 0) control.removeZone(id);
    for (const each of [CALIFORNIA, MIXED]) control.putZone(each);
    return shop;
  };

  it('is offered in these alone, and so is what is left of the world', async () => {
    const shop = await open();
    const report = await shop.sync();
    expect(offered(shop, { country: 'DE', zip: '10115' })).toEqual(['Mixed 20']);
    expect(['NY', 'TX', 'CA'].map((state) => inState(shop, state))).toEqual([[PART], [PART], ['Ground 7']]);
    expect(inState(shop, 'FL')).toEqual([expect.stringMatching(/^Everywhere else \(US: .*, …\) 35$/u)]);
    expect(offered(shop, { country: 'FR' })).toEqual(['Everywhere else 35']);
    expect(methodOf(report, 110).subject.details).toEqual({ report: 'exact', limitation: '' });
    await expectSettled(shop);
  });

  it('follows a zone that is whole for a while, and leaves nothing behind', async () => {
    const shop = await open();
    await shop.sync();
    const { control } = shop.woo;
    control.removeZone(11);
    control.putZone(PLAIN);
    await shop.sync({ allowRemovals: true });
    expect(inState(shop, 'FL')).toEqual(['Mixed 20']);
    expect(madeFor(shop)).toEqual(['Mixed', 'Mixed (US: NY, TX), archived']);
    await expectSettled(shop);
    control.putZone(MIXED);
    control.changeMethod(110, { title: 'Mixed too' });
    await shop.sync();
    expect(inState(shop, 'NY')).toEqual(['Mixed too (US: NY, TX) 20']);
    expect(madeFor(shop)).toEqual(['Mixed too', 'Mixed too (US: NY, TX)']);
    await expectSettled(shop);
    // States alone: the delivery method of the shipping method is for them.
    control.putZone({ ...MIXED, locations: MIXED.locations.slice(1) });
    control.changeMethod(110, { title: 'Mixed' });
    await shop.sync();
    expect([inState(shop, 'NY'), offered(shop, { country: 'DE' })]).toEqual([
      ['Mixed 20'],
      ['Everywhere else 35'],
    ]);
    control.removeZone(17);
    await shop.sync({ allowRemovals: true });
    expect(madeFor(shop).every((each) => each.endsWith(', archived'))).toBe(true);
    await expectSettled(shop);
  });

  it('takes over the one delivery method that versions before created, and waits where a user changed it', async () => {
    // They wrote all of the countries, as for a zone without states.
    const shop = await open();
    shop.woo.control.removeZone(11);
    shop.woo.control.putZone(PLAIN);
    await shop.sync({});
    expect(madeFor(shop)).toEqual(['Mixed']);
    const carrier = carrierOf(shop, 110);
    for (const each of [CALIFORNIA, MIXED]) shop.woo.control.putZone(each);
    shop.odoo.control.write('delivery.carrier', [carrier.id], { fixed_price: 21 });
    const report = await shop.sync();
    expect(changesOf(report).filter((line) => line.includes(' 110'))).toEqual([
      'conflict shipping_method 110: changed',
      'conflict shipping_method_part 110:US: changed',
    ]);
    expect(inState(shop, 'NY')).toEqual(['Mixed 21']);
    expect(reviewsOf(report)).toEqual([]);
    await shop.sync(undefined, { onPersonChange: 'store_wins' });
    expect(carrierOf(shop, 110)).toMatchObject({ id: carrier.id, country_ids: [57] });
    expect(inState(shop, 'NY')).toEqual([PART]);
    expect(madeFor(shop)).toEqual(['Mixed', 'Mixed (US: NY, TX)']);
    await expectSettled(shop);
  });
});
