import { Decimal } from 'decimal.js';
import { join } from 'node:path';
import { z } from 'zod';
import { CARTS_VERSION, STORE_VERSION, cartsFolder, flag, readCartFiles } from './cart-files.ts';
import { printData, readRecording } from './recording.ts';
import { rate } from './tax-rate.ts';

const ORDERS_VERSIONS = ['7.0.0', '11.0.1'] as const;

const id = z.number().int();
const yesNo = z.enum(['yes', 'no']).transform((value) => value === 'yes');
const answer = <Shape>(body: z.ZodType<Shape>) => z.object({ body }).transform((exchange) => exchange.body);

const classes = z.array(z.object({ slug: z.string() }));
const product = z.object({
  id,
  name: z.string(),
  price: z.string(),
  tax_class: z.string(),
  tax_status: z.enum(['taxable', 'none']),
});
const settings = z.array(z.object({ id: z.string(), value: z.unknown() }));
const zones = z.array(
  z.object({
    methods: z.array(
      z.object({
        instance_id: id,
        settings: z.object({ tax_status: z.enum(['taxable', 'none']).default('taxable') }),
      }),
    ),
  }),
);

/** Carts are recorded in minor units: `8728`. */
const minor = z
  .string()
  .regex(/^\d+$/)
  .transform((cents) => new Decimal(cents).dividedBy(100).toFixed(2));
const address = z.object({ country: z.string(), state: z.string(), postcode: z.string(), city: z.string() });
const cart = z.object({
  address,
  items: z.array(
    z.object({
      id,
      quantity: z.number(),
      line: z.object({ line_subtotal: minor, line_subtotal_tax: minor }),
    }),
  ),
  totals: z.object({
    total_items: minor,
    total_items_tax: minor,
    total_shipping: minor,
    total_shipping_tax: minor,
    total_price: minor,
    total_tax: minor,
    tax_lines: z.array(z.object({ name: z.string(), price: minor })),
  }),
  shipping: z.array(z.object({ rate_id: z.string(), price: minor, taxes: minor, selected: z.boolean() })),
});
const cartFile = z.object({
  settings: z.object({
    prices_include_tax: yesNo,
    tax_round_at_subtotal: yesNo,
    shipping_tax_class: z.string(),
    tax_based_on: z.literal('shipping'),
    price_decimals: z.literal(2),
  }),
  basket: z.array(z.tuple([id, z.number()])),
  carts: z.record(z.string(), cart),
});

const lineTaxes = z.array(z.object({ id, total: z.string(), subtotal: z.string() }));
const order = z.object({
  id,
  prices_include_tax: z.literal(false),
  shipping: address,
  cart_tax: z.string(),
  shipping_tax: z.string(),
  total_tax: z.string(),
  discount_tax: z.string(),
  total: z.string(),
  line_items: z.array(
    z.object({
      name: z.string(),
      tax_class: z.string(),
      subtotal: z.string(),
      subtotal_tax: z.string(),
      total: z.string(),
      total_tax: z.string(),
      taxes: lineTaxes,
    }),
  ),
  fee_lines: z.array(
    z.object({
      tax_class: z.string(),
      tax_status: z.literal('taxable'),
      total: z.string(),
      total_tax: z.string(),
      taxes: lineTaxes,
    }),
  ),
  shipping_lines: z.array(
    z.object({ method_id: z.string(), total: z.string(), total_tax: z.string(), taxes: lineTaxes }),
  ),
  tax_lines: z.array(z.object({ rate_id: id, tax_total: z.string(), shipping_tax_total: z.string() })),
});
type Order = z.infer<typeof order>;

/**
 * Real carts and orders and the tax that WooCommerce computed for them, compact; the columns are described in
 * `test/fixtures/carts/recorded.ts`.
 */
export function cartsData(folder: string): string {
  const from = cartsFolder(folder);
  const ofStore = <Shape>(name: string, body: z.ZodType<Shape>) =>
    readRecording(join(folder, 'woocommerce', STORE_VERSION, `${name}.json`), answer(body));
  const products = readRecording(join(from, 'products.json'), z.array(product));
  const statusOf = new Map(
    ofStore('GET_products_per_page_100', z.array(product)).map((row) => [row.name, row.tax_status]),
  );
  const taxableInstances = new Set(
    readRecording(join(from, 'zones.json'), zones)
      .flatMap(({ methods }) => methods)
      .filter((method) => method.settings.tax_status === 'taxable')
      .map((method) => method.instance_id),
  );
  const files = readCartFiles(folder, cartFile);
  const general = new Map(
    ofStore('GET_settings_general', settings).map((row) => [row.id, String(row.value)]),
  );
  const [country = '', state = ''] = (general.get('woocommerce_default_country') ?? '').split(':');
  return printData({
    versions: { carts: CARTS_VERSION, orders: ORDERS_VERSIONS },
    base: [country, state, general.get('woocommerce_store_postcode'), general.get('woocommerce_store_city')],
    classes: readRecording(join(from, 'classes.json'), classes).map(({ slug }) => slug),
    rates: readRecording(join(from, 'rates.json'), z.array(rate)).map(rateRow),
    orderRates: ofStore('GET_taxes_per_page_100_all', z.array(rate))
      .toSorted((a, b) => a.id - b.id)
      .map(rateRow),
    products: products
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [row.id, row.price, row.tax_class, flag(row.tax_status === 'taxable')]),
    addresses: addressesOf(files),
    carts: files.flatMap((file) =>
      Object.entries(file.carts).map(([place, row]) => [
        place,
        flag(file.settings.prices_include_tax),
        flag(file.settings.tax_round_at_subtotal),
        file.settings.shipping_tax_class,
        ...cartColumns(row, taxableInstances),
      ]),
    ),
    orders: ORDERS_VERSIONS.flatMap((version) =>
      readRecording(join(folder, 'woocommerce', version, 'GET_orders_dp6.json'), answer(z.array(order)))
        .toSorted((a, b) => a.id - b.id)
        .map((row) => [version, row.id, ...orderColumns(row, statusOf)]),
    ),
  });
}

/** Every file contains the same addresses. */
function addressesOf(files: readonly z.infer<typeof cartFile>[]): unknown[] {
  const all = files.flatMap(({ carts }) => Object.entries(carts));
  return [...new Map(all.map(([place, row]) => [place, [place, ...addressRow(row.address)]])).values()];
}

function cartColumns(row: z.infer<typeof cart>, taxableInstances: ReadonlySet<number>): unknown[] {
  const { totals } = row;
  return [
    row.items.map(({ id: productId, quantity, line }) => [
      productId,
      quantity,
      line.line_subtotal,
      line.line_subtotal_tax,
    ]),
    row.shipping.map((method) => [
      method.price,
      flag(taxableInstances.has(Number(method.rate_id.split(':')[1]))),
      flag(method.selected),
      method.taxes,
    ]),
    [
      totals.total_items,
      totals.total_items_tax,
      totals.total_shipping_tax,
      totals.total_tax,
      totals.total_price,
    ],
    totals.tax_lines.map(({ name, price }) => [name, price]),
  ];
}

function orderColumns(row: Order, statusOf: ReadonlyMap<string, string>): unknown[] {
  return [
    addressRow(row.shipping),
    row.line_items.map((line) => [
      line.tax_class,
      flag(statusOf.get(line.name) === 'taxable'),
      cents(line.subtotal),
      cents(line.subtotal_tax),
      cents(line.total),
      cents(line.total_tax),
      line.taxes.map((tax) => [tax.id, tax.subtotal, tax.total]),
    ]),
    row.fee_lines.map((fee) => [fee.tax_class, cents(fee.total), cents(fee.total_tax)]),
    row.shipping_lines.map((line) => [
      cents(line.total),
      flag(line.method_id === 'local_pickup'),
      cents(line.total_tax),
      line.taxes.map((tax) => [tax.id, tax.total]),
    ]),
    [row.cart_tax, row.shipping_tax, row.discount_tax, row.total_tax, row.total].map(cents),
    row.tax_lines.map((line) => [line.rate_id, cents(line.tax_total), cents(line.shipping_tax_total)]),
  ];
}

function rateRow(row: z.infer<typeof rate>): unknown[] {
  return [
    row.id,
    row.country,
    row.state,
    row.postcodes,
    row.cities,
    row.rate,
    row.name,
    row.priority,
    flag(row.compound),
    flag(row.shipping),
    row.order,
    row.class,
  ];
}

function addressRow({ country, state, postcode, city }: z.infer<typeof address>): string[] {
  return [country, state, postcode, city];
}

/** Orders were recorded with 6 decimals, of which only two may count. */
function cents(amount: string): string {
  const exact = new Decimal(amount);
  if (exact.decimalPlaces() > 2) throw new Error(`${amount} has more than two decimals`);
  return exact.toFixed(2);
}
