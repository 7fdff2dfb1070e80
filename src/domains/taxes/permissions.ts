import type { RequiredPermission } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { ACCOUNT_MODEL, POSITION_MODEL, TAX_GROUP_MODEL, TAX_MODEL } from './models.ts';

const remedy = (series: number) => giveGroup('accounting_administrator', series);

/** The group that may change taxes may read all the rest of accounting. */
export const REQUIRED_PERMISSIONS: readonly RequiredPermission[] = [
  { model: TAX_MODEL, right: 'create', purpose: 'create taxes', remedy },
  { model: TAX_MODEL, right: 'write', purpose: 'archive taxes', remedy },
  { model: POSITION_MODEL, right: 'create', purpose: 'create fiscal positions', remedy },
  { model: POSITION_MODEL, right: 'write', purpose: 'change fiscal positions', remedy },
  { model: TAX_GROUP_MODEL, right: 'read', purpose: 'read tax groups', remedy },
  { model: TAX_GROUP_MODEL, right: 'create', purpose: 'create tax groups', remedy },
  { model: ACCOUNT_MODEL, right: 'read', purpose: 'read accounts', remedy },
];
