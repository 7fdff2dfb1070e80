import type { AppPart, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';

const COLUMNS: ListDescription = {
  order: 'x_group, x_name, id',
  columns: [
    { field: 'x_group' },
    { field: 'x_name' },
    { field: 'x_value' },
    { field: 'x_default', hidden: true },
    { field: 'x_key', hidden: true },
    { field: 'x_type', hidden: true },
    { field: 'x_vanished_on', hidden: true },
  ],
};

const setting: ModelDescription = {
  model: 'x_woo_setting',
  label: 'WooCommerce Setting',
  rowKey: ['x_group', 'x_key'],
  fields: [
    { name: 'x_name', label: 'Setting', type: 'char' },
    { name: 'x_group', label: 'Group', type: 'char', index: true },
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    { name: 'x_type', label: 'Type', type: 'char' },
    { name: 'x_value', label: 'Value', type: 'text' },
    { name: 'x_default', label: 'Default', type: 'text' },
    {
      name: 'x_tax_policy',
      label: 'Tax Policy',
      type: 'boolean',
      help: 'Affects how the store calculates taxes.',
    },
  ],
  mirror: {},
  views: {
    list: { ...COLUMNS, columns: [{ field: 'x_backend_id' }, ...COLUMNS.columns] },
    form: {
      groups: [
        {
          label: 'Setting',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_group' },
            { field: 'x_key' },
            { field: 'x_type' },
            { field: 'x_tax_policy' },
          ],
        },
        {
          label: 'In the Store',
          fields: [{ field: 'x_value' }, { field: 'x_default' }],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_key', 'x_value'],
      filters: [
        [{ name: 'tax_policy', label: 'Tax Policy', domain: [['x_tax_policy', '=', true]] }],
        [
          { name: 'order_statuses', label: 'Order Statuses', domain: [['x_group', '=', 'order_statuses']] },
          { name: 'site', label: 'Site', domain: [['x_group', '=', 'site']] },
        ],
      ],
      groupBy: [{ name: 'by_group', label: 'Group', field: 'x_group' }],
    },
  },
};

/** The store's settings in the Odoo app: a list, a page on the backend, and a menu for those that decide on taxes. */
export const settingsApp: AppPart = {
  name: 'settings',
  depends: [],
  models: [setting],
  backend: {
    fields: [
      { name: 'x_setting_count', label: 'Settings', type: 'integer' },
      {
        name: 'x_setting_ids',
        label: 'Store Settings',
        type: 'one2many',
        relation: 'x_woo_setting',
        inverse: 'x_backend_id',
      },
    ],
    counts: [
      {
        field: 'x_setting_count',
        label: 'Settings',
        icon: 'fa-sliders',
        opens: 'x_woo_setting',
        by: 'x_backend_id',
      },
    ],
    pages: [{ name: 'settings', label: 'Store Settings', lines: { field: 'x_setting_ids', list: COLUMNS } }],
  },
  menus: [
    {
      name: 'settings',
      label: 'Settings',
      section: 'metadata',
      model: 'x_woo_setting',
      sequence: 30,
      presets: ['by_group'],
      empty: 'The settings of the store appear here after the first sync.',
    },
    {
      name: 'tax_policy',
      label: 'Tax Policy',
      section: 'policy',
      model: 'x_woo_setting',
      sequence: 10,
      domain: [['x_tax_policy', '=', true]],
      empty: 'The settings that affect taxes appear here after the first sync.',
    },
  ],
  tabs: [],
};
