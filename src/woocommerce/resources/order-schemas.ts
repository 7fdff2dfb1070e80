import { z } from 'zod';
import type {
  InvalidOrder,
  StoreLineTax,
  StoreOrder,
  StoreOrderAddress,
  StoreOrderRate,
} from '../trade-port.ts';
import { fieldsOf, readId } from './bad-row.ts';
import { enabled } from './loose-values.ts';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH, shownText, text } from './schemas.ts';

/** Bounds far above what orders have and far below what would hurt. */
const MAX_LINES = 10_000;

/**
 * What is asked for. Of addresses only what decides tax and shipping (WordPress shows single fields of a record from 5.3
 * on; an older one shows the whole, of which the rest is dropped as it is read).
 */
export const ORDER_FIELDS = [
  'id,number,status,currency,prices_include_tax,created_via,payment_method,total,total_tax',
  ...['billing', 'shipping'].map((kind) =>
    ['country', 'state', 'postcode', 'city'].map((field) => `${kind}.${field}`).join(),
  ),
  'line_items,shipping_lines,fee_lines,tax_lines,coupon_lines,refunds',
].join();

const code = text(MAX_CODE_LENGTH).catch('');
const list = <T>(item: z.ZodType<T>) => z.array(item).max(MAX_LINES);

/** Money and quantities: text, or the numbers that older stores and plugins send. Empty is nothing. */
const amount = z
  .union([z.string().max(40), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.union([z.literal('').transform(() => '0'), z.string().regex(/^-?\d{1,18}(?:\.\d{1,18})?$/)]));

const whole = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,12}$/)]).transform(Number);

/** The ids of products and instances: 0 or empty is none. */
const none = z.union([whole, z.literal(['', null]).transform(() => 0)]).catch(0);

const address: z.ZodType<StoreOrderAddress> = z.object({
  country: code,
  state: code,
  postcode: code,
  city: shownText(MAX_NAME_LENGTH),
});

const lineTax: z.ZodType<StoreLineTax> = z
  .object({ id: whole, total: amount })
  .transform(({ id, total }) => ({ rateId: id, total }));

const money = { total: amount, total_tax: amount, taxes: list(lineTax) };

const item = z
  .object({ product_id: none, quantity: amount, tax_class: code, ...money })
  .transform(({ product_id, tax_class, total_tax, ...rest }) => ({
    ...rest,
    productId: product_id,
    taxClass: tax_class,
    totalTax: total_tax,
  }));

const shippingLine = z
  .object({
    method_id: code,
    instance_id: z
      .union([z.string().max(20), z.int()])
      .transform(String)
      .catch(''),
    method_title: shownText(MAX_NAME_LENGTH),
    ...money,
  })
  .transform(({ method_id, instance_id, method_title, total_tax, ...rest }) => ({
    ...rest,
    methodId: method_id,
    instanceId: instance_id === '0' ? '' : instance_id,
    title: method_title,
    totalTax: total_tax,
  }));

const fee = z
  .object({ name: shownText(MAX_NAME_LENGTH), tax_class: code, ...money })
  .transform(({ name, tax_class, total_tax, ...rest }) => ({
    ...rest,
    title: name,
    taxClass: tax_class,
    totalTax: total_tax,
  }));

const rate: z.ZodType<StoreOrderRate> = z
  .object({
    rate_id: whole,
    label: shownText(MAX_NAME_LENGTH),
    rate_percent: z.union([z.number(), amount]).transform(String).nullish(),
    compound: enabled,
    tax_total: amount,
    shipping_tax_total: amount,
  })
  .transform((row) => ({
    rateId: row.rate_id,
    label: row.label,
    percent: row.rate_percent ?? null,
    compound: row.compound,
    taxTotal: row.tax_total,
    shippingTaxTotal: row.shipping_tax_total,
  }));

const order: z.ZodType<StoreOrder> = z
  .object({
    id: z.int().positive(),
    number: z.union([text(MAX_CODE_LENGTH), z.int()]).transform(String),
    status: text(MAX_CODE_LENGTH).min(1),
    currency: text(MAX_CODE_LENGTH).min(1),
    prices_include_tax: enabled,
    created_via: code,
    payment_method: code,
    total: amount,
    total_tax: amount,
    billing: address,
    shipping: address,
    line_items: list(item),
    shipping_lines: list(shippingLine),
    fee_lines: list(fee),
    tax_lines: list(rate),
    coupon_lines: list(z.unknown()),
    refunds: list(z.unknown()),
  })
  .transform((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    currency: row.currency,
    pricesIncludeTax: row.prices_include_tax,
    createdVia: row.created_via,
    billing: row.billing,
    shipping: row.shipping,
    paymentMethod: row.payment_method,
    items: row.line_items,
    shippingLines: row.shipping_lines,
    fees: row.fee_lines,
    rates: row.tax_lines,
    coupons: row.coupon_lines.length,
    refunds: row.refunds.length,
    totalTax: row.total_tax,
    total: row.total,
  }));

/** Whether a row is an order that could not be understood. */
export function isInvalidOrder(row: StoreOrder | InvalidOrder): row is InvalidOrder {
  return 'message' in row;
}

/** `GET orders`. No row fails the list; what is wrong with one is named without quoting it. */
export const ordersSchema: z.ZodType<(StoreOrder | InvalidOrder)[]> = z
  .array(z.unknown())
  .max(100)
  .transform((rows) => rows.map(readOrder));

function readOrder(row: unknown): StoreOrder | InvalidOrder {
  const fields = fieldsOf(row);
  if (fields === null) return { id: null, field: 'row', message: 'the row is no object' };
  const parsed = order.safeParse(fields);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? 'row';
  const missing = fields[field.split('.')[0] ?? ''] === undefined;
  return {
    id: readId(fields['id']),
    field,
    message: missing ? `${field} is missing` : `${field} has a form that is not known`,
  };
}
