import type { RequiredPermission } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { JOURNAL_MODEL } from './models.ts';

export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  {
    model: JOURNAL_MODEL,
    right: 'read',
    purpose: 'read journals',
    remedy: (series) => giveGroup('accounting_user', series),
  },
];
