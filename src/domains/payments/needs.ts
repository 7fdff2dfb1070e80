import type { OdooNeed } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { JOURNAL_MODEL } from './models.ts';

export const NEEDS: readonly OdooNeed[] = [
  {
    model: JOURNAL_MODEL,
    right: 'read',
    words: 'read journals',
    remedy: (series) => giveGroup('accounting_user', series),
  },
];
