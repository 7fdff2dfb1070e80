import type { Decimal } from 'decimal.js';
import { Exact } from '../../shared/decimals.ts';
import type { OdooShipping, StoreShipping } from '../facts.ts';
import type { CarrierPrice } from './carrier-price.ts';

/** How amounts of the store become amounts of the company. */
export interface Exchange {
  /** How many units of the store's currency are one of the company's. Decimal text. */
  readonly rate: string;
  /** What results are rounded to: 0.01, 0.05, 1. Decimal text. */
  readonly step: string;
}

/** `same`: both keep their prices in one currency. Else, without a rate, why there is none, for people. */
export function findExchange({
  odoo,
  store,
}: {
  readonly odoo: Pick<OdooShipping, 'currency' | 'rates' | 'rounding'>;
  readonly store: Pick<StoreShipping, 'policy'>;
}): 'same' | Exchange | { readonly missing: string } {
  const { currency } = store.policy;
  if (currency === odoo.currency) return 'same';
  const rate = odoo.rates.get(currency);
  if (rate === undefined)
    return { missing: `${currency || 'the currency of the store'} is no active currency of Odoo` };
  if (rate === null || !new Exact(rate).gt(0)) {
    return { missing: `Odoo has no rate for ${currency}, and would take it one to one` };
  }
  // The prices of products, where Odoo keeps a fixed price, have two decimals, whatever a currency has.
  return { rate, step: Exact.max(odoo.rounding, '0.01').toFixed() };
}

/** As Odoo converts: divided by the rate, then to the nearest multiple, halves away from zero. */
export function convertAmount(amount: string, { rate, step }: Exchange): string {
  return new Exact(amount).dividedBy(rate).toNearest(step, Exact.ROUND_HALF_UP).toFixed();
}

/** A price in the company's currency: each amount on its own. What counts the order's total is a share of it and stays. */
export function convertPrice(
  { deliveryType, fixedPrice, rules }: CarrierPrice,
  exchange: Exchange,
): CarrierPrice {
  const money = (amount: string) => convertAmount(amount, exchange);
  return {
    deliveryType,
    fixedPrice: money(fixedPrice),
    rules: rules.map((rule) => ({
      ...rule,
      maxValue: rule.variable === 'price' ? money(rule.maxValue) : rule.maxValue,
      basePrice: money(rule.basePrice),
      perUnit: rule.variableFactor === 'price' ? rule.perUnit : money(rule.perUnit),
    })),
  };
}

/** An amount that is charged, is not zero, and is zero once it is converted: exactly, and as it would be kept. */
export function findLostAmount(
  { fixedPrice, rules }: CarrierPrice,
  exchange: Exchange,
): { readonly exact: Decimal; readonly amount: string } | null {
  const perUnits = rules.filter(({ variableFactor }) => variableFactor !== 'price');
  const amounts = [
    fixedPrice,
    ...rules.map(({ basePrice }) => basePrice),
    ...perUnits.map(({ perUnit }) => perUnit),
  ];
  const lost = amounts.find(
    (amount) => !new Exact(amount).isZero() && new Exact(convertAmount(amount, exchange)).isZero(),
  );
  return lost === undefined ? null : { exact: new Exact(lost).dividedBy(exchange.rate), amount: '0' };
}

/** The rate for people: `1 USD is 0.85 EUR`. */
export function describeRate({ rate }: Exchange, from: string, to: string): string {
  return `1 ${to} is ${new Exact(rate).toSignificantDigits(6).toFixed()} ${from}`;
}
