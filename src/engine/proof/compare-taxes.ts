import { Decimal } from 'decimal.js';
import { ConnectorError } from '../../core/errors.ts';
import type { ProofCause, ProofLine, ProofShipping, TaxProbe, TaxProof } from '../../core/tax-proof.ts';
import type { CartQuote, CartRefusal, StoreCart, StoreProduct } from '../../woocommerce/trade-port.ts';
import type { Sessions } from '../sessions.ts';
import { openOdooProbe, SHIPPING, type OdooProbe, type OdooQuote } from './odoo-probe.ts';
import { countVerdicts, groupCauses, type TaxesProof, type TaxResult } from './taxes-report.ts';
import { sampleVat } from './vat-numbers.ts';

/** What is bought in a proof: products that a cart takes, or stand-ins where the store has none of a class. */
interface Basket {
  readonly name: TaxResult['basket'];
  readonly lines: readonly (ProofLine & { readonly productId: number | null })[];
}

/** One cart that is quoted at each address; or why there is none. */
type Cart = StoreCart | CartRefusal;

/** How both sides are asked in turn; two requests are under way at most. */
export async function compareTaxes(
  { backend, odoo, store }: Sessions,
  proof: TaxProof,
  probes: readonly TaxProbe[],
): Promise<TaxesProof> {
  const products = await store.products().catch(noProducts);
  const [single, several] = basketsOf(proof, products);
  const cart = await openCart(several, (items) => store.openCart(items));
  const probe = await openOdooProbe(odoo, backend.id, probeProducts(several, proof));
  const results: TaxResult[] = [];
  try {
    for (const at of probes) {
      const [stores, odoos] = await Promise.all([
        'refused' in cart ? cart : cart.quoteAt(at.address),
        askOdoo(probe, at, null, [single, several]),
      ]);
      results.push(...judge(at, proof, [single, several], stores, odoos));
      if (!('refused' in stores) && !('refused' in odoos))
        results.push(...(await judgeShipping(at, proof, several, stores, odoos)));
      const vat = proof.hasVatPositions && at.address.state === '' ? sampleVat(at.address.country) : null;
      if (vat !== null)
        results.push(...judgeBusiness(at, proof, several, await askOdoo(probe, at, vat, [several])));
    }
  } finally {
    // Both, whatever becomes of the other.
    await Promise.allSettled(['refused' in cart ? undefined : cart.close(), probe.close()]);
  }
  return {
    backend: { id: backend.id, name: backend.name },
    currency: proof.currency,
    counts: countVerdicts(results),
    withoutCart: 'refused' in cart ? cart.reason : null,
    results,
    causes: groupCauses(results),
  };
}

function noProducts(error: unknown): StoreProduct[] {
  if (error instanceof ConnectorError) return [];
  throw error;
}

/** One product of the class with most rates, and one of each class in odd quantities: rounding shows there. */
function basketsOf(proof: TaxProof, products: readonly StoreProduct[]): [Basket, Basket] {
  const lines = proof.classes
    .filter(({ taxIds }) => taxIds !== null)
    .map(({ slug }, at) => {
      const product = products.find(
        ({ canBeBought, taxClass, taxStatus, virtual }) =>
          canBeBought &&
          !virtual &&
          taxStatus === 'taxable' &&
          (taxClass === '' ? 'standard' : taxClass) === slug,
      );
      return {
        taxClass: slug,
        quantity: 1 + (at % 3),
        price: product?.price ?? '19.99',
        productId: product?.id ?? null,
      };
    });
  // What no cart takes is left out while another class is there: one product that cannot be bought closes the cart.
  const bought = lines.filter(({ productId }) => productId !== null);
  const taken = bought.length > 0 ? bought : lines;
  return [
    { name: 'one line', lines: taken.slice(0, 1) },
    { name: 'several lines', lines: taken },
  ];
}

async function openCart(
  { lines }: Basket,
  open: (items: readonly { readonly productId: number; readonly quantity: number }[]) => Promise<Cart>,
): Promise<Cart> {
  const items = lines.flatMap(({ productId, quantity }) =>
    productId === null ? [] : [{ productId, quantity }],
  );
  if (items.length === 0)
    return { refused: 'product', reason: 'No product of the store can be bought without further questions' };
  return open(items);
}

function probeProducts({ lines }: Basket, proof: TaxProof) {
  const ids = new Map(proof.classes.map(({ slug, taxIds }) => [slug, taxIds ?? []]));
  return [
    ...lines.map(({ taxClass, price }) => ({ key: taxClass, price, taxIds: ids.get(taxClass) ?? [] })),
    { key: SHIPPING, price: '1', taxIds: proof.shippingTaxIds(lines.map(({ taxClass }) => taxClass)) ?? [] },
  ];
}

/** A fault of one address (a number that Odoo does not take) is an answer; others end the proof. */
async function askOdoo(
  probe: OdooProbe,
  at: TaxProbe,
  vat: string | null,
  baskets: readonly Basket[],
): Promise<OdooQuote | { readonly refused: string }> {
  try {
    return await probe.quoteAt(
      at,
      vat,
      baskets.map(({ lines }) => lines.map(({ taxClass, quantity }) => ({ key: taxClass, quantity }))),
    );
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'odoo.validation')
      return { refused: error.message };
    throw error;
  }
}

function judge(
  at: TaxProbe,
  proof: TaxProof,
  baskets: readonly Basket[],
  stores: CartQuote | CartRefusal,
  odoos: OdooQuote | { readonly refused: string },
): TaxResult[] {
  if ('refused' in odoos) return baskets.map((basket) => notProbed(at, basket, 'private', odoos.refused));
  return baskets.map((basket, index): TaxResult => {
    const quoted = 'refused' in stores ? null : stores;
    const store =
      quoted === null ? proof.storeTax(basket.lines, null, at.address).itemTax : itemTax(basket, quoted);
    const odoo = money(odoos.taxes[index] ?? '0', store);
    const result = base(at, basket, 'private', odoos, proof);
    const answers = {
      lines: basket.lines,
      shipping: pickupIn(quoted),
      store,
      odoo,
      positionId: odoos.positionId,
    };
    const source = quoted === null ? 'rules' : 'cart';
    return { ...result, store, odoo, source, ...verdict(store, odoo, () => proof.causeOf(at, answers)) };
  });
}

/** The same with the shipping that the cart chose, where the store taxes it. */
async function judgeShipping(
  at: TaxProbe,
  proof: TaxProof,
  basket: Basket,
  quote: CartQuote,
  odoos: OdooQuote,
): Promise<TaxResult[]> {
  const chosen = quote.offers.find(({ isSelected }) => isSelected);
  if (chosen === undefined || new Decimal(quote.shippingTax).isZero()) return [];
  const { lines } = basket;
  const goods = lines.map(({ quantity, taxClass }) => ({ key: taxClass, quantity }));
  const answer = await odoos.taxOf([...goods, { key: SHIPPING, quantity: 1, price: quote.shippingNet }]);
  const store = quote.totalTax;
  const odoo = money(answer, store);
  const shipping = { cost: quote.shippingNet, isPickup: chosen.methodId === 'local_pickup' };
  const answers = { lines, shipping, store, odoo, positionId: odoos.positionId };
  return [
    {
      ...base(at, { ...basket, name: 'with shipping' }, 'private', odoos, proof),
      ...{ store, odoo, source: 'cart' },
      ...verdict(store, odoo, () => proof.causeOf(at, answers)),
    },
  ];
}

/** Tax of a basket's lines in a cart that has those of all. */
function itemTax({ lines, name }: Basket, quote: CartQuote): string {
  if (name !== 'one line') return quote.itemTax;
  const line = quote.items.find(({ productId }) => productId === lines[0]?.productId);
  return line?.tax ?? quote.itemTax;
}

/** Whether the cart taxes everything at the store's own address, because it chose a pickup. */
function pickupIn(quote: CartQuote | null): ProofShipping | null {
  const chosen = quote?.offers.find(({ isSelected }) => isSelected);
  return chosen?.methodId === 'local_pickup' ? { cost: '0', isPickup: true } : null;
}

function judgeBusiness(
  at: TaxProbe,
  proof: TaxProof,
  basket: Basket,
  odoos: OdooQuote | { readonly refused: string },
): TaxResult[] {
  if ('refused' in odoos) return [notProbed(at, basket, 'business', odoos.refused)];
  const store = proof.storeTax(basket.lines, null, at.address).itemTax;
  const odoo = money(odoos.taxes[0] ?? '0', store);
  const result = base(at, basket, 'business', odoos, proof);
  const taken = odoos.positionId === null ? null : proof.position(odoos.positionId);
  const isExempt = taken?.requiresVat === true && new Decimal(odoo).isZero();
  if (isExempt) return [{ ...result, store, odoo, source: 'rules', verdict: 'exempt' }];
  const answers = { lines: basket.lines, shipping: null, store, odoo, positionId: odoos.positionId };
  return [
    { ...result, store, odoo, source: 'rules', ...verdict(store, odoo, () => proof.causeOf(at, answers)) },
  ];
}

function base(
  at: TaxProbe,
  { name }: Basket,
  customer: TaxResult['customer'],
  { positionId }: OdooQuote,
  proof: TaxProof,
): Pick<TaxResult, 'address' | 'why' | 'customer' | 'basket' | 'position'> {
  const position =
    positionId === null ? 'none' : (proof.position(positionId)?.name ?? `position ${positionId}`);
  return { address: at.address, why: at.why, customer, basket: name, position };
}

function notProbed(at: TaxProbe, basket: Basket, customer: TaxResult['customer'], reason: string): TaxResult {
  const cause: ProofCause = {
    cause: 'unknown',
    reason,
    remedy: 'Nothing to change: the address was left out.',
  };
  return {
    ...{ address: at.address, why: at.why, customer, basket: basket.name, position: 'none' },
    ...{ store: null, odoo: null, source: 'rules', verdict: 'not_probed', cause },
  };
}

function verdict(
  store: string,
  odoo: string,
  causeOf: () => ProofCause,
): Pick<TaxResult, 'verdict' | 'cause'> {
  const apart = new Decimal(odoo).minus(store).abs();
  if (apart.isZero()) return { verdict: 'equal' };
  return { verdict: apart.lte('0.01') ? 'cent' : 'differs', cause: causeOf() };
}

/** Odoo answers binary numbers: to as many decimals as the store shows. */
function money(amount: string, like: string): string {
  return new Decimal(amount).toFixed(Math.max(new Decimal(like).decimalPlaces(), 2));
}
