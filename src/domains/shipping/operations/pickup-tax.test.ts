import { expect, it } from 'vitest';
import type { StoreShippingPolicy } from '../facts.ts';
import { flat, inputOf, operationOn, storeOf, zone } from '../testing/worlds.ts';

const OWN_ADDRESS = "the tax of the store's own address";

function reasonOf(instanceId: number, policy: Partial<StoreShippingPolicy> = {}): string {
  const store = storeOf([zone(1, flat(7, '5'), flat(8, '', { methodId: 'local_pickup' }))]);
  const input = inputOf({ ...store, policy: { ...store.policy, ...policy } });
  const operation = operationOn('shipping_method', instanceId, input);
  expect(operation?.subject.details?.['tax'] !== undefined).toBe(operation?.reason.includes(OWN_ADDRESS));
  return operation?.reason ?? '';
}

it('names on a local pickup that the store taxes it by its own address, and on nothing else', () => {
  expect(reasonOf(8)).toContain(OWN_ADDRESS);
  expect(reasonOf(7)).not.toContain(OWN_ADDRESS);
});

it('names nothing where both sides tax alike: without taxes, and by that address in any case', () => {
  expect(reasonOf(8, { taxesEnabled: false })).not.toContain(OWN_ADDRESS);
  expect(reasonOf(8, { taxedAtBase: true })).not.toContain(OWN_ADDRESS);
});
