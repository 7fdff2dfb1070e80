import { Decimal } from 'decimal.js';
import { textOf } from '../../json.ts';
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
  const usable = rows.filter((row) => textOf(row['name'] ?? '') <= day);
  const found =
    usable.find((row) => row['company_id'] === company) ?? usable.find((row) => row['company_id'] === false);
  return new Decimal(Number(found?.['rate'] ?? 1) || 1);
}

/** From which currency to which, and at whose rates of which day. */
export interface Conversion {
  readonly from: number;
  readonly to: number;
  readonly company: number;
  readonly day: string;
  /** Whether the result is rounded to what the other currency can pay. */
  readonly round: boolean;
}

/** An amount in another currency at Odoo's rate; the same currency leaves it as it is, unrounded too. */
export function convertAmount(
  env: Environment,
  amount: Decimal,
  { from, to, company, day, round }: Conversion,
): Decimal {
  if (from === to) return amount;
  const factor = rateOf(env, to, company, day).div(rateOf(env, from, company, day));
  const converted = amount.mul(factor);
  return round ? roundTo(converted, roundingOf(env, to)) : converted;
}

/** The smallest amount of a currency: 0.01, 1, 0.05. */
export function roundingOf(env: Environment, currency: number): Decimal {
  return new Decimal(Number(env.database.row('res.currency', currency)?.['rounding'] ?? 0.01));
}

/** To the nearest multiple, half away from zero. */
function roundTo(amount: Decimal, step: Decimal): Decimal {
  return amount.div(step).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(step);
}

/** The day a call is made for: what its context says, else today. */
export function dayOf(env: Environment): string {
  const asked = env.context['date'];
  return typeof asked === 'string' ? asked.slice(0, 10) : new Date().toISOString().slice(0, 10);
}
