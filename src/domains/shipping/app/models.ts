import { X_ROW } from '../../../core/app-names.ts';
import type { FieldDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { CARRIER_MODEL } from '../models.ts';
import { X_METHOD, X_METHOD_TYPE, X_SHIPPING_CLASS, X_ZONE } from './names.ts';

const NAME: FieldDescription = { name: X_ROW.name, label: 'Name', type: 'char' };

/** The types of method that the store offers to set up, its own and those of plugins. */
export const methodType: ModelDescription = {
  model: X_METHOD_TYPE.model,
  label: 'WooCommerce Shipping Method Type',
  rowKey: [X_METHOD_TYPE.code],
  fields: [
    NAME,
    {
      name: X_METHOD_TYPE.code,
      label: 'Code',
      type: 'char',
      index: true,
      help: 'The code of the type in the store, for example "flat_rate".',
    },
  ],
  mirror: {},
  views: {
    list: {
      order: `${X_ROW.name}, id`,
      columns: [{ field: X_ROW.backend }, { field: X_ROW.name }, { field: X_METHOD_TYPE.code }],
    },
    form: {
      groups: [{ label: 'In the Store', fields: [{ field: X_ROW.backend }, { field: X_METHOD_TYPE.code }] }],
    },
    search: { fields: [X_ROW.name, X_METHOD_TYPE.code], filters: [], groupBy: [] },
  },
};

/** Classes of products that flat rates may charge apart. */
export const shippingClass: ModelDescription = {
  model: X_SHIPPING_CLASS.model,
  label: 'WooCommerce Shipping Class',
  rowKey: [X_SHIPPING_CLASS.classId],
  fields: [
    NAME,
    {
      name: X_SHIPPING_CLASS.classId,
      label: 'Class',
      type: 'integer',
      index: true,
      help: 'The ID in the store.',
    },
    { name: X_SHIPPING_CLASS.slug, label: 'Slug', type: 'char', help: 'The slug of the class in the store.' },
  ],
  mirror: {},
  views: {
    list: {
      order: `${X_ROW.name}, id`,
      columns: [{ field: X_ROW.backend }, { field: X_ROW.name }, { field: X_SHIPPING_CLASS.slug }],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_SHIPPING_CLASS.classId },
            { field: X_SHIPPING_CLASS.slug },
          ],
        },
      ],
    },
    search: { fields: [X_ROW.name, X_SHIPPING_CLASS.slug], filters: [], groupBy: [] },
  },
};

/** Where the store ships to; the first zone that contains an address counts. */
export const zone: ModelDescription = {
  model: X_ZONE.model,
  label: 'WooCommerce Shipping Zone',
  rowKey: [X_ZONE.zoneId],
  fields: [
    NAME,
    { name: X_ZONE.zoneId, label: 'Zone', type: 'integer', index: true, help: 'The ID in the store.' },
    {
      name: X_ZONE.order,
      label: 'Order',
      type: 'integer',
      help: 'The store checks zones in this order and uses the first one that contains the address.',
    },
    {
      name: X_ZONE.locations,
      label: 'Regions',
      type: 'text',
      help: 'Countries, states, continents and postcodes. If empty, the zone covers all other addresses.',
    },
    { name: X_ZONE.methodCount, label: 'Methods', type: 'integer' },
  ],
  mirror: {},
  views: {
    list: {
      order: `${X_ZONE.order}, id`,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_ZONE.order, width: 110 },
        { field: X_ROW.name, width: 260 },
        { field: X_ZONE.locations },
        { field: X_ZONE.methodCount, width: 90 },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_ZONE.zoneId, technical: true },
            { field: X_ZONE.order },
            { field: X_ZONE.locations },
            { field: X_ZONE.methodCount },
          ],
        },
      ],
    },
    search: { fields: [X_ROW.name, X_ZONE.locations], filters: [], groupBy: [] },
  },
};

/** The methods that the store's zones offer, with the delivery methods of Odoo that represent them. */
export const method: ModelDescription = {
  model: X_METHOD.model,
  label: 'WooCommerce Shipping Method',
  rowKey: [X_METHOD.instanceId],
  fields: [
    { ...NAME, label: 'Title', help: 'The title customers see.' },
    {
      name: X_METHOD.instanceId,
      label: 'Instance',
      type: 'integer',
      index: true,
      help: 'The instance ID in the store. Orders refer to the method by this ID.',
    },
    { name: X_METHOD.zone, label: 'Zone Name', type: 'char' },
    {
      name: X_METHOD.zoneRow,
      label: 'Zone',
      type: 'many2one',
      relation: X_ZONE.model,
      onDelete: 'set null',
      index: true,
    },
    { name: X_METHOD.methodType, label: 'Type Code', type: 'char', index: true },
    { name: X_METHOD.typeName, label: 'Type', type: 'char' },
    { name: X_METHOD.enabled, label: 'Enabled', type: 'boolean' },
    { name: X_METHOD.order, label: 'Order', type: 'integer' },
    {
      name: X_METHOD.cost,
      label: 'Cost Settings',
      type: 'text',
      help: 'The settings that decide the price, as entered in the store.',
    },
    { name: X_METHOD.taxStatus, label: 'Tax Status', type: 'char' },
    {
      name: X_METHOD.report,
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
      name: X_METHOD.limitation,
      label: 'Limitation',
      type: 'text',
      help: 'What Odoo does not support for this method, and what happens instead. Orders are still matched to it.',
    },
  ],
  mirror: {
    binding: {
      model: CARRIER_MODEL,
      field: X_METHOD.carrier,
      label: 'Delivery Method in Odoo',
      choice: 'Chosen Delivery Method',
      // Those of all companies and of the backend's own, as the plan reads them.
      offers: ['|', ['company_id', '=', false], ['company_id', '=', { field: X_ROW.company }]],
      created: true,
      written: true,
      beside: [
        { field: X_METHOD.report },
        { field: X_METHOD.limitation, when: [{ field: X_METHOD.limitation, is: '!=', value: false }] },
      ],
    },
  },
  views: {
    list: {
      order: `${X_METHOD.zone}, ${X_METHOD.order}, id`,
      expanded: true,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_METHOD.zoneRow, hidden: true },
        { field: X_ROW.name, width: 190 },
        { field: X_METHOD.typeName, width: 120 },
        { field: X_METHOD.enabled, width: 80 },
        { field: X_METHOD.cost },
        { field: X_METHOD.carrier, width: 170 },
        { field: X_ROW.choice, width: 145 },
        { field: X_METHOD.report, width: 120 },
        { field: X_ROW.status, width: 135 },
        { field: X_ROW.rule, hidden: true },
        { field: X_METHOD.limitation, hidden: true },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_METHOD.zoneRow },
            { field: X_METHOD.typeName },
            { field: X_METHOD.instanceId, technical: true },
            { field: X_METHOD.methodType, technical: true },
            { field: X_METHOD.enabled },
            { field: X_METHOD.order },
            { field: X_METHOD.cost },
            { field: X_METHOD.taxStatus },
          ],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_METHOD.zone, X_METHOD.typeName],
      filters: [
        [
          { name: 'limited', label: 'Limited', domain: [[X_METHOD.report, '=', 'limited']] },
          {
            name: 'unsupported_in_odoo',
            label: 'Not in Odoo',
            domain: [[X_METHOD.report, '=', 'unsupported']],
          },
        ],
        [{ name: 'enabled', label: 'Enabled', domain: [[X_METHOD.enabled, '=', true]] }],
      ],
      groupBy: [
        { name: 'by_zone', label: 'Zone', field: X_METHOD.zoneRow },
        { name: 'by_type', label: 'Type', field: X_METHOD.typeName },
      ],
    },
  },
};
