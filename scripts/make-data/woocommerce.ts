import { join } from 'node:path';
import { z } from 'zod';
import { printData, readRecording } from './recording.ts';
import { rate } from './tax-rate.ts';
import { gatewayRows } from './woocommerce-gateways.ts';

const VERSION = '11.0.1';

/** An answer as recorded: only the body matters here. */
function answer<Shape>(body: z.ZodType<Shape>) {
  return z.object({ body }).transform((exchange) => exchange.body);
}

const countries = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    // UM's codes are numbers on the wire, and the sandbox sends them so.
    states: z.array(z.object({ code: z.union([z.string(), z.number()]), name: z.string() })),
  }),
);
const rates = z.array(rate);
const classes = z.array(z.object({ slug: z.string(), name: z.string() }));
const methods = z.array(z.object({ id: z.string(), title: z.string() }));
const zones = z.array(z.object({ id: z.number().int(), name: z.string(), order: z.number().int() }));
const locations = z.array(z.object({ type: z.string(), code: z.string() }));
const shippingClasses = z.array(
  z.object({ id: z.number().int(), slug: z.string(), name: z.string(), count: z.number().int() }),
);
const continents = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    countries: z.array(z.object({ code: z.string(), currency_code: z.string().optional() })),
  }),
);
const instances = z.array(
  z.object({
    instance_id: z.number().int(),
    method_id: z.string(),
    title: z.string(),
    order: z.number().int(),
    enabled: z.boolean(),
    settings: z.record(z.string(), z.object({ type: z.string(), value: z.string() })),
  }),
);

/** The lists of the recorded store, compact; the meaning of the columns is described in `sandbox/woocommerce/seed.ts`. */
export function woocommerceData(folder: string): string {
  const read = <Shape>(name: string, body: z.ZodType<Shape>) =>
    readRecording(join(folder, 'woocommerce', VERSION, `${name}.json`), answer(body));

  const zoneRows = read('GET_shipping_zones', zones).map((zone) => [
    zone.id,
    // Zone 0 has no name of the merchant's: the store fills in a phrase of its own.
    zone.id === 0 ? 'Everywhere else' : zone.name,
    zone.order,
    read(`GET_shipping_zones_${zone.id}_locations`, locations).map((place) => [place.type, place.code]),
    read(`GET_shipping_zones_${zone.id}_methods`, instances).map((instance) => [
      instance.instance_id,
      instance.method_id,
      instance.title,
      instance.order,
      instance.enabled ? 1 : 0,
      Object.fromEntries(
        Object.entries(instance.settings)
          .filter(([name, setting]) => setting.type !== 'title' && name !== 'title')
          .map(([name, setting]) => [name, setting.value]),
      ),
    ]),
  ]);
  return printData({
    version: VERSION,
    countries: read('GET_data_countries', countries).map((country) => [
      country.code,
      country.name,
      country.states.map((state) => [state.code, state.name]),
    ]),
    taxClasses: read('GET_taxes_classes', classes).map((row) => [row.slug, row.name]),
    taxRates: read('GET_taxes_per_page_100_all', rates)
      .toSorted((a, b) => a.id - b.id)
      .map((rate) => [
        rate.id,
        rate.country,
        rate.state,
        rate.postcodes,
        rate.cities,
        rate.rate,
        rate.name,
        rate.priority,
        rate.compound ? 1 : 0,
        rate.shipping ? 1 : 0,
        rate.order,
        rate.class,
      ]),
    shippingMethods: read('GET_shipping_methods', methods).map((method) => [method.id, method.title]),
    zones: zoneRows,
    shippingClasses: read('GET_products_shipping_classes_per_page_100', shippingClasses).map((row) => [
      row.id,
      row.slug,
      row.name,
      row.count,
    ]),
    // A country of which WooCommerce knows no currency is reported with fewer fields: marked with a star.
    continents: read('GET_data_continents', continents).map((continent) => [
      continent.code,
      continent.name,
      continent.countries
        .map((country) => (country.currency_code === undefined ? `${country.code}*` : country.code))
        .join(' '),
    ]),
    gateways: gatewayRows(join(folder, 'woocommerce', VERSION)),
  });
}
