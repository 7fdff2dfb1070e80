import type { PlanInput } from '../../../core/domain.ts';
import { markOf, readOwnId } from '../../../core/external-id.ts';
import { hasRecord } from '../../../core/found-subjects.ts';
import type { Operation } from '../../../core/operation.ts';
import type {
  CarrierAnswer,
  ProofMethod,
  ShippingProbe,
  ShippingProof,
  ShippingProofBasket,
  StoreOffer,
} from '../../../core/shipping-proof.ts';
import { Exact } from '../../shared/decimals.ts';
import { pricedClasses } from '../classes.ts';
import { moneyOf, type Money } from '../explain/money.ts';
import { convertWeight } from '../explain/weight.ts';
import type { OdooShipping, StoreShipping } from '../facts.ts';
import { CARRIER_KIND, METHOD_TYPE, PART_TYPE, readMethodKey } from '../models.ts';
import { odooOffers } from '../odoo-rules/odoo-offers.ts';
import { planShipping } from '../plan.ts';
import { offers } from '../woocommerce-rules/offers.ts';
import type { StoreOffers } from '../woocommerce-rules/types.ts';
import { GONE } from './case.ts';
import { causeOf } from './causes.ts';
import { computationsOf } from './computations.ts';
import { shippingProbes } from './probes.ts';

type Input = PlanInput<StoreShipping, OdooShipping>;

/** What a proof of shipping needs of the store's zones and of what represents their methods in Odoo. Pure. */
export function proveShipping(input: Input): ShippingProof {
  const { found, odoo, store } = input;
  const { notes, operations, removals } = planShipping(input);
  const money = moneyOf(input);
  const products = new Map(odoo.products.map((product) => [product.id, product]));
  const carriers = new Map(odoo.carriers.map((carrier) => [carrier.id, carrier]));
  const methods = methodsOf(input, operations);
  const judged = (basket: ShippingProofBasket, address: ShippingProbe['address']) =>
    judgeStore(store, basket, address);
  const answers = (basket: ShippingProofBasket, probe: ShippingProbe) =>
    answersOf(input, money, basket, probe);
  const weightInOdoo = (weight: string) => convertWeight(weight, store.policy.weightUnit, odoo.weightUnit);
  return {
    isEnabled: store.policy.shippingEnabled,
    isInstalled: odoo.installed,
    currency: store.policy.currency,
    odooCurrency: odoo.currency,
    decimals: money.decimals,
    methods,
    classes: store.classes.map(({ id, name }) => ({ id, name })),
    minimumAmounts: minimumsOf(store),
    probes: (limit, base) => shippingProbes(store, base, found, limit),
    storeOffers: (basket, address) => offered(judged(basket, address)),
    odooOffers: answers,
    carrier: (id) => {
      const carrier = carriers.get(id);
      if (carrier === undefined) return null;
      const taxIds = products.get(carrier.productId)?.taxIds ?? [];
      return { productId: carrier.productId, taxIds, isActive: carrier.active };
    },
    inOdoo: money.convert,
    weightInOdoo,
    causeOf: (probe, given) =>
      causeOf(probe, given, {
        ...{ input, operations, money },
        frozen: removals === 'withheld' ? notes.find(({ level }) => level === 'review') : undefined,
        judged: judged(given.basket, probe.address),
        answers: answers(given.basket, probe),
      }),
    computationsOf: (probe, given) =>
      computationsOf(given, {
        ...{ judged: judged(given.basket, probe.address), inOdoo: money.convert, weightInOdoo },
        classes: store.classes,
        weightUnits: [store.policy.weightUnit, odoo.weightUnit],
        currencies: [store.policy.currency, odoo.currency],
        carrier: (id) => carriers.get(id),
      }),
  };
}

/** The methods of all zones, and what the connector made for methods that are gone. */
function methodsOf({ backendId, odoo, store }: Input, operations: readonly Operation[]): ProofMethod[] {
  const represented = operations.filter(
    (operation) =>
      (operation.subject.type === METHOD_TYPE || operation.subject.type === PART_TYPE) &&
      hasRecord(operation),
  );
  const carriersOf = (key: string) =>
    represented
      .filter(({ subject }) => readMethodKey(subject.key).method === key)
      // The main one first, parts after it.
      .toSorted((a, b) => Number(a.subject.type === PART_TYPE) - Number(b.subject.type === PART_TYPE))
      .flatMap(({ record }) => record?.id ?? []);
  // Those that the connector made, also where the plan leaves them as they are.
  const made = odoo.carriers.flatMap(({ externalId, id }) => {
    const own = readOwnId(externalId, CARRIER_KIND);
    return own?.mark === markOf(backendId) ? [{ method: readMethodKey(own.key).method, id }] : [];
  });
  const madeFor = (key: string) => made.filter(({ method }) => method === key).map(({ id }) => id);
  const listed = store.zones.flatMap((zone) =>
    zone.methods.map((method) => ({
      ...{ isOn: method.enabled, instanceId: method.instanceId, methodId: method.methodId },
      ...{ title: method.title, zone: zone.name },
      carrierIds: [
        ...new Set([...carriersOf(String(method.instanceId)), ...madeFor(String(method.instanceId))]),
      ],
    })),
  );
  const known = new Set(listed.map(({ instanceId }) => String(instanceId)));
  const gone = [...new Set(made.map(({ method }) => method))]
    .filter((key) => !known.has(key))
    .map((key): ProofMethod => {
      const carrierIds = madeFor(key);
      const title = odoo.carriers.find(({ id }) => id === carrierIds[0])?.name ?? '';
      return { ...{ instanceId: Number(key), methodId: GONE, title, zone: '', carrierIds }, isOn: false };
    });
  return [...listed, ...gone];
}

function minimumsOf(store: StoreShipping): string[] {
  const amounts = store.zones
    .flatMap(({ methods }) => methods)
    .filter(
      ({ enabled, methodId, settings }) => enabled && methodId === 'free_shipping' && needsAmount(settings),
    )
    .map(({ settings }) => (settings['min_amount'] ?? '').trim())
    .filter((amount) => /^\d+(?:\.\d+)?$/u.test(amount) && !new Exact(amount).isZero())
    .map((amount) => new Exact(amount).toFixed());
  return [...new Set(amounts)].sort((a, b) => new Exact(a).cmp(b));
}

const needsAmount = (settings: Readonly<Record<string, string>>) =>
  ['min_amount', 'either'].includes(settings['requires'] ?? '');

function judgeStore(
  store: StoreShipping,
  { gross, lines, net }: ShippingProofBasket,
  { country, postcode, state }: ShippingProbe['address'],
): StoreOffers {
  const shipped = lines.map(({ net: total, quantity, shippingClassId }) => ({
    ...{ quantity, total, shippingClassId },
  }));
  const subtotal = store.policy.showsCartWithTax ? gross : net;
  return offers(
    { ...store, classes: pricedClasses(store) },
    { lines: shipped, subtotal },
    {
      ...{ country, postcode, state },
    },
  );
}

function offered({ methods }: StoreOffers): StoreOffer[] {
  return methods.flatMap(({ cost, method: { instanceId, methodId, title }, verdict }) =>
    verdict === 'offered' ? [{ ...{ instanceId, methodId, title, cost }, tax: null }] : [],
  );
}

function answersOf(
  { odoo, store }: Input,
  { convert, decimals }: Money,
  { gross, lines, weight }: ShippingProofBasket,
  { address, countryId, stateId }: ShippingProbe,
): CarrierAnswer[] {
  const prefixes = new Map(odoo.prefixes.map(({ id, name }) => [id, name]));
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  const order = {
    ...{ quantity: String(quantity), total: convert(gross) ?? gross, volume: null, decimals },
    weight: convertWeight(weight, store.policy.weightUnit, odoo.weightUnit),
  };
  const at = { countryId, stateId, zip: address.postcode };
  return odooOffers(odoo.carriers, prefixes, at, order).map(
    ({ carrier, price, reason, verdict }): CarrierAnswer => ({
      ...{ carrierId: carrier.id, name: carrier.name, price, tax: null, reason },
      isOffered: verdict === 'unknown' ? null : verdict === 'offered',
    }),
  );
}
