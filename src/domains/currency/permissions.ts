import type { RequiredPermission } from '../../core/domain.ts';
import { CURRENCY_MODEL } from './models.ts';

/** Activating one is asked for by policy alone, so the right to write is not: without it Odoo refuses that one write. */
export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  {
    model: CURRENCY_MODEL,
    right: 'read',
    purpose: 'read currencies',
    remedy: () => 'Choose an internal user of Odoo for this backend (Settings, Users).',
  },
];
