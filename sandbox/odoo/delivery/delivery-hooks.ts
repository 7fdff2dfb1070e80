import type { RecordHooks } from '../apps/record-hooks.ts';
import { RuleBroken } from '../faults-of-odoo.ts';

const refuse = (message: string): never => {
  throw new RuleBroken({ kind: 'database', message });
};

/** What the database itself refuses of carriers. Margins are fractions: 0.1 is ten percent. */
export const DELIVERY_HOOKS: Readonly<Record<string, RecordHooks>> = {
  'delivery.carrier': {
    prepare: (_env, row) => {
      const insured = Number(row['shipping_insurance']);
      if (Number(row['margin']) < -1) refuse('Margin cannot be lower than -100%');
      if (insured < 0 || insured > 100)
        refuse('The shipping insurance must be a percentage between 0 and 100.');
      return row;
    },
  },
};
