import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';
import type { DeliveryRequest } from './offers.ts';

describe.each([17, 18, 19] as const)('what Odoo %i offers', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series });
    // The one that comes along fits everywhere and would stand in every list.
    odoo.control.write('delivery.carrier', [1], { active: false });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const service = series === 17 ? { detailed_type: 'service' } : { type: 'service' };
  const idOf = (model: string, field: string, value: string) =>
    Number(odoo.control.records(model, [[field, '=', value]])[0]?.['id']);
  const country = (code: string) => idOf('res.country', 'code', code);
  const variant = (name: string) => {
    const template = idOf('product.template', 'name', name);
    return Number(odoo.control.records('product.product', [['product_tmpl_id', '=', template]])[0]?.['id']);
  };

  /** A carrier with a delivery product of its own, without taxes where none are given. */
  function carrier(
    name: string,
    price: number,
    carrier: JsonObject = {},
    taxes: readonly number[] = [],
  ): number {
    const values = { name, list_price: price, taxes_id: [[6, 0, taxes]], ...service };
    const [product_id = 0] = odoo.control.create('product.product', [values]);
    const [id = 0] = odoo.control.create('delivery.carrier', [{ name, product_id, ...carrier }]);
    return id;
  }
  const rules = (...list: readonly JsonObject[]): JsonObject => ({
    delivery_type: 'base_on_rule',
    price_rule_ids: list.map((rule) => [0, 0, { max_value: 0, operator: '>=', ...rule }]),
  });
  const prices = (request: DeliveryRequest) =>
    odoo.control.deliveryOffers(request).map(({ name, price }) => [name, price]);

  it('are the active carriers that fit, by sequence', () => {
    const [de, fr] = [country('DE'), country('FR')];
    const [prefix = 0] = odoo.control.create('delivery.zip.prefix', [{ name: '1011[5-9]$' }]);
    carrier('Europe', 9, { country_ids: [[6, 0, [de, fr]]], sequence: 20 });
    carrier('Centre', 3, { country_ids: [[6, 0, [de]]], zip_prefix_ids: [[6, 0, [prefix]]], sequence: 5 });
    carrier('Gone', 1, { active: false });
    carrier('Far', 40, { country_ids: [[6, 0, [country('US')]]], state_ids: [[6, 0, [13]]] });
    expect(prices({ country: 'DE', zip: '10117', total: 10 })).toEqual([
      ['Centre', '3'],
      ['Europe', '9'],
    ]);
    expect(prices({ country: 'FR', zip: '10117' })).toEqual([['Europe', '9']]);
    expect(prices({ country: 'DE', zip: '101170' })).toEqual([['Europe', '9']]);
    const state = odoo.control.records('res.country.state', [['id', '=', 13]])[0]?.['code'];
    expect(prices({ country: 'US', state: textOf(state ?? '') })).toEqual([['Far', '40']]);
    expect(prices({ country: 'US' })).toEqual([]);
    expect(() => odoo.control.deliveryOffers({ country: 'XX' })).toThrow('no res.country XX');
  });

  it('belong to the company that sells, or to none', () => {
    const other = odoo.control.addCompany('Other', 'US');
    carrier('Everybody’s', 1);
    carrier('Other’s', 2, { company_id: other });
    expect(prices({ country: 'US' })).toEqual([['Everybody’s', '1']]);
    expect(prices({ country: 'US', companyId: other })).toEqual([
      ['Everybody’s', '1'],
      ['Other’s', '2'],
    ]);
  });

  it('cost by rules, or are not to be had', () => {
    carrier('Ten and two each', 99, {
      ...rules({ list_base_price: 10, list_price: 2, variable_factor: 'quantity' }),
      margin: 0.1,
      fixed_margin: 0.4,
    });
    carrier('Light', 0, rules({ variable: 'weight', operator: '<=', max_value: 1.2, list_base_price: 5 }));
    // (10 + 3 * 2) * 1.1 + 0.4
    expect(prices({ country: 'US', quantity: 3, weight: 1.2 })).toEqual([
      ['Ten and two each', '18'],
      ['Light', '5'],
    ]);
    // Three mugs of 0.4 weigh more than 1.2 to a machine that counts in twos.
    const lines = [{ productId: variant('Mug'), qty: 3 }];
    expect(prices({ country: 'US', lines })).toEqual([['Ten and two each', '18']]);
  });

  it('count goods only, and compare the total with its taxes', () => {
    carrier('Free from 55', 4.9, { free_over: true, amount: 55 });
    carrier('A tenth', 0, rules({ list_price: 0.1, variable_factor: 'price' }));
    carrier('Each', 0, rules({ list_price: 1, variable_factor: 'quantity' }));
    const mugs = { productId: variant('Mug'), qty: 4 };
    // 4 * 12.95 = 51.80, with 15% of tax 59.57; a tenth of that is 5.957.
    const [free, tenth, each] = odoo.control.deliveryOffers({ country: 'US', lines: [mugs] });
    expect(free).toMatchObject({ price: '0', carrierPrice: '4.9', total: '0.00' });
    expect(tenth).toMatchObject({ price: series === 19 ? '5.957' : '5.96', untaxed: '5.96' });
    expect(each).toMatchObject({ price: '4' });
    const [wrapping = 0] = odoo.control.create('product.product', [
      { name: 'Wrapping', list_price: 1, taxes_id: [[6, 0, []]], ...service },
    ]);
    const wrapped = [mugs, { productId: wrapping, qty: 2 }];
    expect(prices({ country: 'US', lines: wrapped }).at(-1)).toEqual(['Each', '4']);
    const single = [{ productId: variant('Mug'), qty: 1, price: '47.82' }];
    // 47.82 and 15% of it are 54.99.
    expect(prices({ country: 'US', lines: single })[0]).toEqual(['Free from 55', '4.9']);
  });

  it('have limits from 18 on', () => {
    if (series === 17) {
      expect(() => carrier('Light', 5, { max_weight: 30 })).toThrow("Invalid field 'max_weight'");
      return;
    }
    carrier('Light', 5, { max_weight: 30 });
    carrier('Small', 6, { max_volume: 0.5 });
    expect(prices({ country: 'US', weight: 30, volume: 0.6 })).toEqual([['Light', '5']]);
    expect(prices({ country: 'US', weight: 31, volume: 0.5 })).toEqual([['Small', '6']]);
    const desks = [{ productId: variant('Desk'), qty: 2 }];
    expect(prices({ country: 'US', lines: desks })).toEqual([['Small', '6']]);
  });

  it('go by tags of products from 18 on', () => {
    const [heavy = 0, cold = 0] = odoo.control.create('product.tag', [{ name: 'Heavy' }, { name: 'Cold' }]);
    if (series === 17) {
      expect(() => carrier('Cold', 5, { excluded_tag_ids: [[6, 0, [cold]]] })).toThrow('Invalid field');
      return;
    }
    const desk = variant('Desk');
    odoo.control.write('product.product', [desk], {
      product_tag_ids: [[6, 0, [heavy]]],
      additional_product_tag_ids: [[6, 0, [cold]]],
    });
    const both = { must_have_tag_ids: [[6, 0, [heavy]]], excluded_tag_ids: [[6, 0, [heavy]]] };
    expect(() => carrier('Both', 5, both)).toThrow('cannot have the same tag');
    carrier('Heavy', 5, { must_have_tag_ids: [[6, 0, [heavy]]] });
    carrier('Not cold', 6, { excluded_tag_ids: [[6, 0, [cold]]] });
    expect(prices({ country: 'US', lines: [{ productId: desk, qty: 1 }] })).toEqual([['Heavy', '5']]);
    expect(prices({ country: 'US', lines: [{ productId: variant('Mug'), qty: 1 }] })).toEqual([
      ['Not cold', '6'],
    ]);
  });

  it('carry the taxes of their product', () => {
    const tax = odoo.control.resolve('account.1_sale_tax_template') ?? 0;
    carrier('Post', 4.9, {}, [tax]);
    // 15% of 4.90 are 0.735.
    expect(odoo.control.deliveryOffers({ country: 'US' })).toMatchObject([
      { taxIds: [tax], untaxed: '4.90', tax: '0.74', total: '5.64' },
    ]);
  });

  it('lose a tax that was inside where a position takes it away', () => {
    const inside = series === 17 ? { price_include: true } : { price_include_override: 'tax_included' };
    const [tax = 0] = odoo.control.create('account.tax', [{ name: 'Inside', amount: 19, ...inside }]);
    carrier('Post', 11.9, {}, [tax]);
    expect(odoo.control.deliveryOffers({ country: 'DE' })).toMatchObject([
      { price: '11.9', untaxed: '10.00', tax: '1.90', total: '11.90' },
    ]);
    const place = { name: 'Untaxed', auto_apply: true, country_id: country('DE'), sequence: 1 };
    const lines = series === 19 ? {} : { tax_ids: [[0, 0, { tax_src_id: tax, tax_dest_id: false }]] };
    odoo.control.create('account.fiscal.position', [{ ...place, ...lines }]);
    expect(odoo.control.deliveryOffers({ country: 'DE' })).toMatchObject([
      { price: '10', taxIds: [], untaxed: '10.00', tax: '0.00', total: '10.00' },
    ]);
  });

  it('are converted at Odoo’s rate into the currency of the order', () => {
    const eur = idOf('res.currency', 'name', 'EUR');
    odoo.control.create('res.currency.rate', [{ currency_id: eur, name: '2020-01-01', rate: 0.8 }]);
    carrier('Fixed', 5.01);
    carrier('Ruled', 0, rules({ list_base_price: 5.01 }));
    carrier('From 60', 3, { free_over: true, amount: 60 });
    // 5.01 * 0.8 = 4.008, which only a price by rules is rounded to a cent of; 48 EUR are 60 USD.
    expect(prices({ country: 'US', currency: 'EUR', total: 48 })).toEqual([
      ['Fixed', series === 19 ? '4.008' : '4.01'],
      ['Ruled', '4.01'],
      ['From 60', '0'],
    ]);
    expect(prices({ country: 'US', currency: 'EUR', total: 47.99 })).toContainEqual(['From 60', '2.4']);
    expect(() => odoo.control.deliveryOffers({ country: 'US', currency: 'XXX' })).toThrow('no currency XXX');
  });
});
