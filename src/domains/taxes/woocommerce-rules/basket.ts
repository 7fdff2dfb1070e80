import type { Decimal } from 'decimal.js';
import type { StoreTaxClass, StoreTaxRate } from '../../../woocommerce/port.ts';
import type { StoreTaxPolicy, TaxAddress } from '../facts.ts';
import { sum, taxOf } from './compute.ts';
import type { TaxAmounts } from './compute.ts';
import { Exact, roundHalfUp } from '../../shared/decimals.ts';
import type { RateTable } from './rate-table.ts';
import { moneyOf, roundTax } from './rounding.ts';
import type { Money } from './rounding.ts';
import { shippingClassOf } from './shipping-class.ts';

export interface BasketLine {
  /** The slug of its class; empty for the standard one. */
  readonly taxClass: string;
  readonly quantity: number;
  /** Of one piece, as the store has it: with or without tax by the policy. Decimal text. */
  readonly price: string;
  /** False for products whose tax status is `none` or `shipping`. */
  readonly taxable?: boolean;
  /**
   * Whether shipping may inherit its class: what is taxable does, unless stated otherwise. (Not so for virtual products;
   * so, though not taxable, for those whose tax status is `shipping`.)
   */
  readonly countsForShipping?: boolean;
}

export interface BasketShipping {
  /** Without tax, whatever prices include. Decimal text. */
  readonly cost: string;
  readonly taxable: boolean;
  /** Local pickup: everything is taxed at the store's own address then. */
  readonly pickup?: boolean;
}

export interface Basket {
  readonly lines: readonly BasketLine[];
  readonly shipping: readonly BasketShipping[];
  /** The customer's address of the kind that the policy bases taxes on: shipping or billing. */
  readonly address: TaxAddress;
  readonly policy: StoreTaxPolicy;
  /** In the store's order. */
  readonly classes: readonly Pick<StoreTaxClass, 'slug'>[];
}

/** The tax on one line or shipping cost. Amounts are decimal text. */
export interface PartTax {
  /** Without tax, with the store's decimals. */
  readonly net: string;
  /** With the store's decimals. */
  readonly tax: string;
  /** In full precision. */
  readonly perRate: readonly { readonly rateId: number; readonly tax: string }[];
}

/** The tax on a basket. Amounts are decimal text with the store's decimals, rounded as the store shows them. */
export interface BasketTax {
  /** The lines without tax. */
  readonly itemNet: string;
  readonly itemTax: string;
  readonly shippingTax: string;
  /** Rounded once, from what is not: with rounding at the subtotal it may differ from the sum of the two by a cent. */
  readonly totalTax: string;
  /** Everything together, tax included. */
  readonly total: string;
  /** Each rate that applies, those of 0% as well, in the order in which they come up. */
  readonly perRate: readonly {
    readonly rateId: number;
    readonly itemTax: string;
    readonly shippingTax: string;
  }[];
  readonly lines: readonly PartTax[];
  readonly shipping: readonly PartTax[];
}

const ZERO = new Exact(0);

/** A line or a shipping cost while it is computed, in cents with further decimals. */
interface Part extends TaxAmounts {
  readonly net: Decimal;
}

/**
 * Computes the tax on a basket as WooCommerce's cart does (`WC_Cart_Totals`), to the cent. Coupons are the caller's:
 * give prices after discount. An order that WooCommerce computes anew (in its administration, or made through its API)
 * keeps 6 decimals of the unit instead of the cent, which can tip a tax that is within 0.0001 cents of half a cent.
 *
 * @throws RangeError where prices include tax and a rate of -100% applies
 */
export function computeBasket(basket: Basket, table: RateTable): BasketTax {
  const { policy } = basket;
  const money = moneyOf(policy);
  const place = placeOfTax(basket);
  const lines = basket.lines.map((line) => computeLine(line, place, policy, table, money));
  const shippingRates = ratesForShipping(basket, place, table);
  const shipping = basket.shipping.map((part) => computeShipping(part, shippingRates, policy, money));
  return totals(lines, shipping, policy, money);
}

function placeOfTax({ policy, shipping, address }: Basket): TaxAddress {
  const atBase = policy.basedOn === 'base' || shipping.some(({ pickup }) => pickup === true);
  return atBase ? policy.base : address;
}

function ratesForShipping(basket: Basket, place: TaxAddress, table: RateTable): StoreTaxRate[] {
  const { policy, classes, lines } = basket;
  if (!policy.enabled) return [];
  const counting = lines.filter((line) => line.countsForShipping ?? line.taxable ?? true);
  const itemClasses = counting.map(({ taxClass }) => taxClass);
  const taxClass = shippingClassOf(policy, classes, itemClasses);
  return taxClass === null ? [] : table.selectForShipping(place, taxClass);
}

function computeLine(
  line: BasketLine,
  place: TaxAddress,
  policy: StoreTaxPolicy,
  table: RateTable,
  money: Money,
): Part {
  const price = money.toCents(new Exact(line.price).times(line.quantity));
  if (!policy.enabled || line.taxable === false) return untaxed(price);
  const rates = table.select(place, line.taxClass);
  const included = policy.pricesIncludeTax;
  if (!included) return { net: price, ...taxOf(price, rates, { included }) };
  const here = priceElsewhere(price, table.select(policy.base, line.taxClass), rates);
  const taxes = taxOf(here, rates, { included });
  return { net: here.minus(taxes.total), ...taxes };
}

/**
 * Prices that include tax include the base address' taxes. Where others apply, the net price stays and those are added
 * (`woocommerce_adjust_non_base_location_prices`, on unless a plugin changes it).
 */
function priceElsewhere(
  price: Decimal,
  baseRates: readonly StoreTaxRate[],
  rates: readonly StoreTaxRate[],
): Decimal {
  const same = rates.length === baseRates.length && rates.every(({ id }, at) => id === baseRates[at]?.id);
  if (same) return price;
  const net = price.minus(taxOf(price, baseRates, { included: true }).total);
  return net.plus(taxOf(net, rates, { included: false }).total);
}

/** Shipping methods compute in whole units; only what comes out is turned into cents and, if so, rounded. */
function computeShipping(
  { cost, taxable }: BasketShipping,
  rates: readonly StoreTaxRate[],
  policy: StoreTaxPolicy,
  money: Money,
): Part {
  const net = money.toCents(cost);
  if (!taxable || !net.greaterThan(0)) return untaxed(net);
  const perRate = new Map(
    [...taxOf(cost, rates, { included: false }).perRate].map(([id, tax]) => {
      const cents = roundHalfUp(tax.times(money.unit));
      return [id, policy.roundAtSubtotal ? cents : roundHalfUp(cents, 0)];
    }),
  );
  return { net, perRate, total: sum(perRate.values()) };
}

function untaxed(net: Decimal): Part {
  return { net, perRate: new Map(), total: ZERO };
}

function totals(
  lines: readonly Part[],
  shipping: readonly Part[],
  policy: StoreTaxPolicy,
  money: Money,
): BasketTax {
  const { roundAtSubtotal, pricesIncludeTax } = policy;
  const round = (tax: Decimal) => (roundAtSubtotal ? tax : roundTax(tax, 0, pricesIncludeTax));
  const itemTaxes = mergeRates(lines, round);
  const shippingTaxes = mergeRates(shipping, round);
  const itemNet = sum(lines.map(({ net }) => (roundAtSubtotal ? net : roundHalfUp(net, 0))));
  const itemTax = sum(itemTaxes.values());
  const shippingTax = sum(shippingTaxes.values());
  const everything = sum([itemNet, ...shipping.map(({ net }) => net), itemTax, shippingTax]);
  return {
    itemNet: money.show(itemNet),
    itemTax: money.show(itemTax),
    shippingTax: money.show(shippingTax),
    // Shipping is rounded by itself: its costs are without tax even where prices include it.
    totalTax: money.showTax(itemTax.plus(roundHalfUp(shippingTax, 0))),
    total: money.show(roundHalfUp(everything, 0)),
    perRate: [...new Set([...itemTaxes.keys(), ...shippingTaxes.keys()])].map((rateId) => ({
      rateId,
      itemTax: money.showTax(itemTaxes.get(rateId) ?? ZERO),
      shippingTax: money.show(shippingTaxes.get(rateId) ?? ZERO),
    })),
    lines: lines.map((part) => showPart(part, round, money)),
    shipping: shipping.map((part) => showPart(part, round, money)),
  };
}

function mergeRates(parts: readonly Part[], round: (tax: Decimal) => Decimal): Map<number, Decimal> {
  const merged = new Map<number, Decimal>();
  for (const [rateId, tax] of parts.flatMap(({ perRate }) => [...perRate])) {
    merged.set(rateId, (merged.get(rateId) ?? ZERO).plus(round(tax)));
  }
  return merged;
}

function showPart({ net, perRate }: Part, round: (tax: Decimal) => Decimal, money: Money): PartTax {
  return {
    net: money.show(net),
    tax: money.show(sum([...perRate.values()].map(round))),
    perRate: [...perRate].map(([rateId, tax]) => ({ rateId, tax: money.exactly(tax) })),
  };
}
