import { Decimal } from 'decimal.js';
import type { Environment } from '../environment.ts';
import { sortIds } from '../order.ts';

/**
 * Units of a currency for one of the currency whose rate is 1, as Odoo reads its rates: the newest that is not after
 * the day, the company's own before everybody's; 1 where there is none. `day` is `2026-11-25`.
 */
export function rateOf(env: Environment, currency: number, company: number, day: string): Decimal {
  const model = env.model('res.currency.rate');
  const ids = sortIds(env, model, env.database.holders(model.name, 'currency_id', currency), 'name desc');
  const rows = ids.map((id) => env.database.row(model.name, id) ?? {});
  const usable = rows.filter((row) => String(row['name']) <= day);
  const found =
    usable.find((row) => row['company_id'] === company) ?? usable.find((row) => row['company_id'] === false);
  return new Decimal(Number(found?.['rate'] ?? 1) || 1);
}

/**
 * An amount in another currency at Odoo's rate of the day, rounded to what that currency can pay; the same currency
 * leaves it as it is.
 */
export function convertAmount(
  env: Environment,
  amount: Decimal,
  from: number,
  to: number,
  company: number,
  day: string,
): Decimal {
  if (from === to) return amount;
  const factor = rateOf(env, to, company, day).div(rateOf(env, from, company, day));
  return roundTo(amount.mul(factor), roundingOf(env, to));
}

/** The smallest amount of a currency: 0.01, 1, 0.05. */
export function roundingOf(env: Environment, currency: number): Decimal {
  return new Decimal(Number(env.database.row('res.currency', currency)?.['rounding'] ?? 0.01));
}

/** To the nearest multiple, half away from zero. */
export function roundTo(amount: Decimal, step: Decimal): Decimal {
  return amount.div(step).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(step);
}

/** The day a call is made for: what its context says, else today. */
export function dayOf(env: Environment): string {
  const asked = env.context['date'];
  return typeof asked === 'string' ? asked.slice(0, 10) : new Date().toISOString().slice(0, 10);
}
