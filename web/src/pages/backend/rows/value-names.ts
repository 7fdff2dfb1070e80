import type { TextKey, Translate } from '../../../texts/catalogue.ts';

/** What the values of rows are called; `test/web/value-names.test.ts` finds one without a name. */
const NAMES = {
  alignable: 'values.alignable',
  cities: 'values.cities',
  class: 'values.class',
  class_id: 'values.number',
  code: 'values.code',
  compound: 'values.compound',
  cost: 'values.cost',
  country: 'values.country',
  country_code: 'values.country',
  decimal_separator: 'values.decimalSeparator',
  decimals: 'values.decimals',
  default: 'values.default',
  description: 'values.description',
  domain: 'values.domain',
  enabled: 'values.enabled',
  features: 'values.features',
  group: 'values.group',
  included: 'values.included',
  instance_id: 'values.number',
  key: 'values.key',
  limitation: 'values.limitation',
  locations: 'values.locations',
  mapping: 'values.mapping',
  method_count: 'values.methodCount',
  method_type: 'values.methodType',
  odoo_value: 'values.odooValue',
  order: 'values.order',
  percent: 'values.percent',
  place: 'values.place',
  position: 'values.position',
  postcodes: 'values.postcodes',
  priority: 'values.priority',
  rate: 'values.rate',
  rate_count: 'values.rateCount',
  rate_id: 'values.number',
  report: 'values.report',
  shipping: 'values.shipping',
  shipping_tax_id: 'values.shippingTax',
  slug: 'values.slug',
  state: 'values.state',
  store_value: 'values.storeValue',
  tax_policy: 'values.taxPolicy',
  tax_status: 'values.taxStatus',
  thousand_separator: 'values.thousandSeparator',
  topic: 'values.topic',
  type: 'values.type',
  value: 'values.value',
  verdict: 'values.verdict',
  zone: 'values.zone',
  zone_id: 'values.number',
} as const satisfies Readonly<Record<string, TextKey>>;

/** The text of the name of a value; undefined where it has none. */
export const valueNameKey = (name: string): TextKey | undefined =>
  (NAMES as Readonly<Record<string, TextKey | undefined>>)[name];

/** The name of a value for people: `country_code` is "Country". */
export function valueName(name: string, t: Translate): string {
  return name in NAMES ? t(NAMES[name as keyof typeof NAMES]) : name;
}

/** What each list is called, and one row of it. */
const LISTS = {
  country: 'lists.country',
  state: 'lists.state',
  setting: 'lists.setting',
  currency: 'lists.currency',
  tax_class: 'lists.taxClass',
  tax: 'lists.tax',
  fiscal_position: 'lists.fiscalPosition',
  tax_rate: 'lists.taxRate',
  check: 'lists.check',
  shipping_method_type: 'lists.methodType',
  shipping_class: 'lists.shippingClass',
  shipping_zone: 'lists.shippingZone',
  shipping_method: 'lists.shippingMethod',
  payment_gateway: 'lists.gateway',
  review: 'lists.review',
  limitation: 'lists.limitation',
  note: 'lists.note',
  delivery_product: 'lists.deliveryProduct',
  zip_prefix: 'lists.zipPrefix',
} as const satisfies Readonly<Record<string, TextKey>>;

/** The name of a list: `tax_rate` is "Tax rates". What is no list keeps its own name, in words. */
export function listName(type: string, t: Translate): string {
  return type in LISTS ? t(LISTS[type as keyof typeof LISTS]) : type.replaceAll('_', ' ');
}
