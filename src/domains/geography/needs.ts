import type { OdooNeed } from '../../core/domain.ts';
import { giveGroup } from '../../core/odoo-groups.ts';
import { COUNTRY_MODEL, STATE_MODEL } from './models.ts';

const remedy = (series: number) => giveGroup('contact_creation', series);

/** Countries that Odoo lacks are an administrator's to make: that right is not asked for. */
export const NEEDS: readonly OdooNeed[] = [
  { model: COUNTRY_MODEL, right: 'read', words: 'read countries', remedy },
  { model: STATE_MODEL, right: 'read', words: 'read states', remedy },
  { model: STATE_MODEL, right: 'create', words: 'create states', remedy },
  { model: STATE_MODEL, right: 'write', words: 'change states', remedy },
];
