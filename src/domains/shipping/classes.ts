import { classOfCost } from '../../core/shipping-prices.ts';
import type { StoreShippingClass } from '../../woocommerce/port.ts';
import type { StoreShipping } from './facts.ts';

/**
 * The classes that prices know: those of the store, and for each invalid one its number, which
 * is all that a cost needs. Left out, its cost would be that of items without a class. Where not even a number could be
 * read, the flat rates show which ones there are.
 */
export function pricedClasses({
  classes,
  faults,
  zones,
}: Pick<StoreShipping, 'classes' | 'faults' | 'zones'>): readonly StoreShippingClass[] {
  const invalid = faults.filter(({ kind }) => kind === 'class');
  if (invalid.length === 0) return classes;
  const numbers = new Set(invalid.flatMap(({ id }) => id ?? []));
  if (invalid.some(({ id }) => id === null)) for (const id of numbersInForms(zones)) numbers.add(id);
  for (const { id } of classes) numbers.delete(id);
  const nameless = [...numbers].map((id) => ({
    ...{ id, slug: '' },
    name: `class ${id}, which is invalid`,
  }));
  return [...classes, ...nameless.sort((a, b) => a.id - b.id)];
}

/** A flat rate shows a cost for each class that the store has. */
function numbersInForms(zones: StoreShipping['zones']): number[] {
  return zones
    .flatMap(({ methods }) => methods.flatMap(({ settings }) => Object.keys(settings)))
    .flatMap((name) => classOfCost(name) ?? [])
    .map(Number);
}
