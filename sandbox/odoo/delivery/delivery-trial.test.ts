import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import trial17 from '../../../test/fixtures/delivery-trial/17.json' with { type: 'json' };
import trial18 from '../../../test/fixtures/delivery-trial/18.json' with { type: 'json' };
import type { Json } from '../../json.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

/** What a real Odoo's delivery form answered: which carriers it listed for saved quotations, and the price of each. */
type Trial = typeof trial18;

const TRIALS: readonly (readonly [17 | 18 | 19, Trial])[] = [
  [17, trial17],
  [18, trial18],
];
/** The price before a carrier was asked: one without a price for the quotation leaves it. */
const UNTOUCHED = -1;

describe.each(TRIALS)('the recorded delivery form, Odoo %i', (series, trial) => {
  let odoo: SandboxOdoo;
  let carriers: number[];
  let goods: number[];
  const find = (model: string, field: string, value: Json): number => {
    const [found] = odoo.control.records(model, [[field, '=', value]]);
    return Number(found?.['id']);
  };
  const state = (code: string): number => {
    const [country = '', name = ''] = code.split(':');
    const [found] = odoo.control.records('res.country.state', [
      ['country_id', '=', find('res.country', 'code', country)],
      ['code', '=', name],
    ]);
    return Number(found?.['id']);
  };
  const only = (ids: readonly number[]): Json => [[6, 0, ids]];

  beforeAll(async () => {
    odoo = await startOdoo({ series });
    const { control } = odoo;
    const make = (model: string, values: Record<string, Json>) => control.create(model, [values])[0] ?? 0;
    carriers = trial.carriers.map((each) => {
      if (each.name === 'Standard delivery') return find('delivery.carrier', 'name', each.name);
      const product = make('product.product', {
        ...{ name: each.name, type: 'service', list_price: each.price, taxes_id: only([]) },
      });
      const zips = each.zips.map((name) => make('delivery.zip.prefix', { name }));
      const carrier = make('delivery.carrier', {
        ...{ name: each.name, product_id: product, delivery_type: each.type, sequence: each.sequence },
        ...{ active: each.active, free_over: each.freeOver, amount: each.amount },
        ...{ margin: each.margin, fixed_margin: each.fixedMargin },
        country_ids: only(each.countries.map((code) => find('res.country', 'code', code))),
        state_ids: only(each.states.map(state)),
        zip_prefix_ids: only(zips),
        ...(series > 17 && { max_weight: each.maxWeight, max_volume: each.maxVolume }),
      });
      for (const [sequence, variable, operator, max, base, price, factor] of each.rules) {
        make('delivery.price.rule', {
          ...{
            carrier_id: carrier,
            sequence: sequence ?? 10,
            variable: variable ?? '',
            operator: operator ?? '',
          },
          ...{ max_value: max ?? 0, list_base_price: base ?? 0, list_price: price ?? 0 },
          variable_factor: factor ?? '',
        });
      }
      return carrier;
    });
    goods = trial.goods.map(({ name, price, type, volume, weight }) =>
      make('product.product', {
        ...{ name, list_price: price, weight, volume, type, taxes_id: only([]) },
        ...(series === 17 && { detailed_type: type }),
      }),
    );
  });
  afterAll(() => odoo.close());

  async function ask(order: number, carrier: number | null): Promise<Record<string, Json>> {
    const values = {
      ...{ order_id: order, delivery_price: UNTOUCHED },
      ...(carrier !== null && { carrier_id: carrier }),
    };
    const spec = { order_id: {}, carrier_id: {}, delivery_price: {}, available_carrier_ids: {} };
    const args = [[], values, [], spec];
    // As the recorded calls did, so that archived carriers are listed as well.
    const kwargs = { context: { active_test: false } };
    const answer = await callByRpc(odoo, 'connector', ['choose.delivery.carrier', 'onchange', args, kwargs]);
    return (answer as { value: Record<string, Json> }).value;
  }

  it('lists the recorded carriers at the recorded prices', async () => {
    expect(trial.answers.length).toBeGreaterThan(70);
    for (const { address, basket, listed, prices, total } of trial.answers) {
      const [country = '', code = '', zip = ''] = address;
      const [partner = 0] = odoo.control.create('res.partner', [
        {
          name: 'P',
          country_id: country === '' ? false : find('res.country', 'code', country),
          state_id: code === '' ? false : state(`${country}:${code}`),
          zip: zip || false,
        },
      ]);
      const lines = trial.baskets[basket] ?? [];
      const [order = 0] = odoo.control.create('sale.order', [
        {
          ...{ name: 't', partner_id: partner, partner_shipping_id: partner, company_id: 1 },
          order_line: lines.map(([at = 0, quantity = 0]) => [
            ...[0, 0],
            { product_id: goods[at] ?? 0, product_uom_qty: quantity },
          ]),
        },
      ]);
      const name = `${address.join(' ')}, basket ${basket}`;
      expect(odoo.control.records('sale.order', [['id', '=', order]])[0]?.['amount_total'], name).toBe(total);
      const found = (await ask(order, null))['available_carrier_ids'] as [number, number][];
      const ids = found.map(([, id]) => carriers.indexOf(id)).sort((a, b) => a - b);
      expect(ids, name).toEqual(listed.toSorted((a, b) => a - b));
      const unlisted = prices.findIndex((_, at) => !listed.includes(at));
      for (const [at, price] of prices.entries()) {
        // One that is not listed represents the others: none of them has a price.
        if (!listed.includes(at) && at !== unlisted) continue;
        const carrier = carriers[at];
        if (carrier === undefined || price === null) continue;
        const answered = Number((await ask(order, carrier))['delivery_price']);
        expect(answered, `${name}, ${trial.carriers[at]?.name ?? ''}`).toBeCloseTo(price, 6);
      }
    }
  }, 180_000);
});
