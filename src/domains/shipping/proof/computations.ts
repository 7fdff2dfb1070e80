import type { ExplainedTable } from '../../../core/explanation.ts';
import type { CarrierAnswer, ShippingAnswers, StoreOffer } from '../../../core/shipping-proof.ts';
import type { StoreShippingClass } from '../../../woocommerce/port.ts';
import { Exact } from '../../shared/decimals.ts';
import type { OdooCarrier } from '../facts.ts';
import { priceSettings } from '../price-settings.ts';
import type { StoreOffers } from '../woocommerce-rules/types.ts';

/** What both computations are made of. */
export interface ComputationInput {
  /** What our rules make of the store's zones for the basket. */
  readonly judged: StoreOffers;
  readonly classes: readonly StoreShippingClass[];
  /** What a basket counts in the store's unit of weight, and in Odoo's. */
  readonly weightUnits: readonly [store: string, odoo: string];
  readonly currencies: readonly [store: string, odoo: string];
  inOdoo(amount: string): string | null;
  weightInOdoo(weight: string): string | null;
  carrier(id: number): OdooCarrier | undefined;
}

const HEAD = ['', 'amount', 'how'];
const NOT_OFFERED = 'not offered';
const SETTING = 'a setting of the method';

/** How each side comes by the price of one method for a basket: what it looks at, its settings, and its answer. Pure. */
export function computationsOf(given: ShippingAnswers, input: ComputationInput): ExplainedTable[] {
  return [storeTable(given, input), odooTable(given, input)];
}

function storeTable(
  { basket, instanceId, store, title }: ShippingAnswers,
  { classes, currencies: [currency], judged, weightUnits: [unit] }: ComputationInput,
): ExplainedTable {
  const rule = judged.methods.find(({ method }) => method.instanceId === instanceId);
  const zone = judged.zone === null ? 'no zone' : `zone “${judged.zone.name}”`;
  const byRules = rule === undefined ? 'The address lies in another zone.' : rule.reason;
  return {
    title: `WooCommerce: ${zone}, amounts in ${currency}`,
    head: HEAD,
    rows: [
      ['goods without tax', basket.net, piecesOf(basket, weight(basket.weight, unit))],
      ...(rule === undefined
        ? []
        : priceSettings(rule.method, { classes }).map(({ label, value }) => [label, value, SETTING])),
      [`“${title}” by its settings`, rule?.cost ?? NOT_OFFERED, byRules],
      ...answered(store),
    ],
    empty: '',
  };
}

const piecesOf = ({ lines }: ShippingAnswers['basket'], weighs: string) =>
  `${lines.reduce((sum, { quantity }) => sum + quantity, 0)} pieces${weighs}`;

const weight = (amount: string | null, unit: string) =>
  amount === null ? '' : `, ${amount} ${unit}`.trimEnd();

function answered(store: StoreOffer | null): string[][] {
  if (store === null) return [['price', NOT_OFFERED, '']];
  return [
    ['price', store.cost, ''],
    ['tax on it', store.tax ?? 'not known', ''],
  ];
}

function odooTable({ basket, odoo }: ShippingAnswers, input: ComputationInput): ExplainedTable {
  const [, unit] = input.weightUnits;
  const [currency, odooCurrency] = input.currencies;
  const total = input.inOdoo(basket.gross);
  const inOdoo = basket.weight === null ? null : input.weightInOdoo(basket.weight);
  const rate = currency === odooCurrency ? '' : `, converted from ${basket.gross} ${currency}`;
  return {
    title: `Odoo: amounts in ${odooCurrency}`,
    head: HEAD,
    rows: [
      ['goods with tax', total ?? 'no rate', `${piecesOf(basket, weight(inOdoo, unit))}${rate}`],
      ...odoo.flatMap((answer) => carrierRows(answer, input.carrier(answer.carrierId))),
      ...(odoo.length === 0 ? [['price', NOT_OFFERED, 'No delivery method represents it.']] : []),
    ],
    empty: '',
  };
}

function carrierRows(
  { isOffered, name, price, reason, tax }: CarrierAnswer,
  carrier: OdooCarrier | undefined,
): string[][] {
  return [
    ...(carrier === undefined ? [] : priceFields(carrier)),
    [`“${name}”`, price ?? (isOffered === null ? 'not known' : NOT_OFFERED), reason],
    ...(price === null ? [] : [['tax on it', tax ?? 'not known', '']]),
  ];
}

function priceFields({
  deliveryType,
  fixedPrice,
  freeFrom,
  freeOver,
  margin,
  rules,
}: OdooCarrier): string[][] {
  return [
    ...(deliveryType === 'fixed' ? [['fixed price', fixedPrice, '']] : []),
    ...rules.map(({ basePrice, id, maxValue, operator, perUnit, variable, variableFactor }) => [
      `price rule ${id}`,
      `${basePrice} + ${perUnit} × ${variableFactor}`,
      `${variable} ${operator} ${maxValue}`,
    ]),
    ...(new Exact(margin).isZero() ? [] : [['margin', margin, '']]),
    ...(freeOver ? [['free from', freeFrom, '']] : []),
  ];
}
