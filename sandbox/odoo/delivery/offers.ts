import type { Environment } from '../environment.ts';
import {
  positionFor,
  mapByPosition,
  productTaxes,
  computeQuotation,
  roundingOf,
} from '../accounting/quotation.ts';
import { findAddress } from '../accounting/quote.ts';
import type { AddressRequest } from '../accounting/quote.ts';
import { idsOf, taxRecord } from '../accounting/rule-records.ts';
import { companyCurrency } from '../currency/currency-fields.ts';
import { convertAmount, dayOf } from '../currency/rates.ts';
import { matchesOrder } from '../delivery-rules/match-carrier.ts';
import { rateCarrier } from '../delivery-rules/rate-carrier.ts';
import type { CarrierMoney, OrderMeasures, Rate } from '../delivery-rules/types.ts';
import { keepPrice, mapPrice } from '../tax-rules/adapt-price.ts';
import { computeTaxes } from '../tax-rules/compute.ts';
import { Exact } from '../tax-rules/decimals.ts';
import { carrierOf, offeredCarriers } from './carrier-records.ts';
import { measureLines } from './measure-order.ts';
import type { MeasuredLine } from './measure-order.ts';

/** An order to be shipped: an address by codes, and what is in it, as lines or as their sums. */
export interface DeliveryRequest extends AddressRequest {
  /** ISO code of the currency of the order; the company's when absent. */
  readonly currency?: string;
  readonly lines?: readonly DeliveryRequestLine[];
  /** Without lines: quantity and weight of the goods, and the total of the order with its taxes. */
  readonly quantity?: string | number;
  readonly weight?: string | number;
  readonly volume?: string | number;
  readonly total?: string | number;
}

export interface DeliveryRequestLine {
  /** A `product.product`. */
  readonly productId: number;
  readonly qty: string | number;
  /** Unit price; the list price of the product when absent. */
  readonly price?: string | number;
}

/** A carrier that Odoo offers. Amounts are decimal text in the currency of the order. */
export interface DeliveryOffer {
  readonly carrierId: number;
  readonly name: string;
  /** Unit price of the delivery line: 17 and 18 keep two decimals, 19 all. */
  readonly price: string;
  /** What it would be if the order were too small to ship for free. */
  readonly carrierPrice: string;
  readonly taxIds: readonly number[];
  readonly untaxed: string;
  readonly tax: string;
  readonly total: string;
}

/**
 * The carriers that Odoo offers for an order, in its order, each with the delivery line it would add: active ones of
 * the company or of none, that fit the address and the order (`_is_available_for_order`, `rate_shipment` and
 * `_prepare_delivery_line_vals`). An order without lines has no products, and so no tags.
 *
 * @throws Error for unknown codes, and where a zip prefix is no regular expression
 */
export function offerCarriers(env: Environment, request: DeliveryRequest): DeliveryOffer[] {
  const company = request.companyId ?? 1;
  const address = findAddress(env, request);
  const sale: Sale = {
    company,
    currency: currencyOf(env, request.currency, company),
    position: positionFor(env, company, address),
  };
  const order = measures(env, request, sale);
  return offeredCarriers(env, company).flatMap((id) => {
    const carrier = carrierOf(env, id);
    if (!matchesOrder(env.database.series, carrier, address, order)) return [];
    const { rate, taxIds } = rateOnSale(env, id, order, sale);
    if (rate === null) return [];
    return [{ carrierId: id, name: carrier.name, taxIds, ...deliveryLine(env, sale, rate, taxIds) }];
  });
}

/** What a carrier asks for an order, null where none of its rules applies; and the taxes of its delivery line. */
export function rateOnSale(
  env: Environment,
  id: number,
  order: OrderMeasures,
  sale: Sale,
): { readonly rate: Rate | null; readonly taxIds: readonly number[] } {
  const template = templateOf(env, Number(env.value('delivery.carrier', id, 'product_id')));
  const from = productTaxes(env, template, sale.company);
  const to = mapByPosition(env, sale.position, from);
  return {
    rate: rateCarrier(carrierOf(env, id), order, moneyOf(env, sale, { id, template, from, to })),
    taxIds: to,
  };
}

/** The order around: who sells, in which currency, under which fiscal position. */
export interface Sale {
  readonly company: number;
  readonly currency: number;
  readonly position: number | null;
}

/** The line that a carrier adds to the order. */
function deliveryLine(env: Environment, { company, currency }: Sale, rate: Rate, taxIds: readonly number[]) {
  const { series } = env.database;
  const price = keepPrice(series, rate.price).toFixed();
  const taxes = taxIds.map((tax) => taxRecord(env, tax));
  const rounding = roundingOf(env, company, currency);
  const { untaxed, tax, total } = computeTaxes(series, taxes, { price, quantity: '1', rounding });
  return { price, carrierPrice: keepPrice(series, rate.carrierPrice).toFixed(), untaxed, tax, total };
}

/** A carrier with its delivery product, the taxes of that, and what the fiscal position makes of them. */
interface Priced {
  readonly id: number;
  readonly template: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function moneyOf(
  env: Environment,
  { company, currency }: Sale,
  { id, template, from, to }: Priced,
): CarrierMoney {
  const own = companyCurrency(env, Number(env.value('delivery.carrier', id, 'company_id')) || 1);
  const day = dayOf(env);
  const taxes = (ids: readonly number[]) => ids.map((tax) => taxRecord(env, tax));
  const { decimals } = roundingOf(env, company, currency);
  return {
    listPrice: listPrice(env, template, { company, currency }),
    toOrder: (amount) => convertAmount(env, amount, { from: own, to: currency, company, day, round: true }),
    toCompany: (amount) => convertAmount(env, amount, { from: currency, to: own, company, day, round: true }),
    mapTaxes: (price) => mapPrice(env.database.series, price, taxes(from), taxes(to), decimals),
  };
}

function measures(env: Environment, request: DeliveryRequest, sale: Sale): OrderMeasures {
  if (request.lines === undefined) {
    const { quantity = 0, weight = 0, volume = 0, total = 0 } = request;
    const sums = { quantity: Number(quantity), weight: Number(weight), volume: Number(volume), wv: 0 };
    const whole = { wholeWeight: sums.weight, wholeVolume: sums.volume, tagIds: [] };
    return { ...sums, ...whole, total: new Exact(total) };
  }
  const { company, currency, position } = sale;
  const lines = request.lines.map((line) => measuredLine(env, line));
  const quoted = request.lines.map(({ productId, qty, price }) => {
    const template = templateOf(env, productId);
    return {
      taxIds: productTaxes(env, template, company),
      price: `${price ?? listPrice(env, template, sale).toFixed()}`,
      quantity: `${qty}`,
    };
  });
  const rounding = roundingOf(env, company, currency);
  const { amounts } = computeQuotation(env, company, position, quoted, rounding);
  return { ...measureLines(lines), total: new Exact(amounts.total) };
}

/** A line as far as it can be weighed. */
export function measuredLine(env: Environment, { productId, qty }: DeliveryRequestLine): MeasuredLine {
  const field = (name: string) => env.value('product.product', productId, name);
  return {
    quantity: Number(qty),
    weight: Number(field('weight')),
    volume: Number(field('volume')),
    service: field('type') === 'service',
    tagIds: idsOf(field('all_product_tag_ids')),
  };
}

/** What a product costs in the currency of the order, not rounded. */
function listPrice(env: Environment, template: number, { company, currency }: Omit<Sale, 'position'>): Exact {
  const listed = new Exact(Number(env.value('product.template', template, 'list_price')));
  const from = Number(env.value('product.template', template, 'currency_id'));
  return convertAmount(env, listed, { from, to: currency, company, day: dayOf(env), round: false });
}

function templateOf(env: Environment, product: number): number {
  return Number(env.value('product.product', product, 'product_tmpl_id'));
}

function currencyOf(env: Environment, code: string | undefined, company: number): number {
  if (code === undefined) return companyCurrency(env, company);
  const id = env.database.lookup('res.currency', 0, [code]);
  if (id === undefined) throw new Error(`no currency ${code}`);
  return id;
}
