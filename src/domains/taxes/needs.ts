import type { OdooNeed } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { ACCOUNT_MODEL, POSITION_MODEL, TAX_GROUP_MODEL, TAX_MODEL } from './models.ts';

const remedy = (series: number) => giveGroup('accounting_administrator', series);

/** The group that may change taxes may read all the rest of accounting. */
export const NEEDS: readonly OdooNeed[] = [
  { model: TAX_MODEL, right: 'create', words: 'create taxes', remedy },
  { model: TAX_MODEL, right: 'write', words: 'archive taxes', remedy },
  { model: POSITION_MODEL, right: 'create', words: 'create fiscal positions', remedy },
  { model: POSITION_MODEL, right: 'write', words: 'change fiscal positions', remedy },
  { model: TAX_GROUP_MODEL, right: 'read', words: 'read tax groups', remedy },
  { model: ACCOUNT_MODEL, right: 'read', words: 'read accounts', remedy },
];
