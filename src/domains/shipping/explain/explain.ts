import type { PlanInput } from '../../../core/domain.ts';
import { Exact } from '../../shared/decimals.ts';
import { markOf, readOwnId } from '../../../core/external-id.ts';
import type { ExplainedTable, Explanation } from '../../../core/explanation.ts';
import type { Operation } from '../../../core/operation.ts';
import { hasRecord } from '../../../core/found-subjects.ts';
import { canonicalText } from '../../../core/text.ts';
import { odooOffers } from '../odoo-rules/odoo-offers.ts';
import { offers } from '../woocommerce-rules/offers.ts';
import type { CarrierOffer } from '../odoo-rules/types.ts';
import type { MethodOffer, StoreOffers } from '../woocommerce-rules/types.ts';
import { pricedClasses } from '../classes.ts';
import type { OdooCarrier, OdooShipping, StoreShipping } from '../facts.ts';
import { CARRIER_KIND, isPartName, METHOD_TYPE, PART_TYPE, readMethodKey } from '../models.ts';
import { planShipping } from '../plan.ts';
import { moneyOf, type Money } from './money.ts';
import { readQuestion, type ShippingQuestion } from './question.ts';
import { convertWeight } from './weight.ts';

type Input = PlanInput<StoreShipping, OdooShipping>;

/** One method on both sides. */
interface Pair {
  readonly operation: Operation;
  /** Absent where the store takes another zone. */
  readonly store: MethodOffer | undefined;
  /** Absent where no carrier represents it yet. */
  readonly odoo: CarrierOffer | undefined;
  /** Further carriers of the method that Odoo offers at the address. */
  readonly more: readonly CarrierOffer[];
}

/**
 * Explains how a basket is sent to an address: which zone the store takes and what its methods cost, and which of the
 * carriers that represent methods Odoo offers. Computed from what was read of both sides; sends no request.
 *
 * @throws ConnectorError `shipping.question`
 */
export function explainShipping(values: Readonly<Record<string, string>>, input: Input): Explanation {
  const question = readQuestion(values, input.store);
  const store = storeOffers(question, input.store);
  const operations = planShipping(input).operations.filter(
    ({ kind, subject }) => (subject.type === METHOD_TYPE || subject.type === PART_TYPE) && kind !== 'archive',
  );
  const money = moneyOf(input);
  const there = carrierOffers(question, operations, money, input);
  const methods = operations.filter(({ subject }) => subject.type === METHOD_TYPE);
  const pairs = methods.map((operation): Pair => ({
    operation,
    store: store.methods.find(({ method }) => String(method.instanceId) === operation.subject.key),
    ...offersOf(operation, operations, there),
  }));
  // Methods of other zones matter where Odoo offers them all the same.
  const near = pairs.filter(
    ({ odoo, store: here }) => here !== undefined || (odoo !== undefined && odoo.verdict !== 'not_offered'),
  );
  const twins = twinsOf(near, input);
  return {
    asked: askedOf(question, input.store),
    tables: [
      zonesTable(store),
      methodsTable(near, money),
      ...(twins.length === 0 ? [] : [twinsTable(twins)]),
    ],
    results: [
      { name: 'store', value: listed(near.flatMap(({ store: here }) => namedMethod(here, money))) },
      { name: 'Odoo', value: listed(near.flatMap(allOffers).flatMap((each) => namedCarrier(each, money))) },
    ],
    ...withTwins(withoutTax(judge(near, money), near, question), twins),
  };
}

/** The offer of the carrier that represents a method; of several, that of the one for the address, and what is offered besides. */
function offersOf(
  { record, subject }: Operation,
  operations: readonly Operation[],
  there: ReadonlyMap<number, CarrierOffer>,
): Pick<Pair, 'odoo' | 'more'> {
  const parts = operations.filter(
    (each) => each.subject.type === PART_TYPE && readMethodKey(each.subject.key).method === subject.key,
  );
  const offers = [record, ...parts.map((part) => part.record)].flatMap(
    (each) => there.get(each?.id ?? 0) ?? [],
  );
  const [odoo = offers[0], ...more] = offers.filter(({ verdict }) => verdict !== 'not_offered');
  return { odoo, more };
}

const allOffers = ({ more, odoo }: Pick<Pair, 'odoo' | 'more'>) =>
  odoo === undefined ? [] : [odoo, ...more];

/** A carrier in use that the connector made for another pairing, for a method with the same number and name. */
interface Twin {
  readonly key: string;
  readonly carrier: OdooCarrier;
}

function twinsOf(pairs: readonly Pair[], { backendId, odoo }: Input): Twin[] {
  const own = new Map(
    pairs.flatMap(({ operation: { record, subject } }) =>
      record?.label === undefined
        ? []
        : [[subject.key, { id: record.id, name: canonicalText(record.label) }]],
    ),
  );
  return odoo.carriers.flatMap((carrier) => {
    const made = carrier.active ? readOwnId(carrier.externalId, CARRIER_KIND) : null;
    if (made === null || made.mark === markOf(backendId)) return [];
    const { country, method: key } = readMethodKey(made.key);
    const ours = own.get(key);
    const name = canonicalText(carrier.name);
    const isNamed = ours?.name === name || (country !== undefined && isPartName(name, ours?.name ?? name));
    return ours !== undefined && ours.id !== carrier.id && isNamed ? [{ key, carrier }] : [];
  });
}

function twinsTable(twins: readonly Twin[]): ExplainedTable {
  return {
    title: 'Delivery methods that the connector made for another pairing',
    head: ['method', 'delivery method', 'id in Odoo'],
    rows: twins.map(({ carrier, key }) => [key, carrier.name, String(carrier.id)]),
    empty: '',
  };
}

/** Where both pairings are of this store, Odoo lists each of them twice. */
function withTwins(
  judged: Pick<Explanation, 'verdict' | 'reason'>,
  twins: readonly Twin[],
): Pick<Explanation, 'verdict' | 'reason'> {
  if (twins.length === 0) return judged;
  const names = twins.map(({ carrier }) => carrier.name).join(', ');
  const reason = `${judged.reason} Odoo also has ${names} of another pairing: if that was of this store, "woo-odoo shipping merge-twins" archives them.`;
  return { verdict: judged.verdict === 'agree' ? 'differ' : judged.verdict, reason };
}

function storeOffers(
  { address, classId, quantity, tax, total }: ShippingQuestion,
  store: StoreShipping,
): StoreOffers {
  const lines = [{ quantity, total, shippingClassId: classId }];
  const subtotal = store.policy.showsCartWithTax === true ? withTax(total, tax) : total;
  return offers({ ...store, classes: pricedClasses(store) }, { lines, subtotal }, address);
}

function withTax(total: string, tax: string | null): string {
  return tax === null ? total : new Exact(total).plus(tax).toFixed();
}

/** What Odoo answers for the carriers that represent methods, by their ids. */
function carrierOffers(
  { address, quantity, tax, total: net, weight }: ShippingQuestion,
  operations: readonly Operation[],
  { convert, decimals }: Money,
  { found, odoo, store }: Input,
): ReadonlyMap<number, CarrierOffer> {
  const bound = new Set(operations.filter(hasRecord).map(({ record }) => record?.id));
  const carriers = odoo.carriers.filter(({ id }) => bound.has(id));
  const { country, postcode, state } = address;
  const at = {
    countryId: found('country', country)?.id ?? null,
    stateId: state === '' ? null : (found('state', `${country}:${state}`)?.id ?? null),
    zip: postcode,
  };
  const total = withTax(net, tax);
  // Without a rate no price is compared afterwards, and the total counts as it is.
  const order = {
    ...{ quantity: String(quantity), total: convert(total) ?? total, volume: null, decimals },
    weight: convertWeight(weight, store.policy.weightUnit, odoo.weightUnit),
  };
  const prefixes = new Map(odoo.prefixes.map(({ id, name }) => [id, name]));
  return new Map(odooOffers(carriers, prefixes, at, order).map((offer) => [offer.carrier.id, offer]));
}

function askedOf(
  { address, className, quantity, tax, total, weight }: ShippingQuestion,
  { policy }: StoreShipping,
) {
  const place = [address.country, address.state, address.postcode].filter((part) => part !== '').join(' ');
  const goods = [
    `${quantity} pieces for ${total} ${policy.currency}`.trim(),
    ...(tax === null ? [] : [`with ${tax} ${policy.currency} tax`]),
    ...(weight === null ? [] : [`${weight} ${policy.weightUnit}`.trim()]),
    ...(className === '' ? [] : [`of the shipping class ${className}`]),
  ];
  return [
    { name: 'address', value: place },
    { name: 'basket', value: goods.join(', ') },
  ];
}

function zonesTable({ asked }: StoreOffers): ExplainedTable {
  return {
    title: 'Zones of the store, as it asks them',
    head: ['zone', 'name', '', 'why'],
    rows: asked.map(({ matches, reason, zone }) => [
      String(zone.id),
      zone.name,
      matches ? 'taken' : 'no',
      reason,
    ]),
    empty: 'The store has no zones.',
  };
}

function methodsTable(pairs: readonly Pair[], { ofOdoo, ofStore }: Money): ExplainedTable {
  return {
    title: 'Methods of the zone, and delivery methods that Odoo offers',
    head: ['method', 'title', 'store', 'Odoo', 'why in the store', 'why in Odoo'],
    rows: pairs.map(({ more, odoo, operation, store }) => [
      operation.subject.key,
      operation.subject.label,
      store === undefined ? 'other zone' : priced(store.cost, ofStore, store.verdict),
      allOffers({ more, odoo })
        .map((each) => priced(each.price, ofOdoo, each.verdict))
        .join(', ') || 'no carrier',
      store?.reason ?? 'The address lies in another zone.',
      [odoo?.reason ?? operation.reason, ...more.map(reasonOf)].join(' '),
    ]),
    empty: 'The zone has no methods, and Odoo offers none.',
  };
}

const reasonOf = ({ carrier, reason }: CarrierOffer) => `${carrier.name}: ${reason}`;

const WORDS = { offered: 'offered', not_offered: 'not offered', unknown: 'unknown' } as const;

function priced(amount: string | null, currency: string, verdict: keyof typeof WORDS): string {
  return amount === null ? WORDS[verdict] : `${amount}${currency}`;
}

function namedMethod(offer: MethodOffer | undefined, { ofStore }: Money): string[] {
  return offer?.verdict === 'offered' ? [`${offer.method.title} ${offer.cost}${ofStore}`] : [];
}

function namedCarrier(offer: CarrierOffer, { ofOdoo }: Money): string[] {
  return offer.verdict === 'offered' ? [`${offer.carrier.name} ${offer.price}${ofOdoo}`] : [];
}

const listed = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));

function judge(pairs: readonly Pair[], money: Money): Pick<Explanation, 'verdict' | 'reason'> {
  const differing = pairs.filter((pair) => compare(pair, money) === 'differ');
  const unknown = pairs.filter((pair) => compare(pair, money) === 'unknown');
  if (differing.length > 0) {
    const limits = differing.flatMap(({ operation: { subject } }) => {
      const limitation = subject.details?.['limitation'] ?? '';
      return limitation === '' ? [] : [`${subject.label}: ${limitation.replaceAll('\n', ' ')}`];
    });
    const names = differing.map(({ operation }) => operation.subject.label).join(', ');
    return { verdict: 'differ', reason: [`They differ in ${names}.`, ...limits].join(' ') };
  }
  if (unknown.length > 0) {
    const names = unknown.map(({ operation }) => operation.subject.label).join(', ');
    return {
      verdict: 'unknown',
      reason: `The result for ${names} is unknown; "woo-odoo plan" shows the details.`,
    };
  }
  const rate = money.ofOdoo === '' ? '' : ", at Odoo's rate";
  return { verdict: 'agree', reason: `Both sides offer the same, at the same prices${rate}.` };
}

/** The same result holds for goods without tax only where something goes by the total, which Odoo takes with tax. */
function withoutTax(
  judged: Pick<Explanation, 'verdict' | 'reason'>,
  pairs: readonly Pair[],
  { tax, total }: ShippingQuestion,
): Pick<Explanation, 'verdict' | 'reason'> {
  const counts = pairs.flatMap(allOffers).some(({ carrier }) => countsTotal(carrier));
  if (tax !== null || !counts || new Exact(total).eq(0)) return judged;
  return { ...judged, reason: `${judged.reason} ${TAX_HINT}` };
}

const TAX_HINT =
  'Prices here depend on the total, which Odoo takes with tax: to compare taxed orders, give the tax on the goods: woo-odoo shipping explain --tax 3.80';

/** A method that the store does not offer needs no carrier. */
function compare({ more, odoo, store }: Pair, { convert }: Money): Explanation['verdict'] {
  // Without a rate the total is nothing that Odoo could go by.
  const all = allOffers({ more, odoo });
  if (convert('0') === null && all.some(({ carrier }) => countsTotal(carrier))) return 'unknown';
  if (store?.verdict === 'unknown' || all.some(({ verdict }) => verdict === 'unknown')) return 'unknown';
  if (store?.verdict !== 'offered') return odoo?.verdict === 'offered' ? 'differ' : 'agree';
  if (odoo === undefined) return 'unknown';
  // A user could pick either.
  if (odoo.verdict !== 'offered' || more.length > 0) return 'differ';
  const desired = convert(store.cost);
  if (desired === null) return 'unknown';
  return new Exact(odoo.price).eq(desired) ? 'agree' : 'differ';
}

/** Whether what a carrier costs, or whether it is offered, goes by the order's total. */
function countsTotal({ deliveryType, freeOver, rules }: OdooCarrier): boolean {
  if (deliveryType === 'fixed') return freeOver;
  return rules.some(({ variable, variableFactor }) => variable === 'price' || variableFactor === 'price');
}
