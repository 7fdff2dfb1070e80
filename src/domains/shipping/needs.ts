import type { OdooNeed } from '../../core/domain.ts';
import { PRODUCT_MODEL } from './models.ts';

/**
 * Whoever may make products by one of these groups may make delivery methods, too; these cannot be asked for themselves
 * where the module is not installed.
 */
export const NEEDS: readonly OdooNeed[] = [
  {
    model: PRODUCT_MODEL,
    right: 'create',
    words: 'create delivery products',
    remedy:
      'Give the Odoo user of this backend the group "Administrator" of Sales or Inventory (Settings, Users), or choose another user.',
  },
];
