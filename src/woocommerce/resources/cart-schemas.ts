import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { CartQuote } from '../trade-port.ts';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH, shownText, text } from './schemas.ts';

const MAX_LINES = 1_000;

/** Amounts come in the smallest unit of money, as text. */
const minor = z
  .union([z.string().regex(/^-?\d{1,18}$/), z.int().transform(String), z.null().transform(() => '0')])
  .catch('0');

const currency = {
  currency_code: text(MAX_CODE_LENGTH),
  currency_minor_unit: z.int().min(0).max(8),
};

const cart = z.object({
  items: z
    .array(
      z.object({
        id: z.int().positive(),
        quantity: z.number().positive(),
        totals: z.object({ line_total: minor, line_total_tax: minor }),
      }),
    )
    .max(MAX_LINES),
  totals: z.object({
    total_items: minor,
    total_items_tax: minor,
    total_fees: minor,
    total_shipping: minor,
    total_shipping_tax: minor,
    total_price: minor,
    total_tax: minor,
    tax_lines: z
      .array(z.object({ name: shownText(MAX_NAME_LENGTH), price: minor, rate: shownText(40) }))
      .max(MAX_LINES)
      .catch([]),
    ...currency,
  }),
  shipping_rates: z
    .array(
      z.object({
        shipping_rates: z
          .array(
            z.object({
              method_id: text(MAX_CODE_LENGTH),
              instance_id: z
                .union([z.int(), z.string().regex(/^\d{1,10}$/)])
                .transform(Number)
                .catch(0),
              name: shownText(MAX_NAME_LENGTH),
              price: minor,
              taxes: minor,
              selected: z.boolean(),
            }),
          )
          .max(MAX_LINES),
      }),
    )
    .max(100),
});

/** `wc/store/v1/cart` and what changes it. Offers of several packages come one after another. */
export const cartSchema: z.ZodType<CartQuote> = cart.transform(({ items, shipping_rates, totals }) => {
  const decimals = totals.currency_minor_unit;
  const money = (units: string) => new Decimal(units).div(new Decimal(10).pow(decimals)).toFixed(decimals);
  return {
    currency: totals.currency_code,
    decimals,
    items: items.map(({ id, quantity, totals: line }) => ({
      productId: id,
      quantity,
      net: money(line.line_total),
      tax: money(line.line_total_tax),
    })),
    rates: totals.tax_lines.map(({ name, price, rate }) => ({
      name,
      percent: rate.replace('%', '').trim(),
      tax: money(price),
    })),
    offers: shipping_rates.flatMap((found) =>
      found.shipping_rates.map((offer) => ({
        methodId: offer.method_id,
        instanceId: offer.instance_id,
        name: offer.name,
        cost: money(offer.price),
        tax: money(offer.taxes),
        isSelected: offer.selected,
      })),
    ),
    itemNet: money(totals.total_items),
    itemTax: money(totals.total_items_tax),
    fees: money(totals.total_fees),
    shippingNet: money(totals.total_shipping),
    shippingTax: money(totals.total_shipping_tax),
    totalTax: money(totals.total_tax),
    total: money(totals.total_price),
  };
});
