import type { RecordHooks } from '../apps/record-hooks.ts';
import { textOf } from '../../json.ts';
import { idsOf } from '../accounting/rule-records.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';

const refuse = (message: string): never => {
  throw new RuleBroken({ kind: 'database', message });
};

/** What is refused of carriers. Margins are fractions: 0.1 is ten percent. */
export const DELIVERY_HOOKS: Readonly<Record<string, RecordHooks>> = {
  'delivery.carrier': {
    prepare: (_env, row) => {
      const insured = Number(row['shipping_insurance']);
      if (Number(row['margin']) < -1) refuse('Margin cannot be lower than -100%');
      if (insured < 0 || insured > 100)
        refuse('The shipping insurance must be a percentage between 0 and 100.');
      const excluded = idsOf(row['excluded_tag_ids'] ?? []);
      if (idsOf(row['must_have_tag_ids'] ?? []).some((tag) => excluded.includes(tag))) {
        const message = `Carrier ${textOf(row['name'] ?? '')} cannot have the same tag in both Must Have Tags and Excluded Tags.`;
        throw new OdooException('odoo.exceptions.UserError', message);
      }
      return row;
    },
  },
};
