import { Decimal } from 'decimal.js';
import { ConnectorError } from '../../core/errors.ts';
import { fulfilled } from '../../core/settled.ts';
import type { TaxProbe, TaxProof } from '../../core/tax-proof.ts';
import type { CartQuote, CartRefusal, StoreCart } from '../../woocommerce/trade-port.ts';
import type { Sessions } from '../sessions.ts';
import { closeCart, noProducts, reasonOf } from './closing.ts';
import { basketsOf, probeLines, probeProducts, type Basket, type Baskets } from './baskets.ts';
import { compareEach, type ProbeRun, type Proved } from './compare-each.ts';
import { computingFirst } from './first-computations.ts';
import { judgeBusiness, judgePrivate, judgeShipping, type OdooAnswer } from './judge-taxes.ts';
import { openOdooProbe, SHIPPING, type OdooProbe } from './odoo-probe.ts';
import { countVerdicts, groupCauses, type TaxesProof, type TaxResult } from './taxes-report.ts';
import { sampleVat } from './vat-numbers.ts';

/** One cart that is quoted at each address; or why there is none. */
type Cart = StoreCart | CartRefusal;

/** Asks both sides at each address, at most one question to each at a time, and removes what it made. */
export async function compareTaxes(
  { backend, odoo, store }: Pick<Sessions, 'backend' | 'odoo' | 'store'>,
  given: TaxProof,
  probes: readonly TaxProbe[],
  run: ProbeRun,
): Promise<Proved<TaxesProof>> {
  const proof = computingFirst(given);
  const baskets = basketsOf(proof, await store.products().catch(noProducts));
  const probe = await openOdooProbe(odoo, backend.id, probeProducts(baskets, proof));
  let cart: Cart | null = null;
  const openedCart = async () => (cart = await openCart(baskets, store));
  const close = () => Promise.allSettled([closeCart(cart), probe.close()]);
  const compare = async () => {
    const asked = await openedCart();
    const { results, stoppedAt } = await compareEach(
      'taxes',
      probes,
      (at) => compareAt(at, proof, baskets, asked, probe),
      run,
    );
    return { results, stoppedAt, withoutCart: 'refused' in asked ? asked.reason : null };
  };
  // What it failed for is worth more than that it could not be tidied up: the next check removes what is left.
  const { results, stoppedAt, withoutCart } = await compare().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const [, closed] = await close();
  const report: TaxesProof = {
    backend: { id: backend.id, name: backend.name },
    currency: proof.currency,
    counts: countVerdicts(results),
    withoutCart,
    waiting: baskets.waiting,
    leftBehind: reasonOf(closed),
    results,
    causes: groupCauses(results),
  };
  return { report, stoppedAt };
}

async function compareAt(
  at: TaxProbe,
  proof: TaxProof,
  { cart: bought, compared }: Baskets,
  cart: Cart,
  probe: OdooProbe,
): Promise<TaxResult[]> {
  const [storeAnswer, odooAnswer] = await Promise.allSettled([
    'refused' in cart ? cart : cart.quoteAt(at.address),
    askOdoo(probe, at, null, compared),
  ]);
  const quote = fulfilled(storeAnswer);
  const odoo = fulfilled(odooAnswer);
  const results = judgePrivate(at, proof, compared, quote, odoo);
  if (bought !== null && !('refused' in quote) && !('refused' in odoo) && hasTaxedShipping(quote)) {
    const shipping = { key: SHIPPING, quantity: 1, price: quote.shippingNet };
    const answer = await odoo.taxOf([...probeLines(bought), shipping]);
    results.push(judgeShipping(at, proof, bought, quote, odoo, answer));
  }
  const vat = proof.hasVatPositions && at.address.state === '' ? sampleVat(at.address.country) : null;
  const basket = bought ?? compared[0];
  if (vat !== null && basket !== undefined)
    results.push(judgeBusiness(at, proof, basket, await askOdoo(probe, at, vat, [basket])));
  return results;
}

const hasTaxedShipping = ({ shippingTax }: CartQuote) => !new Decimal(shippingTax).isZero();

function openCart({ cart }: Baskets, store: Pick<Sessions['store'], 'openCart'>): Promise<Cart> {
  if (cart?.items) return store.openCart(cart.items);
  return Promise.resolve({
    refused: 'product',
    reason: 'No product of the store can be bought without further questions',
  });
}

/** A fault of one address (a number that Odoo does not take) is an answer; others end the proof. */
async function askOdoo(
  probe: OdooProbe,
  at: TaxProbe,
  vat: string | null,
  baskets: readonly Basket[],
): Promise<OdooAnswer> {
  try {
    return await probe.quoteAt(at, vat, baskets.map(probeLines));
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'odoo.validation')
      return { refused: error.message };
    throw error;
  }
}
