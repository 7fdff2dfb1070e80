import type { OdooNeed } from '../../core/domain.ts';
import { JOURNAL_MODEL } from './models.ts';

export const NEEDS: readonly OdooNeed[] = [
  {
    model: JOURNAL_MODEL,
    right: 'read',
    words: 'read journals',
    remedy:
      'Give the Odoo user of this backend a group of Invoicing, or of Accounting (Settings, Users), or choose another user.',
  },
];
