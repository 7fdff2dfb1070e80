import { describe, expect, it } from 'vitest';
import type { StoreShippingMethod, StoreShippingZone } from '../../woocommerce/port.ts';
import type { OdooShipping } from './facts.ts';
import { CARRIER_MODEL, METHOD_TYPE, PRODUCT_MODEL, ruleExternalId } from './models.ts';
import { explainShipping } from './explain/explain.ts';
import { planShipping } from './plan.ts';
import {
  BACKEND,
  type Input,
  flat,
  zone,
  storeOf,
  carrier,
  product,
  type memoryOf,
  inputOf,
  changes,
  operationOn,
  settled,
} from './testing/worlds.ts';

describe('a store that sells in other money than the company keeps its books in', () => {
  const usd = (...zones: StoreShippingZone[]) => {
    const store = storeOf(zones);
    return { ...store, policy: { ...store.policy, currency: 'USD' } };
  };
  const rated = (odoo: OdooShipping, rate: string | null): OdooShipping => ({
    ...odoo,
    rates: new Map([['USD', rate]]),
  });
  const by = (shippingCurrency: 'convert' | 'refuse', input: Input): Input => ({
    ...input,
    policy: { ...input.policy, shippingCurrency },
  });
  const archivedIn = ({ managed, ...memory }: ReturnType<typeof memoryOf>, model: string) => ({
    ...memory,
    managed: managed.map((each) =>
      each.model === model ? { ...each, written: { ...each.written, active: '' } } : each,
    ),
  });

  it('has what it offers to nobody made all the same: it names no money', () => {
    const store = usd(zone(1), zone(2, flat(7, '5')));
    expect(operationOn(METHOD_TYPE, 7, inputOf(store))).toMatchObject({ kind: 'create' });
    const without = by('convert', inputOf(store, settled({ 7: '5' })));
    expect(changes(without)).toContain('update shipping_method 7 external id');
  });

  it.each(['0.01', '[qty] * 0.01', '0.01 + [qty] * 40', '0.01 + [cost] * 0.1'])(
    'is never free of charge where it is not in the store: %s',
    (cost) => {
      const odoo = rated(settled({}).odoo, '20');
      const operation = operationOn(
        METHOD_TYPE,
        7,
        by('convert', inputOf(usd(zone(1, flat(7, cost))), { odoo })),
      );
      expect(operation?.subject.details?.['limitation']).toContain(
        'keeps too few decimals of 0.0005 (0) and would charge another price; the delivery method is offered to nobody',
      );
      expect(operation?.write?.derived).toMatchObject({ zips: '(?!)NOBODY' });
      const free = by('convert', inputOf(usd(zone(1, flat(7, '0'))), { odoo }));
      expect(operationOn(METHOD_TYPE, 7, free)?.subject.details).toMatchObject({ report: 'exact' });
    },
  );

  it('is no false conflict after a kill in between: what Odoo has of a write counts', () => {
    const { odoo, memory } = settled({ 7: '5' });
    const managed = memory.managed.map((each) =>
      each.model === CARRIER_MODEL ? { ...each, intended: { ...each.written, fixed_price: '6' } } : each,
    );
    const current = { ...rated(odoo, '2'), carriers: [carrier(7, '6')] };
    const world = { odoo: current, memory: { ...memory, managed } };
    const refused = planShipping(by('refuse', inputOf(usd(zone(1, flat(7, '12'))), world)));
    const archive = refused.operations.find(({ subject }) => subject.type === 'retired_carrier');
    expect(archive?.write?.derived).toMatchObject({ fixed_price: '6' });
  });

  it('has refused carriers archived also where much is missing from the list', () => {
    const prices = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((key) => [key, '5']));
    const { odoo, memory } = settled(prices);
    const world = { odoo, memory: { ...memory, lastCounts: { shipping_method: 10 } } };
    const input = by('refuse', inputOf(usd(zone(1, flat(7, '5'))), world));
    expect(changes(input)).toEqual([
      ...['archive retired_carrier 7 vanished', 'unsupported shipping_method 7 currency'],
    ]);
  });

  it('has the product archived that a kill left in use, and no product in use under an archived carrier', () => {
    const { odoo, memory } = settled({ 7: '5' });
    const carriers = [carrier(7, '5', { active: false })];
    const half = { odoo: { ...odoo, carriers }, memory: archivedIn(memory, CARRIER_MODEL) };
    const store = usd(zone(1, flat(7, '5')));
    expect(changes(by('refuse', inputOf(store, half)))).toContain('archive delivery_product 7 vanished');
    const products = [{ ...product(7), active: false }];
    const whole = {
      odoo: rated({ ...odoo, carriers, products }, null),
      memory: archivedIn(half.memory, PRODUCT_MODEL),
    };
    expect(changes(by('convert', inputOf(store, whole)))).toEqual(['conflict shipping_method 7 rate']);
    expect(operationOn(METHOD_TYPE, 7, by('convert', inputOf(store, whole)))?.reason).not.toContain('keeps');
  });

  it('cannot be explained by a total for which there is no rate', () => {
    const settings = { requires: 'min_amount', min_amount: '75' };
    const free: StoreShippingMethod = { ...flat(7, ''), methodId: 'free_shipping', settings };
    const rule = {
      ...{ id: 1, externalId: ruleExternalId(BACKEND, '7', 1), sequence: 1, variable: 'price' },
      ...{ operator: '>=', maxValue: '107.14', basePrice: '0', perUnit: '0', variableFactor: 'quantity' },
    };
    const carriers = [carrier(7, '0', { deliveryType: 'base_on_rule', rules: [rule] })];
    const { odoo, memory } = settled({ 7: '0' });
    const input = inputOf(usd(zone(1, free)), { odoo: rated({ ...odoo, carriers }, null), memory });
    const { verdict } = explainShipping({ country: 'DE', total: '80' }, by('convert', input));
    expect(verdict).toBe('unknown');
  });
});
