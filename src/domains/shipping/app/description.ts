import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, NativeLines } from '../../../odoo/app/description.ts';
import { CARRIER_MODEL } from '../models.ts';
import { method, methodType, shippingClass, zone } from './models.ts';
import { X_METHOD, X_METHOD_TYPE, X_ON_BACKEND, X_ON_CARRIER, X_SHIPPING_CLASS, X_ZONE } from './names.ts';

const ON_THE_CARRIER: NativeLines = {
  field: {
    name: X_ON_CARRIER.methods,
    label: 'WooCommerce Shipping Methods',
    type: 'one2many',
    relation: X_METHOD.model,
    inverse: X_METHOD.carrier,
  },
  list: {
    columns: [
      { field: X_ROW.backend },
      { field: X_METHOD.zone },
      { field: X_ROW.name },
      { field: X_METHOD.cost },
      { field: X_METHOD.report },
      { field: X_METHOD.limitation },
      { field: X_ROW.rule, hidden: true },
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
      { name: X_ON_BACKEND.zoneCount, label: 'Shipping Zones', type: 'integer' },
      { name: X_ON_BACKEND.methodCount, label: 'Shipping Methods', type: 'integer' },
    ],
    counts: [
      {
        field: X_ON_BACKEND.zoneCount,
        label: 'Shipping Zones',
        icon: 'fa-map-o',
        opens: X_ZONE.model,
        by: X_ROW.backend,
      },
      {
        field: X_ON_BACKEND.methodCount,
        label: 'Shipping Methods',
        icon: 'fa-truck',
        opens: X_METHOD.model,
        by: X_ROW.backend,
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'shipping_zones',
      label: 'Shipping Zones',
      section: 'shipping',
      model: X_ZONE.model,
      sequence: 80,
      empty: 'The shipping zones of the store appear here after the first sync.',
    },
    {
      name: 'shipping_methods',
      label: 'Shipping Methods',
      section: 'shipping',
      model: X_METHOD.model,
      sequence: 90,
      presets: ['by_zone'],
      empty: 'The shipping methods of the store appear here after the first sync.',
    },
    {
      name: 'shipping_classes',
      label: 'Shipping Classes',
      section: 'shipping',
      model: X_SHIPPING_CLASS.model,
      sequence: 100,
      empty: 'The store has no shipping classes, or they have not been read yet.',
    },
    {
      name: 'shipping_method_types',
      label: 'Shipping Method Types',
      section: 'shipping',
      model: X_METHOD_TYPE.model,
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
