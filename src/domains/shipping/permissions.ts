import type { RequiredPermission } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { CARRIER_MODEL, PRODUCT_MODEL } from './models.ts';

/**
 * On 19 creating products is a right of its own. Before, one group gives both, and the right to create delivery methods
 * is asked for both: other groups give products alone, of no use without a method.
 */
export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  {
    model: CARRIER_MODEL,
    right: 'create',
    purpose: 'create delivery methods',
    remedy: (series) => giveGroup('sales_or_inventory_administrator', series),
  },
  {
    model: PRODUCT_MODEL,
    right: 'create',
    purpose: 'create delivery products',
    remedy: (series) => giveGroup('product_creation', series),
  },
];
