import { describe, expect, it } from 'vitest';
import type { InvalidShippingRow, StoreShippingZone } from '../../woocommerce/port.ts';
import { pricedClasses } from './classes.ts';

const bulky = { id: 16, slug: 'bulky', name: 'Bulky' };
const fault = (id: number | null): InvalidShippingRow => ({
  ...{ kind: 'class', id, zoneId: null },
  ...{ field: 'slug', message: 'slug is missing' },
});
const settings = { class_cost_16: '1', class_cost_17: '', class_cost_18: '2', class_cost_old: '3' };
const method = { instanceId: 1, methodId: 'flat_rate', title: 'Post', enabled: true, order: 1, settings };
const zones: StoreShippingZone[] = [{ id: 0, name: '', order: 0, locations: [], methods: [method] }];

const idsOf = (...faults: readonly InvalidShippingRow[]) =>
  pricedClasses({ classes: [bulky], faults, zones }).map(({ id }) => id);

describe('the classes that prices know', () => {
  it('are those of the store, where all could be understood', () => {
    const classes = [bulky];
    expect(pricedClasses({ classes, faults: [{ ...fault(5), kind: 'method' }], zones })).toBe(classes);
  });

  it('have the number of one that could not', () => {
    expect(pricedClasses({ classes: [bulky], faults: [fault(20)], zones })).toEqual([
      bulky,
      { id: 20, slug: '', name: 'class 20, which is invalid' },
    ]);
  });

  it('come from flat rates where not even the number could be read', () => {
    expect(idsOf(fault(null))).toEqual([16, 17, 18]);
    expect(idsOf(fault(null), fault(20))).toEqual([16, 17, 18, 20]);
  });

  it('have none twice: a class that came a second time was understood once', () => {
    expect(idsOf(fault(16))).toEqual([16]);
  });
});
