import { Decimal } from 'decimal.js';
import type { ProofAnswers, ProofCause, ProofShipping, TaxProbe, TaxProof } from '../../core/tax-proof.ts';
import type { CartQuote, CartRefusal } from '../../woocommerce/trade-port.ts';
import { decimalsOf, smallestUnit, writtenLike } from './amounts.ts';
import type { Basket } from './baskets.ts';
import type { OdooQuote } from './odoo-probe.ts';
import type { TaxResult } from './taxes-report.ts';

/** What Odoo answered, or why it does not take the address. */
export type OdooAnswer = OdooQuote | { readonly refused: string };

/** What one result is about. */
interface Case {
  readonly at: TaxProbe;
  readonly customer: TaxResult['customer'];
  readonly basket: TaxResult['basket'];
  readonly lines: Basket['lines'];
}

/** Compares the taxes of baskets for a private customer. */
export function judgePrivate(
  at: TaxProbe,
  proof: TaxProof,
  baskets: readonly Basket[],
  store: CartQuote | CartRefusal,
  odoo: OdooAnswer,
): TaxResult[] {
  return baskets.map((basket, index): TaxResult => {
    const about: Case = { at, customer: 'private', basket: basket.name, lines: basket.lines };
    if ('refused' in odoo) return notProbed(about, odoo.refused);
    const quote = 'refused' in store || basket.items === null ? null : store;
    const shipping = quote === null ? null : pickupIn(quote);
    const own =
      quote === null ? proof.storeTax(basket.lines, null, at.address).itemTax : itemTax(basket, quote);
    const source = quote === null ? 'rules' : 'cart';
    return compared(about, proof, odoo, { shipping, source, store: own, odoo: odoo.taxes[index] ?? '0' });
  });
}

/** Compares items and shipping together; `answer` is what Odoo makes of both. */
export function judgeShipping(
  at: TaxProbe,
  proof: TaxProof,
  { lines }: Basket,
  quote: CartQuote,
  odoo: OdooQuote,
  answer: string,
): TaxResult {
  const about: Case = { at, customer: 'private', basket: 'with shipping', lines };
  const isPickup = pickupIn(quote) !== null;
  const shipping = { cost: quote.shippingNet, isPickup };
  return compared(about, proof, odoo, { shipping, source: 'cart', store: quote.totalTax, odoo: answer });
}

/** For a customer with a VAT number, which the store itself knows nothing of: it charges what it charges everybody. */
export function judgeBusiness(
  at: TaxProbe,
  proof: TaxProof,
  { lines, name }: Basket,
  odoo: OdooAnswer,
): TaxResult {
  const about: Case = { at, customer: 'business', basket: name, lines };
  if ('refused' in odoo) return notProbed(about, odoo.refused);
  const store = proof.storeTax(lines, null, at.address).itemTax;
  const result = compared(about, proof, odoo, {
    shipping: null,
    source: 'rules',
    store,
    odoo: odoo.taxes[0] ?? '0',
  });
  const taken = odoo.positionId === null ? null : proof.position(odoo.positionId);
  if (taken?.requiresVat !== true || result.odoo === null || !new Decimal(result.odoo).isZero())
    return result;
  // Nothing has to change, so there is no cause.
  return { ...result, verdict: 'exempt', cause: undefined, computations: undefined };
}

/** Whether the cart taxes everything at the store's own address, because it chose a pickup. */
function pickupIn({ offers }: CartQuote): ProofShipping | null {
  const chosen = offers.find(({ isSelected }) => isSelected);
  return chosen?.methodId === 'local_pickup' ? { cost: '0', isPickup: true } : null;
}

/** The tax of a basket's lines in the cart, which has those of all. */
function itemTax({ items, name }: Basket, quote: CartQuote): string {
  if (name === 'several lines') return quote.itemTax;
  const line = quote.items.find(({ productId }) => productId === items?.[0]?.productId);
  return line?.tax ?? quote.itemTax;
}

function compared(
  { at, basket, customer, lines }: Case,
  proof: TaxProof,
  { positionId }: OdooQuote,
  answer: Pick<ProofAnswers, 'shipping' | 'store' | 'odoo'> & Pick<TaxResult, 'source'>,
): TaxResult {
  const { shipping, source, store } = answer;
  const odoo = writtenLike(answer.odoo, store);
  const position =
    positionId === null ? 'none' : (proof.position(positionId)?.name ?? `position ${positionId}`);
  const shown = { ...{ address: at.address, why: at.why, customer, basket, position, source }, store, odoo };
  const apart = new Decimal(odoo).minus(store).abs();
  if (apart.isZero()) return { ...shown, verdict: 'equal' };
  const verdict = apart.lte(smallestUnit(decimalsOf(store))) ? 'cent' : 'differs';
  const answers = { lines, shipping, store, odoo, positionId };
  const computations = proof.computationsOf(at, answers);
  return { ...shown, verdict, cause: proof.causeOf(at, answers), computations };
}

function notProbed({ at, basket, customer }: Case, reason: string): TaxResult {
  const cause: ProofCause = {
    cause: 'not_taken',
    reason,
    remedy: 'Nothing to change: Odoo does not take the address or the VAT number of the example.',
  };
  return {
    ...{ address: at.address, why: at.why, customer, basket, position: 'none' },
    ...{ store: null, odoo: null, source: 'rules', verdict: 'not_probed', cause },
  };
}
