import { Decimal } from 'decimal.js';
import { textOf } from '../../json.ts';
import type { Computation } from '../computation.ts';
import type { Environment } from '../environment.ts';
import { refuseForeign } from '../company-rules.ts';
import { rootOf } from '../lineage.ts';
import { dayOf, rateOf, roundingOf } from './rates.ts';

/** How the fields of currencies and rates that nobody types are worked out. */
export const CURRENCY_FIELDS: Readonly<Record<string, Readonly<Record<string, Computation>>>> = {
  'res.currency': {
    rate: (env, id) => currentRate(env, id).toNumber(),
    inverse_rate: (env, id) => new Decimal(1).div(currentRate(env, id)).toNumber(),
    decimal_places: (env, id) => {
      const rounding = roundingOf(env, id);
      return rounding.gt(0) && rounding.lt(1) ? Decimal.log10(rounding).neg().ceil().toNumber() : 0;
    },
    date: (env, id) => {
      const days = env.database
        .holders('res.currency.rate', 'currency_id', id)
        .map((rate) => textOf(env.database.row('res.currency.rate', rate)?.['name'] ?? ''));
      return days.toSorted().at(-1) ?? false;
    },
    is_current_company_currency: (env, id) => companyCurrency(env, env.company) === id,
  },
  'res.currency.rate': {
    company_rate: (env, id) => companyRate(env, id).toNumber(),
    inverse_company_rate: (env, id) => new Decimal(1).div(companyRate(env, id)).toNumber(),
  },
};

/** The currency in which a company keeps its books. */
export function companyCurrency(env: Environment, company: number): number {
  return Number(env.database.row('res.company', company)?.['currency_id'] ?? 0);
}

/** Units of a currency for one of the company's. */
function currentRate(env: Environment, currency: number): Decimal {
  const company = Number(env.context['company_id'] ?? env.company);
  // The currency of the company above a branch is asked for with the rights of the caller (measured on 18).
  refuseForeign(env, env.model('res.company'), [rootOf(env.database, company)], 'r');
  const [own, other] = [companyCurrency(env, company), currency].map((id) =>
    rateOf(env, id, company, dayOf(env)),
  );
  return (other ?? new Decimal(1)).div(own ?? 1);
}

function companyRate(env: Environment, id: number): Decimal {
  const row = env.database.row('res.currency.rate', id) ?? {};
  const company = Number(row['company_id'] || env.company);
  const base = rateOf(env, companyCurrency(env, company), company, LAST_DAY);
  return new Decimal(Number(row['rate']) || 1).div(base);
}

/** Rates of the company's own currency count however late they are. */
export const LAST_DAY = '9999-12-31';
