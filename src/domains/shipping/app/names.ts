/** Types of shipping methods: flat rate, free shipping and those of plugins. */
export const X_METHOD_TYPE = { model: 'x_woo_shipping_method_type', code: 'x_code' } as const;

/** Shipping classes of products. */
export const X_SHIPPING_CLASS = {
  model: 'x_woo_shipping_class',
  classId: 'x_class_id',
  slug: 'x_slug',
} as const;

/** Shipping zones. */
export const X_ZONE = {
  model: 'x_woo_shipping_zone',
  zoneId: 'x_zone_id',
  order: 'x_order',
  locations: 'x_locations',
  methodCount: 'x_method_count',
} as const;

/** Shipping methods of zones. */
export const X_METHOD = {
  model: 'x_woo_shipping_method',
  instanceId: 'x_instance_id',
  /** The name of its zone. */
  zone: 'x_zone',
  /** The row of its zone. */
  zoneRow: 'x_woo_zone_id',
  methodType: 'x_method_type',
  typeName: 'x_type_name',
  enabled: 'x_enabled',
  order: 'x_order',
  cost: 'x_cost',
  taxStatus: 'x_tax_status',
  /** How accurately the carrier represents it. */
  report: 'x_report',
  limitation: 'x_limitation',
  /** The record in Odoo. */
  carrier: 'x_carrier_id',
} as const;

/** What this domain adds to a backend. */
export const X_ON_BACKEND = {
  zoneCount: 'x_shipping_zone_count',
  methodCount: 'x_shipping_method_count',
} as const;

/** What it adds to Odoo's carriers. */
export const X_ON_CARRIER = { methods: 'x_woo_shipping_method_ids' } as const;
