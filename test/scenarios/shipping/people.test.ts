import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../src/engine/run/run-report.ts';
import {
  carrierOf,
  changesOf,
  expectSettled,
  methodOf,
  methodsOf,
  reviewsOf,
  templateOf,
  useShops,
  type Shop,
} from './small-shop.ts';
import { EACH_SERIES, once } from '../../testing/series.ts';

/** A carrier made by hand, for Berlin or all the world. */
function byHand({ odoo }: Shop, name: string, price: number, isBerlin: boolean): number {
  const { control } = odoo;
  const [product = 0] = control.create('product.product', [{ name, type: 'service' }]);
  const [germany] = control.records('res.country', [['code', '=', 'DE']]);
  const prefixes = isBerlin ? ['1011[5-9]$', '10179$'].map((pattern) => prefixByHand(pattern, control)) : [];
  const [carrier = 0] = control.create('delivery.carrier', [
    {
      ...{ name, product_id: product, delivery_type: 'fixed', fixed_price: price },
      ...(isBerlin && {
        country_ids: [[6, 0, [Number(germany?.['id'])]]],
        zip_prefix_ids: [[6, 0, prefixes]],
      }),
    },
  ]);
  return carrier;
}

function tag({ odoo }: Shop, name: string): number {
  const [made = 0] = odoo.control.create('product.tag', [{ name }]);
  return made;
}

/** What is reported of a method. */
function detailsOf(report: RunReport, instanceId: number): Readonly<Record<string, string>> {
  return methodOf(report, instanceId).subject.details ?? {};
}

function prefixByHand(name: string, control: Shop['odoo']['control']): number {
  const [found] = control.records('delivery.zip.prefix', [['name', '=', name]]);
  return Number(found?.['id'] ?? control.create('delivery.zip.prefix', [{ name }])[0]);
}

describe.each(EACH_SERIES)('people at work in Odoo %i', (series) => {
  const openShop = useShops();

  it('keeps what a user changed, field by field, or lets the store win', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const { control } = shop.odoo;
    const edits: Readonly<Record<number, Record<string, unknown>>> = {
      101: { name: 'Courier of the house' },
      103: { margin: 0.1 },
      105: { fixed_price: 9 },
      106: { zip_prefix_ids: [[6, 0, []]] },
      107: { active: false },
      109: { country_ids: [[6, 0, []]] },
    };
    for (const [key, values] of Object.entries(edits))
      control.write('delivery.carrier', [carrierOf(shop, Number(key)).id], values as never);
    const report = await shop.sync();
    expect(report.status).toBe('partial');
    const conflicts = methodsOf(report).filter(({ kind }) => kind === 'conflict');
    expect(
      conflicts.map(({ changes, rule, subject }) => [subject.key, rule, changes?.map(({ field }) => field)]),
    ).toEqual([
      ['101', 'changed', ['name']],
      ['103', 'changed', ['margin']],
      ['105', 'changed', ['fixed_price']],
      ['106', 'changed', ['zips']],
      ['107', 'changed', ['active']],
      ['109', 'changed', ['countries']],
    ]);
    expect(carrierOf(shop, 101)['name']).toBe('Courier of the house');
    await expectSettled(shop);

    await shop.sync({}, { onPersonChange: 'store_wins' });
    expect(carrierOf(shop, 101)['name']).toBe('Courier');
    expect(carrierOf(shop, 103)['margin']).toBe(0);
    expect(templateOf(shop.odoo, carrierOf(shop, 105)['product_id'])).toMatchObject({ list_price: 7.5 });
    expect(carrierOf(shop, 107)['active']).toBe(true);
    await expectSettled(shop);
  });

  it('never takes a rule away that a user added', async () => {
    const shop = await openShop(series);
    await shop.sync();
    shop.odoo.control.create('delivery.price.rule', [
      {
        ...{ carrier_id: carrierOf(shop, 103).id, variable: 'weight', operator: '>', max_value: 30 },
        ...{ list_base_price: 99, list_price: 0, sequence: 0 },
      },
    ]);
    for (const policy of [{}, { onPersonChange: 'store_wins' }] as const)
      expect(methodOf(await shop.sync({}, policy), 103)).toMatchObject({ kind: 'conflict', rule: 'changed' });
  });

  it('asks before it makes again what a user deleted', async () => {
    const shop = await openShop(series);
    await shop.sync();
    shop.odoo.control.unlink('delivery.carrier', [carrierOf(shop, 101).id]);
    const report = await shop.sync();
    expect(methodOf(report, 101)).toMatchObject({ kind: 'conflict', rule: 'deleted' });
    await expectSettled(shop);
    await shop.sync({ recreateDeleted: true });
    expect(carrierOf(shop, 101)).toMatchObject({ name: 'Courier', active: true });
    await expectSettled(shop);
  });

  it('adopts a carrier with the same name, provider and places, never writes it, and tells both prices', async () => {
    const shop = await openShop(series);
    const courier = byHand(shop, 'Courier', 6, true);
    const pickup = byHand(shop, 'Pickup', 0, true);
    // Fits two methods by name alone; its places are others.
    byHand(shop, 'Ground', 7.5, false);
    const before = shop.odoo.control.records('delivery.carrier');
    const report = await shop.sync();
    expect(methodOf(report, 101)).toMatchObject({ kind: 'link', rule: 'name', record: { id: courier } });
    expect(methodOf(report, 102)).toMatchObject({ kind: 'link', rule: 'name', record: { id: pickup } });
    expect(methodOf(report, 105)).toMatchObject({ kind: 'create' });
    expect(reviewsOf(report).map(({ message }) => message)).toEqual([
      expect.stringContaining('It costs 6 in Odoo and 4.9 in the store.'),
    ]);
    const again = await expectSettled(shop);
    expect(reviewsOf(again)).toHaveLength(1);
    const known = new Set(before.map(({ id }) => id));
    expect(shop.odoo.control.records('delivery.carrier').filter(({ id }) => known.has(id))).toEqual(before);

    // Another name in the store: it stays bound, or both would be offered.
    shop.woo.control.changeMethod(101, { title: 'Courier 24h' });
    expect(methodOf(await shop.sync(), 101)).toMatchObject({ kind: 'keep', rule: 'binding' });
  });

  it('takes an adopted carrier for no exact one while it has limits, a margin or a free delivery', async () => {
    const shop = await openShop(series);
    const { control } = shop.odoo;
    const courier = byHand(shop, 'Courier', 4.9, true);
    expect(detailsOf(await shop.sync(), 101)).toMatchObject({ report: 'exact', limitation: '' });

    const cases: (readonly [Record<string, unknown>, string])[] = [
      [{ free_over: true, amount: 50 }, 'Odoo offers it free of charge from an order total of 50.'],
      ...(series === 17
        ? []
        : ([
            [{ max_weight: 30 }, 'Odoo offers it only up to a weight of 30 kg.'],
            [{ max_volume: 0.5 }, 'Odoo offers it only up to a volume of 0.5.'],
            [{ must_have_tag_ids: [[6, 0, [tag(shop, 'Cold')]]] }, 'only for products with certain tags'],
            [{ excluded_tag_ids: [[6, 0, [tag(shop, 'Heavy')]]] }, 'does not offer it for products'],
          ] as const)),
      [{ invoice_policy: 'real' }, 'Odoo invoices the real cost'],
    ];
    const [before] = control.records('delivery.carrier', [['id', '=', courier]]);
    for (const [values, words] of cases) {
      control.write('delivery.carrier', [courier], values as never);
      const report = await shop.sync();
      expect(detailsOf(report, 101)).toMatchObject({
        report: 'limited',
        limitation: expect.stringContaining(words) as unknown,
      });
      expect(reviewsOf(report).map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
      const [name = ''] = Object.keys(values);
      const value = before?.[name] ?? false;
      control.write('delivery.carrier', [courier], {
        [name]: Array.isArray(value) ? [[6, 0, value]] : value,
      });
    }
    expect(detailsOf(await shop.sync(), 101)).toMatchObject({ report: 'exact' });

    // Rules take a margin along, which a fixed price does not.
    const [rule] = control.create('delivery.price.rule', [
      {
        carrier_id: courier,
        variable: 'quantity',
        operator: '>=',
        max_value: 0,
        list_base_price: 4.9,
        list_price: 0,
      },
    ]);
    expect(rule).toBeGreaterThan(0);
    control.write('delivery.carrier', [courier], { margin: 0.1 });
    expect(detailsOf(await shop.sync(), 101)).toMatchObject({ report: 'exact' });
    control.write('delivery.carrier', [courier], { delivery_type: 'base_on_rule', fixed_margin: 2 });
    const { limitation } = detailsOf(await shop.sync(), 101);
    expect(limitation).toContain('Odoo adds a margin of 10 % to its price.');
    expect(limitation).toContain('Odoo adds 2 to its price.');
  });

  it('tells of limits that a user set on a carrier of the connector, and leaves them', async () => {
    const shop = await openShop(series);
    await shop.sync();
    const { id } = carrierOf(shop, 101);
    // 17 has no limits, but it may invoice something else.
    const [values, limitation] =
      series === 17
        ? [{ invoice_policy: 'real' }, 'Odoo invoices the real cost, not the price in the quotation.']
        : [{ max_weight: 20 }, 'Odoo offers it only up to a weight of 20 kg.'];
    shop.odoo.control.write('delivery.carrier', [id], values);
    const report = await expectSettled(shop);
    expect(detailsOf(report, 101)).toMatchObject({ report: 'limited', limitation });
    expect(reviewsOf(report)).toEqual([]);
    expect(carrierOf(shop, 101)).toMatchObject(values);
  });

  it('makes its own where two carriers fit, and where another store has bound the one that fits', async () => {
    const shop = await openShop(series);
    byHand(shop, 'Everywhere else', 35, false);
    const courier = byHand(shop, 'Courier', 4.9, true);
    await shop.sync();
    const other = await shop.second();
    const report = await other.sync();
    expect(methodOf(report, 101)).toMatchObject({ kind: 'create', rule: 'new' });
    expect(carrierOf(other, 101).id).not.toBe(courier);
    // Zip prefixes are shared: their names are unique in an Odoo.
    expect(report.outcomes.filter(({ status }) => status !== 'applied')).toEqual([]);
    expect(
      changesOf(report)
        .filter((line) => line.includes('zip_prefix'))
        .every((line) => line.startsWith('link')),
    ).toBe(true);
    await expectSettled(shop);
    await expectSettled(other);
  });
});

once.describe('an Odoo without the module', () => {
  const openShop = useShops();

  it('is asked to install it', async () => {
    const shop = await openShop(18, { odoo: { without: ['delivery'] } });
    const report = await shop.sync();
    expect(reviewsOf(report).map(({ code }) => code)).toEqual(['delivery_missing']);
    expect(methodsOf(report).map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(
      methodsOf(report).map(() => 'unsupported module'),
    );
    await expectSettled(shop);
  });
});
