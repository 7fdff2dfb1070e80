import { Decimal } from 'decimal.js';
import type { RecordHooks } from '../apps/record-hooks.ts';
import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException, RuleBroken } from '../faults-of-odoo.ts';
import type { Row } from '../model.ts';
import { companyCurrency, LAST_DAY } from './currency-fields.ts';
import { dayOf, rateOf } from './rates.ts';

/** What currencies and rates check and complete before they are written. */
export const CURRENCY_HOOKS: Readonly<Record<string, RecordHooks>> = {
  'res.currency': {
    prepare: (env, row, before, id) => {
      if (!(Number(row['rounding']) > 0)) {
        throw new RuleBroken({ kind: 'database', message: 'The rounding factor must be greater than 0!' });
      }
      const used = env.database.holders('res.company', 'currency_id', id).length > 0;
      if (before !== undefined && row['active'] !== true && used) {
        throw new OdooException(
          'odoo.exceptions.UserError',
          'This currency is set on a company and therefore cannot be deactivated.',
        );
      }
      return row;
    },
  },
  'res.currency.rate': {
    prepare: (env, row, before, _id, values) => {
      const owner = before === undefined && !('company_id' in values) ? env.company : row['company_id'];
      const owned = { ...row, company_id: owner ?? false, name: row['name'] || dayOf(env) };
      const rate = technicalRate(env, owned, values);
      if (!(rate > 0)) {
        throw new RuleBroken({ kind: 'database', message: 'The currency rate must be strictly positive.' });
      }
      return { ...owned, rate };
    },
  },
};

/** A rate may be given against the company's currency, or the other way round; the technical one wins. */
function technicalRate(env: Environment, row: Row, values: JsonObject): number {
  const { rate, company_rate: against, inverse_company_rate: inverse } = values;
  const company = Number(row['company_id'] || env.company);
  const base = () => rateOf(env, companyCurrency(env, company), company, LAST_DAY);
  if (rate !== undefined) return Number(rate);
  if (against !== undefined) return base().mul(Number(against)).toNumber();
  if (inverse !== undefined) {
    return base()
      .mul(new Decimal(1).div(Number(inverse) || 1))
      .toNumber();
  }
  return Number(row['rate']) || 1;
}
