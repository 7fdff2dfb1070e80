import type { FieldDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { CARRIER_MODEL } from '../models.ts';

const NAME: FieldDescription = { name: 'x_name', label: 'Name', type: 'char' };

/** The types of method that the store offers to set up, its own and those of plugins. */
export const methodType: ModelDescription = {
  model: 'x_woo_shipping_method_type',
  label: 'WooCommerce Shipping Method Type',
  rowKey: ['x_code'],
  fields: [
    NAME,
    {
      name: 'x_code',
      label: 'Code',
      type: 'char',
      index: true,
      help: 'The code of the type in the store, for example "flat_rate".',
    },
  ],
  mirror: {},
  views: {
    list: {
      order: 'x_name, id',
      columns: [{ field: 'x_backend_id' }, { field: 'x_name' }, { field: 'x_code' }],
    },
    form: { groups: [{ label: 'In the Store', fields: [{ field: 'x_backend_id' }, { field: 'x_code' }] }] },
    search: { fields: ['x_name', 'x_code'], filters: [], groupBy: [] },
  },
};

/** Classes of products that flat rates may charge apart. */
export const shippingClass: ModelDescription = {
  model: 'x_woo_shipping_class',
  label: 'WooCommerce Shipping Class',
  rowKey: ['x_class_id'],
  fields: [
    NAME,
    { name: 'x_class_id', label: 'Class', type: 'integer', index: true, help: 'The ID in the store.' },
    { name: 'x_slug', label: 'Slug', type: 'char', help: 'The slug of the class in the store.' },
  ],
  mirror: {},
  views: {
    list: {
      order: 'x_name, id',
      columns: [{ field: 'x_backend_id' }, { field: 'x_name' }, { field: 'x_slug' }],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [{ field: 'x_backend_id' }, { field: 'x_class_id' }, { field: 'x_slug' }],
        },
      ],
    },
    search: { fields: ['x_name', 'x_slug'], filters: [], groupBy: [] },
  },
};

/** Where the store ships to; the first zone that holds an address counts. */
export const zone: ModelDescription = {
  model: 'x_woo_shipping_zone',
  label: 'WooCommerce Shipping Zone',
  rowKey: ['x_zone_id'],
  fields: [
    NAME,
    { name: 'x_zone_id', label: 'Zone', type: 'integer', index: true, help: 'The ID in the store.' },
    {
      name: 'x_order',
      label: 'Order',
      type: 'integer',
      help: 'The store checks zones in this order and uses the first one that contains the address.',
    },
    {
      name: 'x_locations',
      label: 'Regions',
      type: 'text',
      help: 'Countries, states, continents and postcodes. If empty, the zone covers all other addresses.',
    },
    { name: 'x_method_count', label: 'Methods', type: 'integer' },
  ],
  mirror: {},
  views: {
    list: {
      order: 'x_order, id',
      columns: [
        { field: 'x_backend_id' },
        { field: 'x_order' },
        { field: 'x_name' },
        { field: 'x_locations' },
        { field: 'x_method_count' },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_zone_id' },
            { field: 'x_order' },
            { field: 'x_locations' },
            { field: 'x_method_count' },
          ],
        },
      ],
    },
    search: { fields: ['x_name', 'x_locations'], filters: [], groupBy: [] },
  },
};

/** The methods that the store's zones offer, with the delivery methods of Odoo that represent them. */
export const method: ModelDescription = {
  model: 'x_woo_shipping_method',
  label: 'WooCommerce Shipping Method',
  rowKey: ['x_instance_id'],
  fields: [
    { ...NAME, label: 'Title', help: 'The title customers see.' },
    {
      name: 'x_instance_id',
      label: 'Instance',
      type: 'integer',
      index: true,
      help: 'The instance ID in the store. Orders refer to the method by this ID.',
    },
    { name: 'x_zone', label: 'Zone Name', type: 'char' },
    {
      name: 'x_woo_zone_id',
      label: 'Zone',
      type: 'many2one',
      relation: 'x_woo_shipping_zone',
      onDelete: 'set null',
      index: true,
    },
    { name: 'x_method_type', label: 'Type', type: 'char', index: true },
    { name: 'x_enabled', label: 'Enabled', type: 'boolean' },
    { name: 'x_order', label: 'Order', type: 'integer' },
    {
      name: 'x_cost',
      label: 'Cost Settings',
      type: 'text',
      help: 'The cost settings as entered in the store.',
    },
    { name: 'x_tax_status', label: 'Tax Status', type: 'char' },
    {
      name: 'x_report',
      label: 'In Odoo',
      type: 'selection',
      options: [
        ['exact', 'Exact'],
        ['limited', 'Limited'],
        ['unsupported', 'Not Supported'],
      ],
      tones: { exact: 'success', limited: 'warning', unsupported: 'danger' },
      help: 'Whether Odoo can offer this method for the same addresses at the same price.',
    },
    {
      name: 'x_limitation',
      label: 'Limitation',
      type: 'text',
      help: 'What Odoo does not support for this method, and what happens instead. Orders are still matched to it.',
    },
  ],
  mirror: {
    binding: {
      model: CARRIER_MODEL,
      field: 'x_carrier_id',
      label: 'Delivery Method in Odoo',
      choice: 'Chosen Delivery Method',
      created: true,
      written: true,
      beside: [
        { field: 'x_report' },
        { field: 'x_limitation', when: [{ field: 'x_limitation', is: '!=', value: false }] },
      ],
    },
  },
  views: {
    list: {
      order: 'x_zone, x_order, id',
      columns: [
        { field: 'x_backend_id' },
        { field: 'x_woo_zone_id' },
        { field: 'x_name' },
        { field: 'x_method_type' },
        { field: 'x_enabled' },
        { field: 'x_cost' },
        { field: 'x_carrier_id' },
        { field: 'x_choice_id' },
        { field: 'x_report' },
        { field: 'x_status' },
        { field: 'x_rule', hidden: true },
        { field: 'x_limitation', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_woo_zone_id' },
            { field: 'x_instance_id' },
            { field: 'x_method_type' },
            { field: 'x_enabled' },
            { field: 'x_order' },
            { field: 'x_cost' },
            { field: 'x_tax_status' },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_zone', 'x_method_type'],
      filters: [
        [
          { name: 'limited', label: 'Limited', domain: [['x_report', '=', 'limited']] },
          { name: 'unsupported_in_odoo', label: 'Not in Odoo', domain: [['x_report', '=', 'unsupported']] },
        ],
        [{ name: 'enabled', label: 'Enabled', domain: [['x_enabled', '=', true]] }],
      ],
      groupBy: [
        { name: 'by_zone', label: 'Zone', field: 'x_woo_zone_id' },
        { name: 'by_type', label: 'Type', field: 'x_method_type' },
      ],
    },
  },
};
