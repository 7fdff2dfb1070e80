import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../json.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

const SPEC = { carrier_id: {}, available_carrier_ids: {}, delivery_price: {} };
/** No price of any carrier: what the wizard leaves alone, it has no price for. */
const UNTOUCHED = -1;

describe.each([17, 18, 19] as const)('a saved quotation and its delivery form, Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series, countries: ['US', 'DE'] });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const call = (model: string, method: string, ...args: Json[]) =>
    callByRpc(odoo, 'connector', [model, method, args] as never) as Promise<Json>;
  const germany = () => Number(odoo.control.records('res.country', [['code', '=', 'DE']])[0]?.['id']);
  const numbers = () => odoo.control.records('ir.sequence').map((row) => row['number_next']);

  async function quotation(values: Record<string, Json> = {}, price = 20): Promise<number> {
    const [partner = 0] = odoo.control.create('res.partner', [{ name: 'P', country_id: germany() }]);
    const [product = 0] = odoo.control.create('product.product', [
      { name: 'Desk', type: 'consu', list_price: price, weight: 4, taxes_id: [[6, 0, []]] },
    ]);
    const order = {
      ...{ partner_id: partner, partner_shipping_id: partner, company_id: 1 },
      order_line: [[0, 0, { product_id: product, product_uom_qty: 3 }]],
      ...values,
    };
    const ids = (await call('sale.order', 'create', [order])) as number[];
    return ids[0] ?? 0;
  }

  it('takes the next number only where it has no name, adds up its lines, and goes without a trace', async () => {
    const models = ['sale.order', 'sale.order.line'];
    const id = await quotation({ name: 'probe' });
    const [row] = odoo.control.records('sale.order', [['id', '=', id]]);
    expect(row).toMatchObject({ name: 'probe', state: 'draft', amount_untaxed: 60, amount_total: 60 });
    expect(numbers()).toEqual([1]);
    expect(await call('sale.order', 'unlink', [id])).toBe(true);
    for (const model of models) expect(odoo.control.records(model)).toEqual([]);
    const numbered = await quotation();
    expect(odoo.control.records('sale.order', [['id', '=', numbered]])[0]?.['name']).toBe('S00001');
    expect(numbers()).toEqual([2]);
    odoo.control.write('sale.order', [numbered], { state: 'sale' });
    expect(await call('sale.order', 'unlink', [numbered])).toMatchObject({
      exception: 'odoo.exceptions.UserError',
    });
    expect(odoo.control.records('sale.order')).toHaveLength(1);
  });

  it('keeps the contact of a quotation from being deleted', async () => {
    const id = await quotation();
    const [row] = odoo.control.records('sale.order', [['id', '=', id]]);
    expect(await call('res.partner', 'unlink', [Number(row?.['partner_id'])])).toMatchObject({
      exception: 'odoo.exceptions.ValidationError',
    });
  });

  it('lists carriers by address, and computes one without writing', async () => {
    const [product = 0] = odoo.control.create('product.product', [{ name: 'D', type: 'service' }]);
    const [rules = 0, elsewhere = 0] = odoo.control.create('delivery.carrier', [
      {
        name: 'Rules',
        product_id: product,
        delivery_type: 'base_on_rule',
        country_ids: [[6, 0, [germany()]]],
      },
      {
        ...{ name: 'US', product_id: product, delivery_type: 'fixed' },
        country_ids: [
          [6, 0, odoo.control.records('res.country', [['code', '=', 'US']]).map(({ id }) => Number(id))],
        ],
      },
    ]);
    odoo.control.create('delivery.price.rule', [
      {
        ...{ carrier_id: rules, variable: 'price', operator: '>=', max_value: 50 },
        ...{ list_base_price: 2, list_price: 1.5, variable_factor: 'quantity' },
      },
    ]);
    const ask = async (order: number, carrier = rules, names: Json[] = []) => {
      const values = { order_id: order, carrier_id: carrier, delivery_price: UNTOUCHED };
      const answer = await call('choose.delivery.carrier', 'onchange', [], values, names, SPEC);
      return (answer as { value: Record<string, Json> }).value;
    };
    const enough = await ask(await quotation());
    expect(enough['delivery_price']).toBe(6.5);
    const listed = (enough['available_carrier_ids'] as [number, number][]).map(([, id]) => id);
    expect(listed).toContain(rules);
    expect(listed).not.toContain(elsewhere);
    // No rule holds: the form lists it all the same, and leaves the price alone.
    const little = await ask(await quotation({}, 10));
    expect(little['delivery_price']).toBe(UNTOUCHED);
    const order = await quotation();
    expect((await ask(order, elsewhere))['delivery_price']).toBe(UNTOUCHED);
    // Of fields that are named the answer has what changed, and no list.
    expect(await ask(order, rules, ['carrier_id'])).toEqual({ delivery_price: 6.5 });
    expect(await ask(await quotation({}, 10), rules, ['carrier_id'])).toEqual({});
    expect(odoo.control.records('choose.delivery.carrier')).toEqual([]);
  });
});
