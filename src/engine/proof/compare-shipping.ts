import { throwIfAborted } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import { fulfilled } from '../../core/settled.ts';
import type {
  CarrierAnswer,
  ShippingProbe,
  ShippingProof,
  ShippingProofBasket,
  StoreOffer,
} from '../../core/shipping-proof.ts';
import type { TaxProof } from '../../core/tax-proof.ts';
import type { CartQuote, CartRefusal, StoreCart, StoreTradeReader } from '../../woocommerce/trade-port.ts';
import type { Sessions } from '../sessions.ts';
import { closeCart, noProducts, reasonOf } from './closing.ts';
import { compareEach, type ProbeRun, type Proved } from './compare-each.ts';
import { computingFirst } from './first-computations.ts';
import { judgeShipping, notProbed, type ShippingAsked } from './judge-shipping.ts';
import { openDeliveryProbe, type DeliveryProbe } from './odoo-delivery.ts';
import { fromCart, fromRules, shippingBaskets, type ShippingBasket } from './shipping-baskets.ts';
import { countShipping, type ShippingResult, type ShippingsProof } from './shipping-report.ts';
import { groupCauses } from './taxes-report.ts';

/** What the proof is made of. Without taxes (`null`) prices alone are compared. */
export interface ShippingProofs {
  readonly shipping: ShippingProof;
  readonly taxes: TaxProof | null;
}

type Cart = StoreCart | CartRefusal;

/** A basket with the cart that has its items. */
interface Bought {
  readonly basket: ShippingBasket;
  readonly cart: Cart;
}

/** Asks both sides for each basket at each address, two questions at a time at most, and removes what it made. */
export async function compareShipping(
  { backend, odoo, store }: Pick<Sessions, 'backend' | 'odoo' | 'store'>,
  given: ShippingProofs,
  probes: readonly ShippingProbe[],
  odooBy: ShippingResult['odooBy'],
  run: ProbeRun,
): Promise<Proved<ShippingsProof>> {
  const proofs = { ...given, shipping: computingFirst(given.shipping) };
  const { shipping, taxes } = proofs;
  const baskets = shippingBaskets(shipping, await store.products().catch(noProducts));
  const bought: Bought[] = [];
  let delivery: DeliveryProbe | null = null;
  const close = () =>
    Promise.allSettled([
      ...bought.map(({ cart }) => closeCart(cart)),
      delivery === null ? Promise.resolve() : delivery.close(),
    ]);
  const compare = async () => {
    if (odooBy === 'wizard') delivery = await openDeliveryProbe(odoo, backend.id, baskets, shipping, taxes);
    for (const basket of baskets) {
      throwIfAborted(run.stop);
      bought.push({ basket, cart: await openCart(store, basket, bought) });
    }
    return compareEach('shipping', probes, (at) => compareAt(at, proofs, bought, delivery, run.stop), run);
  };
  // What it failed for is worth more than that it could not be tidied up: the next check removes what is left.
  const { results, stoppedAt } = await compare().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const closed = (await close()).at(-1);
  const refusals = bought.flatMap(({ cart }) => ('refused' in cart ? [cart.reason] : []));
  const report: ShippingsProof = {
    backend: { id: backend.id, name: backend.name },
    currency: shipping.currency,
    odooCurrency: shipping.odooCurrency,
    counts: countShipping(results),
    odooBy,
    withoutCart: refusals[0] ?? null,
    waiting: shipping.methods
      .filter(({ carrierIds, isOn }) => isOn && carrierIds.length === 0)
      .map(({ title }) => title),
    leftBehind: closed === undefined ? null : reasonOf(closed),
    results,
    causes: groupCauses(results),
  };
  return { report, stoppedAt };
}

/** One that was closed for a basket is closed for all. */
async function openCart(
  store: Pick<StoreTradeReader, 'openCart'>,
  { items }: ShippingBasket,
  before: readonly Bought[],
): Promise<Cart> {
  const closed = before.find(({ cart }) => 'refused' in cart && cart.refused === 'closed');
  if (closed !== undefined) return closed.cart;
  const sold = items.flatMap(({ product, quantity }) =>
    product.id === null ? [] : [{ productId: product.id, quantity }],
  );
  if (sold.length === items.length) return store.openCart(sold);
  return { refused: 'product', reason: 'No product of the store can be bought without further questions' };
}

async function compareAt(
  at: ShippingProbe,
  { shipping, taxes }: ShippingProofs,
  bought: readonly Bought[],
  delivery: DeliveryProbe | null,
  stop: AbortSignal,
): Promise<ShippingResult[]> {
  const odooBy = delivery === null ? 'rules' : 'wizard';
  const ofRules = bought.map(({ basket }) =>
    withTaxes(shipping.odooOffers(fromRules(basket, taxes, at.address), at), at, shipping, taxes),
  );
  // Two questions are under way: one to each server, or two to the store where Odoo is not asked.
  const [quotes, answers] = await Promise.allSettled([
    delivery === null ? inPairs(bought, at, stop) : oneByOne(bought, at, stop),
    askOdoo(delivery, at, bought, ofRules, stop),
  ]);
  const quoted = fulfilled(quotes);
  const odoo = fulfilled(answers);
  const seen = new Set<number>();
  return bought.flatMap(({ basket, cart }, index): ShippingResult[] => {
    const quote = quoted[index] ?? { refused: 'closed', reason: 'not asked' };
    const source = 'refused' in quote ? 'rules' : 'cart';
    const asked = { at, basket: basket.name, source, odooBy } as const;
    if ('refused' in odoo) return [notProbed(asked, odoo.refused)];
    // An address that the store does not take is no question to its rules either.
    if ('refused' in quote && quote.refused === 'address' && !('refused' in cart))
      return [notProbed(asked, quote.reason)];
    const goods = 'refused' in quote ? fromRules(basket, taxes, at.address) : fromCart(basket, quote);
    const question: ShippingAsked = {
      ...asked,
      bought: goods,
      store: 'refused' in quote ? shipping.storeOffers(goods, at.address) : offersIn(quote),
      odoo: odoo[index] ?? ofOdooRules(goods, at, shipping, taxes),
    };
    return judgeShipping(question, shipping, seen);
  });
}

/** What the form answers for each basket; null where our rules speak for it, which then know what the cart costs. */
async function askOdoo(
  delivery: DeliveryProbe | null,
  at: ShippingProbe,
  bought: readonly Bought[],
  ofRules: readonly (readonly CarrierAnswer[])[],
  stop: AbortSignal,
): Promise<readonly CarrierAnswer[][] | { readonly refused: string }> {
  if (delivery === null) return [];
  try {
    return await delivery.offersAt(
      at,
      bought.map(({ basket }) => basket),
      ofRules,
      stop,
    );
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'odoo.validation')
      return { refused: error.message };
    throw error;
  }
}

function ofOdooRules(
  goods: ShippingProofBasket,
  at: ShippingProbe,
  shipping: ShippingProof,
  taxes: TaxProof | null,
): CarrierAnswer[] {
  return withTaxes(shipping.odooOffers(goods, at), at, shipping, taxes);
}

function withTaxes(
  answers: readonly CarrierAnswer[],
  at: ShippingProbe,
  shipping: ShippingProof,
  taxes: TaxProof | null,
): CarrierAnswer[] {
  return answers.map((answer) => {
    if (answer.price === null || taxes === null) return answer;
    const taxIds = shipping.carrier(answer.carrierId)?.taxIds ?? [];
    return { ...answer, tax: taxes.odooTax(at, taxIds, answer.price) };
  });
}

const quoteOf = ({ cart }: Bought, { address }: ShippingProbe): Promise<CartQuote | CartRefusal> =>
  'refused' in cart ? Promise.resolve(cart) : cart.quoteAt(address);

type Quotes = (CartQuote | CartRefusal)[];

async function oneByOne(bought: readonly Bought[], at: ShippingProbe, stop: AbortSignal): Promise<Quotes> {
  const quotes: Quotes = [];
  for (const each of bought) {
    throwIfAborted(stop);
    quotes.push(await quoteOf(each, at));
  }
  return quotes;
}

async function inPairs(bought: readonly Bought[], at: ShippingProbe, stop: AbortSignal): Promise<Quotes> {
  const quotes: Quotes = [];
  for (let first = 0; first < bought.length; first += 2) {
    throwIfAborted(stop);
    const pair = bought.slice(first, first + 2).map((each) => quoteOf(each, at));
    quotes.push(...(await Promise.allSettled(pair)).map(fulfilled));
  }
  return quotes;
}

function offersIn({ offers }: CartQuote): StoreOffer[] {
  return offers.map(({ cost, instanceId, methodId, name, tax }) => ({
    ...{ instanceId, methodId, title: name, cost, tax },
  }));
}
