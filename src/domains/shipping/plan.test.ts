import { describe, expect, it } from 'vitest';
import type { ExistingAppRow } from '../../core/app-rows.ts';
import type { StoreShippingZone } from '../../woocommerce/port.ts';
import type { OdooCarrier, StoreShipping } from './facts.ts';
import { METHOD_MIRROR } from './app/mirror-models.ts';
import { CARRIER_MODEL, METHOD_TYPE, ruleExternalId } from './models.ts';
import { NEVER_RULE } from './match/carrier-price.ts';
import { planShipping } from './plan.ts';
import {
  BACKEND,
  flat,
  zone,
  storeOf,
  odooOf,
  carrier,
  memoryOf,
  inputOf,
  changes,
  operationOn,
  settled,
} from './testing/worlds.ts';

describe('a settled store', () => {
  it('plans nothing', () => {
    expect(changes(inputOf(storeOf([zone(1, flat(7, '5'))]), settled({ 7: '5' })))).toEqual([]);
  });
});

describe('a method that cannot be represented at present', () => {
  it('keeps its carrier and the product that this sells', () => {
    const broken = inputOf(storeOf([zone(1, flat(7, '5 +* x'))]), settled({ 7: '5' }));
    expect(changes(broken)).toEqual(['conflict shipping_method 7 formula']);
    const store = storeOf([zone(1)], {
      faults: [{ kind: 'method', id: 7, zoneId: 1, field: 'title', message: 'is no text' }],
    });
    expect(changes(inputOf(store, settled({ 7: '5' })))).toEqual(['conflict shipping_method 7 unreadable']);
  });

  it('is archived all the same where the store disabled it', () => {
    const store = storeOf([zone(1, flat(7, 'x', { enabled: false }))]);
    const { odoo, memory } = settled({ 7: '5' });
    const operation = operationOn(METHOD_TYPE, 7, inputOf(store, { odoo, memory }));
    expect(operation).toMatchObject({ kind: 'update', write: { fields: { active: '' } } });
    const archived = { ...odoo, carriers: odoo.carriers.map((each) => ({ ...each, active: false })) };
    const written = memory.managed.map((each) => ({ ...each, written: { ...each.written, active: '' } }));
    const after = inputOf(store, { odoo: archived, memory: { ...memory, managed: written } });
    expect(operationOn(METHOD_TYPE, 7, after)?.kind).toBe('keep');
  });

  it('is not refused for being archived where a user chose what was made for it', () => {
    const rows = new Map([[METHOD_MIRROR.model, [row(7, { choice: 1007 })]]]);
    const input = inputOf(storeOf([zone(1, flat(7, 'x'))]), { ...settled({ 7: '5' }), mirror: { rows } });
    expect(operationOn(METHOD_TYPE, 7, input)).toMatchObject({ kind: 'conflict', rule: 'formula' });
  });
});

function row(key: number, more: Partial<ExistingAppRow>): ExistingAppRow {
  const values = { x_instance_id: String(key) };
  return {
    id: key,
    key: String(key),
    active: true,
    values,
    choice: null,
    written: null,
    boundId: null,
    ...more,
  };
}

describe('lists of the store that are not whole', () => {
  const with7 = settled({ 7: '5' });
  const counts = { ...with7.memory, lastCounts: { shipping_class: 3 } };

  it('freeze everything where no class is listed any more, unless removals are allowed', () => {
    const input = inputOf(storeOf([zone(1, flat(7, '6'))]), { ...with7, memory: counts });
    expect(changes(input)).toEqual([]);
    expect(planShipping(input).notes).toMatchObject([{ code: 'removals_blocked' }]);
    const policy = { ...input.policy, allowRemovals: true };
    expect(changes({ ...input, policy })).toEqual(['update shipping_method 7 external id']);
  });

  it('of a method that comes a second time, and badly, leave the first one', () => {
    const fault = { kind: 'method', id: 7, zoneId: 1, field: 'title', message: 'is no text' } as const;
    const store = storeOf([zone(1, flat(7, '6'))], { faults: [fault] });
    expect(changes(inputOf(store, with7))).toEqual(['update shipping_method 7 external id']);
  });
});

describe('a carrier whose method vanished', () => {
  const gone = { ...settled({ 7: '5', 8: '6' }) };
  const left = storeOf([zone(1, flat(8, '6'))]);

  it('is archived with its product', () => {
    expect(changes(inputOf(left, gone))).toEqual([
      'archive delivery_product 7 vanished',
      'archive shipping_method 7 vanished',
    ]);
  });

  it('stays while another method or another store has it', () => {
    const rows = new Map([[METHOD_MIRROR.model, [row(8, { choice: 1007 })]]]);
    const chosen = changes(inputOf(left, { ...gone, mirror: { rows } }));
    expect(chosen.filter((line) => line.startsWith('archive'))).toEqual([
      // Its own carrier is retired; of 7 only the binding ends.
      'archive delivery_product 8 vanished',
      'archive retired_carrier 8 vanished',
      'archive shipping_method 7 vanished',
    ]);
    const boundByOthers = [{ model: CARRIER_MODEL, odooId: 1007 }];
    const shared = inputOf(left, { ...gone, memory: { ...gone.memory, boundByOthers } });
    expect(operationOn(METHOD_TYPE, 7, shared)).toMatchObject({ kind: 'archive', rule: 'vanished' });
    expect(operationOn(METHOD_TYPE, 7, shared)).not.toHaveProperty('write');
    expect(operationOn('delivery_product', 7, shared)).toBeUndefined();
  });

  it('is not archived again where a user took it into use again', () => {
    const { memory, odoo } = gone;
    const managed = memory.managed.map((each) =>
      each.odooId === 1007 || each.odooId === 2007
        ? { ...each, written: { ...each.written, active: '' } }
        : each,
    );
    const bindings = memory.bindings.filter(({ key }) => key === '8');
    const again = { odoo, memory: { ...memory, managed, bindings } };
    expect(changes(inputOf(left, again))).toEqual([]);
    const winning = inputOf(left, again);
    expect(changes({ ...winning, policy: { ...winning.policy, onPersonChange: 'store_wins' } })).toHaveLength(
      2,
    );
  });
});

describe('a carrier whose price a user changed', () => {
  it('is not reported as exact, and the reason is named', () => {
    const changed = { odoo: odooOf({ 7: '6' }), memory: memoryOf({ 7: '5' }) };
    const operation = operationOn(METHOD_TYPE, 7, inputOf(storeOf([zone(1, flat(7, '5'))]), changed));
    expect(operation).toMatchObject({ kind: 'conflict', rule: 'changed' });
    expect(operation?.subject.details).toEqual({
      report: 'limited',
      limitation: `It needs review: ${operation?.reason}.`,
    });
  });
});

describe('a carrier that a user gave another product', () => {
  const { odoo, memory } = settled({ 7: '5' });
  const swapped = { ...odoo, carriers: [carrier(7, '5', { productId: 3 })], products: [] };

  it('is reported, and its former product is not written with every run', () => {
    const input = inputOf(storeOf([zone(1, flat(7, '5'))]), { odoo: swapped, memory });
    expect(changes(input)).toEqual(['conflict shipping_method 7 changed']);
    expect(operationOn('delivery_product', 7, input)).toMatchObject({ kind: 'keep', record: { id: 2007 } });
    const winning = { ...input, policy: { ...input.policy, onPersonChange: 'store_wins' as const } };
    expect(changes(winning)).toEqual([
      'create delivery_product 7 new',
      'update shipping_method 7 external id',
    ]);
  });
});

describe('price rules of the connector', () => {
  const rule = (slot: number, more: Partial<OdooCarrier['rules'][number]> = {}) => ({
    ...{ id: slot, externalId: ruleExternalId(BACKEND, '7', slot), sequence: slot },
    ...{ variable: 'quantity', operator: '>=', maxValue: '0', basePrice: '1', perUnit: '1' },
    ...{ variableFactor: 'quantity', ...more },
  });
  const { memory, odoo } = settled({ 7: '0' });
  const winning = (store: StoreShipping, found: OdooCarrier) => {
    const input = inputOf(store, { odoo: { ...odoo, carriers: [found] }, memory });
    return { ...input, policy: { ...input.policy, onPersonChange: 'store_wins' as const } };
  };
  const perPiece = storeOf([zone(1, flat(7, '[qty] * 2'))]);

  it('that are not needed never apply, also behind one that a user removed', () => {
    const rules = [rule(1), rule(3)];
    const found = carrier(7, '0', { deliveryType: 'base_on_rule', rules });
    const lines = operationOn(METHOD_TYPE, 7, winning(perPiece, found))?.write?.lines;
    expect(lines?.map(({ externalId }) => externalId)).toEqual(
      [1, 2, 3].map((slot) => ruleExternalId(BACKEND, '7', slot)),
    );
    expect(lines?.[2]?.values).toMatchObject({ operator: NEVER_RULE.operator, max_value: '0' });
  });

  it('are not put beside one that a user left on a fixed carrier', () => {
    const found = carrier(7, '5', { rules: [rule(1, { externalId: undefined })] });
    expect(operationOn(METHOD_TYPE, 7, winning(perPiece, found))).toMatchObject({ kind: 'conflict' });
  });
});

describe('adoption', () => {
  const theirs = (id: number, more: Partial<OdooCarrier> = {}) =>
    carrier(7, '9', { ...{ id, externalId: undefined, productId: id }, ...more });

  it('takes no carrier twice, and none for a method that nobody is offered', () => {
    const odoo = { ...odooOf({}), carriers: [theirs(1)], products: [] };
    const twins = [flat(7, '5'), flat(8, '5', { title: 'Method 7' })];
    expect(changes(inputOf(storeOf([zone(1, ...twins)]), { odoo }))).toEqual([
      ...['create delivery_product 7 new', 'create delivery_product 8 new'],
      ...['create shipping_method 7 new', 'create shipping_method 8 new'],
    ]);
    // Zone 1 takes all of Germany, so that nothing is left for zone 2.
    const everywhere = theirs(1, { countryIds: [], deliveryType: 'base_on_rule' });
    const shadowed = storeOf([zone(1), zone(2, flat(7, '5'))]);
    const input = inputOf(shadowed, { odoo: { ...odooOf({}), carriers: [everywhere] } });
    expect(operationOn(METHOD_TYPE, 7, input)).toMatchObject({ kind: 'create' });
  });
});

describe('a place that Odoo does not support', () => {
  it('is a limitation also where nothing else is left', () => {
    const letters: StoreShippingZone = {
      ...zone(1, flat(7, '5')),
      locations: [
        { type: 'country', code: 'DE' },
        { type: 'postcode', code: 'AB1...AB9' },
      ],
    };
    const details = operationOn(METHOD_TYPE, 7, inputOf(storeOf([letters])))?.subject.details;
    expect(details).toMatchObject({ report: 'limited' });
    expect(details?.['limitation']).toContain('AB1...AB9');
  });
});

describe('a large store', () => {
  it('of two thousand zones with three methods each is planned', () => {
    const zones = Array.from({ length: 2000 }, (_, at): StoreShippingZone => ({
      ...zone(at + 1, flat(at * 3 + 1, '5'), flat(at * 3 + 2, '[qty]'), flat(at * 3 + 3, '6')),
      locations: [
        { type: 'country', code: 'DE' },
        ...Array.from({ length: 25 }, (_each, nth) => ({
          type: 'postcode' as const,
          code: `${10000 + at * 25 + nth}`,
        })),
      ],
    }));
    const carriers = Array.from({ length: 6000 }, (_, at) =>
      carrier(at, '5', { externalId: undefined, zipPrefixIds: [1] }),
    );
    const odoo = {
      ...odooOf({}),
      carriers,
      products: [],
      prefixes: [{ id: 1, name: '9', externalId: undefined }],
    };
    const { operations } = planShipping(inputOf(storeOf(zones), { odoo }));
    expect(operations).toHaveLength(2 * 6000 + 50_000);
  });
});
