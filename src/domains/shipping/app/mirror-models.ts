import type { AppRowModel } from '../../../core/app-rows.ts';
import { CARRIER_MODEL, METHOD_TYPE } from '../models.ts';

/** The types of method that the store offers to set up. Nothing in Odoo corresponds to them. Key: `x_code`. */
export const METHOD_TYPE_MIRROR: AppRowModel = {
  model: 'x_woo_shipping_method_type',
  type: 'shipping_method_type',
  columns: ['x_name', 'x_code'],
  ...keyedBy('x_code'),
};

/** Classes of products for shipping. Key: `x_class_id`. */
export const SHIPPING_CLASS_MIRROR: AppRowModel = {
  model: 'x_woo_shipping_class',
  type: 'shipping_class',
  columns: ['x_name', 'x_class_id', 'x_slug'],
  ...keyedBy('x_class_id'),
};

/** Zones with their places, in the order in which the store asks them. Key: `x_zone_id`. */
export const ZONE_MIRROR: AppRowModel = {
  model: 'x_woo_shipping_zone',
  type: 'shipping_zone',
  columns: ['x_name', 'x_zone_id', 'x_order', 'x_locations', 'x_method_count'],
  ...keyedBy('x_zone_id'),
};

/**
 * Methods of zones with the carriers that represent them. `x_woo_zone_id` is a column of placement: it follows
 * `x_zone`, which is compared. Key: `x_instance_id`.
 */
export const METHOD_MIRROR: AppRowModel = {
  model: 'x_woo_shipping_method',
  type: METHOD_TYPE,
  columns: [
    'x_name',
    'x_instance_id',
    'x_zone',
    'x_method_type',
    'x_enabled',
    'x_order',
    'x_cost',
    'x_tax_status',
    'x_report',
    'x_limitation',
    'x_carrier_id',
    'x_status',
    'x_rule',
    'x_reason',
    'x_created',
    'x_written',
  ],
  ...keyedBy('x_instance_id'),
  binding: { model: CARRIER_MODEL, field: 'x_carrier_id', written: true, shared: true },
};

/** The app's models of this domain, in the order in which their rows are written: methods point to zones. */
export const ROW_MODELS: readonly AppRowModel[] = [
  METHOD_TYPE_MIRROR,
  SHIPPING_CLASS_MIRROR,
  ZONE_MIRROR,
  METHOD_MIRROR,
];

/** Rows whose subject's key is one field. */
function keyedBy(field: string): Pick<AppRowModel, 'keyFields' | 'key'> {
  return {
    keyFields: [field],
    key: (values) => values[field] ?? '',
  };
}
