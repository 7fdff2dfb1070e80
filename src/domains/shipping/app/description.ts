import type { AppPart, NativeLines } from '../../../odoo/app/description.ts';
import { CARRIER_MODEL } from '../models.ts';
import { method, methodType, shippingClass, zone } from './models.ts';

const ON_THE_CARRIER: NativeLines = {
  field: {
    name: 'x_woo_shipping_method_ids',
    label: 'WooCommerce Shipping Methods',
    type: 'one2many',
    relation: 'x_woo_shipping_method',
    inverse: 'x_carrier_id',
  },
  list: {
    columns: [
      { field: 'x_backend_id' },
      { field: 'x_zone' },
      { field: 'x_name' },
      { field: 'x_cost' },
      { field: 'x_report' },
      { field: 'x_limitation' },
      { field: 'x_rule', hidden: true },
    ],
  },
};

/**
 * Shipping in the Odoo app: zones, methods with the delivery methods that represent them, classes and types, and a tab on
 * Odoo's own delivery methods.
 */
export const shippingApp: AppPart = {
  name: 'shipping',
  depends: ['delivery'],
  models: [methodType, shippingClass, zone, method],
  backend: {
    fields: [
      { name: 'x_shipping_zone_count', label: 'Shipping Zones', type: 'integer' },
      { name: 'x_shipping_method_count', label: 'Shipping Methods', type: 'integer' },
    ],
    counts: [
      {
        field: 'x_shipping_zone_count',
        label: 'Shipping Zones',
        icon: 'fa-map-o',
        opens: 'x_woo_shipping_zone',
        by: 'x_backend_id',
      },
      {
        field: 'x_shipping_method_count',
        label: 'Shipping Methods',
        icon: 'fa-truck',
        opens: 'x_woo_shipping_method',
        by: 'x_backend_id',
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'shipping_zones',
      label: 'Shipping Zones',
      section: 'metadata',
      model: 'x_woo_shipping_zone',
      sequence: 80,
      empty: 'The shipping zones of the store appear here after the first sync.',
    },
    {
      name: 'shipping_methods',
      label: 'Shipping Methods',
      section: 'metadata',
      model: 'x_woo_shipping_method',
      sequence: 90,
      presets: ['by_zone'],
      empty: 'The shipping methods of the store appear here after the first sync.',
    },
    {
      name: 'shipping_classes',
      label: 'Shipping Classes',
      section: 'metadata',
      model: 'x_woo_shipping_class',
      sequence: 100,
      empty: 'The store has no shipping classes, or they have not been read yet.',
    },
    {
      name: 'shipping_method_types',
      label: 'Shipping Method Types',
      section: 'metadata',
      model: 'x_woo_shipping_method_type',
      sequence: 110,
      empty: 'The types of shipping method that the store supports appear here after the first sync.',
    },
  ],
  tabs: [
    {
      name: 'carrier',
      model: CARRIER_MODEL,
      view: 'delivery.view_delivery_carrier_form',
      label: 'WooCommerce',
      lines: [ON_THE_CARRIER],
    },
  ],
};
