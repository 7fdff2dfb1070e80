import { Exact } from '../../shared/decimals.ts';
import type { OdooShipping, StoreShipping } from '../facts.ts';
import { convertAmount, findExchange } from '../match/exchange.ts';

/** The money of both sides. */
export interface Money {
  /** An amount of the store's in the company's currency; null where Odoo has no rate. */
  readonly convert: (amount: string) => string | null;
  /** Written after amounts, where the two are not the same. */
  readonly ofStore: string;
  readonly ofOdoo: string;
  /** Decimals of Odoo's amounts. */
  readonly decimals: number;
}

/** How amounts of the store compare with Odoo's. */
export function moneyOf({
  odoo,
  store,
}: {
  readonly odoo: OdooShipping;
  readonly store: StoreShipping;
}): Money {
  const exchange = findExchange({ odoo, store });
  const { currency, decimals } = store.policy;
  if (exchange === 'same') return { convert: (amount) => amount, ofStore: '', ofOdoo: '', decimals };
  return {
    convert: (amount) => ('missing' in exchange ? null : convertAmount(amount, exchange)),
    ofStore: ` ${currency}`.trimEnd(),
    ofOdoo: ` ${odoo.currency}`.trimEnd(),
    decimals: new Exact(odoo.rounding).decimalPlaces(),
  };
}
