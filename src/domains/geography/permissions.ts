import type { RequiredPermission } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { COUNTRY_MODEL, STATE_MODEL } from './models.ts';

const remedy = (series: number) => giveGroup('contact_creation', series);

/** Countries that Odoo lacks are an administrator's to make: that right is not asked for. */
export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  { model: COUNTRY_MODEL, right: 'read', purpose: 'read countries', remedy },
  { model: STATE_MODEL, right: 'read', purpose: 'read states', remedy },
  { model: STATE_MODEL, right: 'create', purpose: 'create states', remedy },
  { model: STATE_MODEL, right: 'write', purpose: 'change states', remedy },
];
