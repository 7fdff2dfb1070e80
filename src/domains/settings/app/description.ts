import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { X_ON_BACKEND, X_SETTING } from './names.ts';

const COLUMNS: ListDescription = {
  order: `${X_SETTING.groupName}, ${X_ROW.name}, id`,
  columns: [
    { field: X_SETTING.groupName, width: 150 },
    { field: X_ROW.name, wrapped: true },
    { field: X_SETTING.value },
    { field: X_SETTING.default, hidden: true },
    { field: X_SETTING.key, hidden: true },
    { field: X_SETTING.type, hidden: true },
    { field: X_ROW.vanishedOn, hidden: true },
  ],
};

const setting: ModelDescription = {
  model: X_SETTING.model,
  label: 'WooCommerce Setting',
  rowKey: [X_SETTING.group, X_SETTING.key],
  fields: [
    { name: X_ROW.name, label: 'Setting', type: 'char' },
    { name: X_SETTING.group, label: 'Group Key', type: 'char', index: true },
    { name: X_SETTING.groupName, label: 'Group', type: 'char' },
    { name: X_SETTING.key, label: 'Key', type: 'char', index: true },
    { name: X_SETTING.type, label: 'Type', type: 'char' },
    { name: X_SETTING.value, label: 'Value', type: 'text' },
    { name: X_SETTING.default, label: 'Default', type: 'text' },
    {
      name: X_SETTING.taxPolicy,
      label: 'Tax Policy',
      type: 'boolean',
      help: 'Affects how the store calculates taxes.',
    },
  ],
  mirror: {},
  views: {
    list: { ...COLUMNS, columns: [{ field: X_ROW.backend, hidden: true }, ...COLUMNS.columns] },
    form: {
      groups: [
        {
          label: 'Setting',
          fields: [
            { field: X_ROW.backend },
            { field: X_SETTING.groupName },
            { field: X_SETTING.group, technical: true },
            { field: X_SETTING.key, technical: true },
            { field: X_SETTING.type, technical: true },
            { field: X_SETTING.taxPolicy },
          ],
        },
        {
          label: 'In the Store',
          fields: [{ field: X_SETTING.value }, { field: X_SETTING.default }],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_SETTING.key, X_SETTING.value],
      filters: [
        [{ name: 'tax_policy', label: 'Tax Policy', domain: [[X_SETTING.taxPolicy, '=', true]] }],
        [
          {
            name: 'order_statuses',
            label: 'Order Statuses',
            domain: [[X_SETTING.group, '=', 'order_statuses']],
          },
          { name: 'site', label: 'Site', domain: [[X_SETTING.group, '=', 'site']] },
        ],
      ],
      groupBy: [{ name: 'by_group', label: 'Group', field: X_SETTING.groupName }],
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
      { name: X_ON_BACKEND.settingCount, label: 'Settings', type: 'integer' },
      {
        name: X_ON_BACKEND.settings,
        label: 'Store Settings',
        type: 'one2many',
        relation: X_SETTING.model,
        inverse: X_ROW.backend,
      },
    ],
    counts: [
      {
        field: X_ON_BACKEND.settingCount,
        label: 'Settings',
        icon: 'fa-sliders',
        opens: X_SETTING.model,
        by: X_ROW.backend,
      },
    ],
    pages: [
      { name: 'settings', label: 'Store Settings', lines: { field: X_ON_BACKEND.settings, list: COLUMNS } },
    ],
  },
  menus: [
    {
      name: 'settings',
      label: 'Settings',
      section: 'top',
      model: X_SETTING.model,
      sequence: 90,
      presets: ['by_group'],
      empty: 'The settings of the store appear here after the first sync.',
    },
    {
      name: 'tax_policy',
      label: 'Tax Policy',
      section: 'tax',
      model: X_SETTING.model,
      sequence: 60,
      domain: [[X_SETTING.taxPolicy, '=', true]],
      empty: 'The settings that affect taxes appear here after the first sync.',
    },
  ],
  tabs: [],
};
