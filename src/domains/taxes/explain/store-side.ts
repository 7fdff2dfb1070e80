import type { ExplainedTable } from '../../../core/explanation.ts';
import { computeBasket } from '../woocommerce-rules/basket.ts';
import { Exact } from '../../shared/decimals.ts';
import type { RateTable } from '../woocommerce-rules/rate-table.ts';
import type { StoreTaxes, StoreTaxPolicy } from '../facts.ts';
import type { TaxQuestion } from './question.ts';

/** What the store charges, and why. */
export interface StoreSide {
  readonly table: ExplainedTable;
  /** With the store's decimals. */
  readonly tax: string;
  readonly net: string;
}

/** Rates of other places that are listed, beside those that fit: some stores have thousands. */
const MAX_OTHERS = 8;

const WORDS = {
  applies: 'applies',
  other_state: 'other state',
  other_postcode: 'other postcode',
  other_city: 'other city',
  lost_priority: 'not the first',
} as const;

export function storeSide(
  question: TaxQuestion,
  { classes }: StoreTaxes,
  policy: StoreTaxPolicy,
  table: RateTable,
): StoreSide {
  const address = policy.basedOn === 'base' ? policy.base : question.address;
  const { amount, quantity, shipping, taxClass } = question;
  const line = { taxClass, quantity, price: shipping ? '0' : amount };
  const cost = { cost: new Exact(amount).times(quantity).toFixed(), taxable: true };
  // The class was named, so the setting for shipping does not choose it.
  const basket = computeBasket(
    {
      ...{ lines: [line], shipping: shipping ? [cost] : [], address, classes },
      policy: shipping ? { ...policy, shippingClass: taxClass } : policy,
    },
    table,
  );
  const part = shipping ? basket.shipping.at(0) : basket.lines.at(0);
  const taxes = new Map(part?.perRate.map(({ rateId, tax }) => [rateId, tax]));
  const decisions = table.explain(address, taxClass);
  const near = decisions.filter(({ verdict }) => verdict === 'applies' || verdict === 'lost_priority');
  const others = decisions.filter((decision) => !near.includes(decision));
  const rows = [...near, ...others.slice(0, MAX_OTHERS)].map(({ rate, reason, verdict }) => [
    String(rate.id),
    `${rate.rate}%${rate.compound ? ' compound' : ''}`,
    rate.name,
    shipping && verdict === 'applies' && !rate.shipping ? 'not on shipping' : WORDS[verdict],
    taxes.get(rate.id) ?? '',
    reason,
  ]);
  const more = others.length - MAX_OTHERS;
  return {
    table: {
      title: `Rates of the store${more > 0 ? ` (and ${more.toLocaleString('en-US')} of other places)` : ''}`,
      head: ['rate', 'percent', 'name', '', 'tax', 'why'],
      rows,
      empty: 'The store has no rate for this country and class.',
    },
    tax: (shipping ? basket.shippingTax : basket.itemTax) || '0',
    net: part?.net ?? amount,
  };
}
