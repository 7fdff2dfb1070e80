import type { StoreShippingClass, StoreShippingMethod } from '../../../woocommerce/port.ts';

/**
 * What a flat rate charges for the items of a shipping class, or of none (null), as it was typed. Stores of old kept the
 * costs under the slug of the class.
 */
export function classCostText(
  settings: StoreShippingMethod['settings'],
  shippingClass: Pick<StoreShippingClass, 'id' | 'slug'> | null,
): string {
  if (shippingClass === null) return settings['no_class_cost'] ?? '';
  const { id, slug } = shippingClass;
  return settings[`class_cost_${id}`] || settings[`class_cost_${slug}`] || '';
}
