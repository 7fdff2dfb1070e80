import { Decimal } from 'decimal.js';
import type {
  CarrierAnswer,
  ShippingCause,
  ShippingProbe,
  ShippingProof,
  ShippingProofBasket,
  StoreOffer,
} from '../../core/shipping-proof.ts';
import { smallestUnit } from './amounts.ts';
import { isLimit, type ShippingResult } from './shipping-report.ts';

/** What both sides answered for one basket at one address. */
export interface ShippingAsked {
  readonly at: ShippingProbe;
  readonly basket: string;
  readonly bought: ShippingProofBasket;
  readonly store: readonly StoreOffer[];
  readonly source: ShippingResult['source'];
  readonly odoo: readonly CarrierAnswer[];
  readonly odooBy: ShippingResult['odooBy'];
}

/**
 * Compares what is offered, method by method; what Odoo offers besides comes last.
 *
 * @param seen the delivery methods that were found besides at the address already: once is enough
 */
export function judgeShipping(
  asked: ShippingAsked,
  proof: ShippingProof,
  seen: Set<number>,
): ShippingResult[] {
  const answers = new Map(asked.odoo.map((answer) => [answer.carrierId, answer]));
  const known = proof.methods.map((method): Pair => ({
    instanceId: method.instanceId,
    methodId: method.methodId,
    title: method.title,
    store: asked.store.find(({ instanceId }) => instanceId === method.instanceId) ?? null,
    odoo: method.carrierIds.flatMap((id) => answers.get(id) ?? []).toSorted(offeredFirst),
  }));
  const ids = new Set(proof.methods.map(({ instanceId }) => instanceId));
  const unknown = asked.store
    .filter(({ instanceId }) => !ids.has(instanceId))
    .map((store): Pair => ({ ...store, store, odoo: [] }));
  const results = [...known, ...unknown].flatMap((pair) => judgePair(pair, asked, proof));
  const bound = new Set(proof.methods.flatMap(({ carrierIds }) => carrierIds));
  const besides = asked.odoo
    .filter(({ carrierId, isOffered }) => isOffered === true && !bound.has(carrierId) && !seen.has(carrierId))
    .map((answer) => offeredBesides(answer, asked));
  for (const { carrierId, isOffered } of asked.odoo) if (isOffered === true) seen.add(carrierId);
  if (results.length > 0) return [...results, ...besides];
  return [{ ...emptyResult(asked), verdict: 'equal' }, ...besides];
}

/** Why Odoo does not take an address, as a result. */
export function notProbed(
  asked: Pick<ShippingAsked, 'at' | 'basket' | 'source' | 'odooBy'>,
  reason: string,
): ShippingResult {
  const cause: ShippingCause = {
    cause: 'not_taken',
    reason,
    remedy: 'Nothing to change: one of the servers does not take the address of the example.',
  };
  return { ...emptyResult(asked), verdict: 'not_probed', cause };
}

/** A method on both sides. */
interface Pair {
  readonly instanceId: number;
  readonly methodId: string;
  readonly title: string;
  readonly store: StoreOffer | null;
  readonly odoo: readonly CarrierAnswer[];
}

const rank = ({ isOffered }: CarrierAnswer) => (isOffered === true ? 0 : isOffered === null ? 1 : 2);
const offeredFirst = (a: CarrierAnswer, b: CarrierAnswer) => rank(a) - rank(b);

function judgePair(pair: Pair, asked: ShippingAsked, proof: ShippingProof): ShippingResult[] {
  const { instanceId, methodId, odoo, store, title } = pair;
  const [first, second] = odoo;
  const offer = first?.isOffered === true ? first : null;
  const isOpen = first?.isOffered === null;
  if (store === null && offer === null && !isOpen) return [];
  const shown: Omit<ShippingResult, 'verdict'> = {
    ...emptyResult(asked),
    ...{ instanceId, method: title, carrier: first?.name ?? '' },
    ...{ store: store?.cost ?? null, storeTax: store?.tax ?? null },
    ...{ odoo: offer?.price ?? null, odooTax: offer?.tax ?? null },
  };
  const isAgreed = store !== null && offer !== null && second?.isOffered !== true;
  const apart = isAgreed ? largestDifference(store, offer, proof) : null;
  if (apart?.isZero()) return [{ ...shown, verdict: 'equal' }];
  const given = { basket: asked.bought, methodId, instanceId, title, store, odoo };
  const cause = proof.causeOf(asked.at, given);
  if (isOpen && cause.cause === 'unknown') {
    return [{ ...shown, verdict: 'not_probed', cause: { ...cause, reason: first.reason } }];
  }
  const isCent = apart?.lte(smallestUnit(proof.decimals)) ?? false;
  const verdict = isLimit(cause) ? 'limited' : isCent ? 'cent' : 'differs';
  return [{ ...shown, verdict, cause, computations: proof.computationsOf(asked.at, given) }];
}

/** The larger one of the differences of price and tax, in the company's currency; null where the price has no rate. */
function largestDifference(store: StoreOffer, offer: CarrierAnswer, proof: ShippingProof): Decimal | null {
  const cost = proof.inOdoo(store.cost);
  if (cost === null || offer.price === null) return null;
  const price = new Decimal(offer.price).minus(cost).abs();
  const ownTax = store.tax === null ? null : proof.inOdoo(store.tax);
  if (ownTax === null || offer.tax === null) return price;
  return Decimal.max(price, new Decimal(offer.tax).minus(ownTax).abs());
}

function offeredBesides({ name, price, tax }: CarrierAnswer, asked: ShippingAsked): ShippingResult {
  const cause: ShippingCause = {
    cause: 'other_carrier',
    reason: `Odoo also offers “${name}”, which represents no method of the store.`,
    remedy: `Nothing to change where “${name}” is for other sales; else restrict its places or archive it in Odoo, or choose it for a method: WooCommerce > Shipping > Shipping Methods.`,
  };
  return {
    ...emptyResult(asked),
    ...{ method: name, carrier: name, odoo: price, odooTax: tax, verdict: 'besides', cause },
  };
}

function emptyResult({
  at,
  basket,
  odooBy,
  source,
}: Pick<ShippingAsked, 'at' | 'basket' | 'source' | 'odooBy'>): Omit<ShippingResult, 'verdict' | 'cause'> {
  return {
    ...{ address: at.address, why: at.why, basket, instanceId: null, method: '', carrier: '' },
    ...{ store: null, odoo: null, storeTax: null, odooTax: null, source, odooBy },
  };
}
