import { Decimal } from 'decimal.js';
import { join } from 'node:path';
import { z } from 'zod';
import { CARTS_VERSION, STORE_VERSION, cartsFolder, flag, readCartFiles } from './cart-files.ts';
import { printData, readRecording } from './recording.ts';

const id = z.number().int();
const answer = <Shape>(body: z.ZodType<Shape>) => z.object({ body }).transform((exchange) => exchange.body);

const location = z.object({ type: z.string(), code: z.string() });
const method = z.object({
  instance_id: id,
  method_id: z.string(),
  title: z.string(),
  enabled: z.boolean(),
  order: id,
  settings: z.record(z.string(), z.string()),
});
const zone = z.object({
  id,
  name: z.string(),
  order: id,
  locations: z.array(location),
  methods: z.array(method),
});
const product = z.object({ id, shipping_class_id: id, weight: z.string() });
const shippingClass = z.object({ id, slug: z.string(), name: z.string() });
const continent = z.object({
  code: z.string(),
  name: z.string(),
  countries: z.array(z.object({ code: z.string() })),
});
// What the recordings never varied is a literal here: one that does vary it needs a column of its own.
const general = z
  .array(z.object({ id: z.string(), value: z.unknown() }))
  .transform((rows) => Object.fromEntries(rows.map((row) => [row.id, row.value])))
  .pipe(z.object({ woocommerce_ship_to_countries: z.literal('') }));
const tax = z
  .array(z.object({ id: z.string(), value: z.unknown() }))
  .transform((rows) => Object.fromEntries(rows.map((row) => [row.id, row.value])))
  .pipe(z.object({ woocommerce_tax_display_cart: z.literal('excl') }));

const cartFile = z.object({
  settings: z.object({ price_decimals: z.literal(2) }),
  carts: z.record(
    z.string(),
    z.object({
      totals: z.object({ total_discount: z.literal('0') }),
      shipping: z.array(z.object({ rate_id: z.string(), name: z.string(), price: z.string() })),
    }),
  ),
});

/** No settings of a price: its name, which is the method's title, and a heading of the form. */
const NOT_OF_PRICE = ['title', 'class_costs'];

/**
 * Real carts' shipping and what it was offered from, compact; the columns are described in `test/fixtures/carts/shipping.ts`.
 * The carts stand in the order of those of `carts.ts`, which have what is in them.
 */
export function shippingCartsData(folder: string): string {
  const from = cartsFolder(folder);
  const ofStore = <Shape>(name: string, body: z.ZodType<Shape>) =>
    readRecording(join(folder, 'woocommerce', STORE_VERSION, `${name}.json`), answer(body));
  ofStore('GET_settings_general', general);
  ofStore('GET_settings_tax', tax);
  return printData({
    version: CARTS_VERSION,
    classes: ofStore('GET_products_shipping_classes_per_page_100', z.array(shippingClass)).map((row) => [
      row.id,
      row.slug,
      row.name,
    ]),
    continents: ofStore('GET_data_continents', z.array(continent)).map((row) => [
      row.code,
      row.name,
      row.countries.map(({ code }) => code),
    ]),
    zones: readRecording(join(from, 'zones.json'), z.array(zone))
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [
        row.id,
        row.name,
        row.order,
        row.locations.map(({ type, code }) => [type, code]),
        row.methods.map(methodColumns),
      ]),
    products: readRecording(join(from, 'products.json'), z.array(product))
      .toSorted((a, b) => a.id - b.id)
      .map((row) => [row.id, row.shipping_class_id === 0 ? null : row.shipping_class_id, row.weight]),
    carts: readCartFiles(folder, cartFile).flatMap(({ carts }) =>
      Object.entries(carts).map(([place, { shipping }]) => [
        place,
        shipping.map((rate) => [rate.rate_id, rate.name, new Decimal(rate.price).dividedBy(100).toFixed(2)]),
      ]),
    ),
  });
}

function methodColumns(row: z.infer<typeof method>): unknown[] {
  const settings = Object.entries(row.settings).filter(([name]) => !NOT_OF_PRICE.includes(name));
  return [
    row.instance_id,
    row.method_id,
    row.title,
    flag(row.enabled),
    row.order,
    Object.fromEntries(settings),
  ];
}
