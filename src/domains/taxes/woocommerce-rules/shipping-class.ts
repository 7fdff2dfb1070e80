import { STANDARD } from '../../shared/class-taxes.ts';
import type { StoreTaxClass } from '../../../woocommerce/port.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import { classKey } from './rate-table.ts';

/** The setting with which shipping takes the class of what is in the cart. */
const INHERIT = 'inherit';

/**
 * The class in which shipping is taxed: the one of the setting or, where it is inherited, the standard class if an item
 * is in it, else the first that has an item, in the store's order (`WC_Tax::get_shipping_tax_rates`).
 *
 * @param classes in the store's order
 * @param itemClasses those of the items that count for it
 * @returns null where no item counts, so that shipping has no tax
 */
export function shippingClassOf(
  { shippingClass }: Pick<StoreTaxPolicy, 'shippingClass'>,
  classes: readonly Pick<StoreTaxClass, 'slug'>[],
  itemClasses: readonly string[],
): string | null {
  if (shippingClass !== INHERIT) return classKey(shippingClass);
  const found = new Set(itemClasses.map(classKey));
  const [only] = found;
  if (only === undefined) return null;
  if (found.has(STANDARD)) return STANDARD;
  if (found.size === 1) return only;
  // Items of a class that was deleted since count as standard.
  return classes.find(({ slug }) => found.has(slug))?.slug ?? STANDARD;
}
