import type { OdooNeed } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { CARRIER_MODEL, PRODUCT_MODEL } from './models.ts';

/** Before 19 one group gives both; on 19 creating products is a right of its own. */
export const NEEDS: readonly OdooNeed[] = [
  {
    model: PRODUCT_MODEL,
    right: 'create',
    words: 'create delivery products',
    remedy: (series) => giveGroup('product_creation', series),
  },
  {
    model: CARRIER_MODEL,
    right: 'create',
    words: 'create delivery methods',
    remedy: (series) => giveGroup('sales_or_inventory_administrator', series),
  },
];
