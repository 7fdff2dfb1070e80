import type { AppPart, FieldDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { COUNTRY_MODEL, STATE_MODEL } from '../models.ts';

const NAMED: readonly FieldDescription[] = [
  { name: 'x_name', label: 'Name', type: 'char' },
  { name: 'x_code', label: 'Code', type: 'char', index: true },
];

const country: ModelDescription = {
  model: 'x_woo_country',
  label: 'WooCommerce Country',
  rowKey: ['x_code'],
  fields: NAMED,
  mirror: {
    binding: {
      model: COUNTRY_MODEL,
      field: 'x_country_id',
      label: 'Country in Odoo',
      choice: 'Chosen Country',
      created: true,
    },
  },
  views: {
    list: {
      order: 'x_code',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_code' },
        { field: 'x_name' },
        { field: 'x_country_id' },
        { field: 'x_choice_id' },
        { field: 'x_status' },
        { field: 'x_rule' },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: { groups: [{ label: 'In the Store', fields: [{ field: 'x_backend_id' }, { field: 'x_code' }] }] },
    search: { fields: ['x_name', 'x_code'], filters: [], groupBy: [] },
  },
};

const state: ModelDescription = {
  model: 'x_woo_state',
  label: 'WooCommerce State',
  rowKey: ['x_country_code', 'x_code'],
  fields: [
    ...NAMED,
    { name: 'x_country_code', label: 'Country Code', type: 'char', index: true },
    {
      name: 'x_woo_country_id',
      label: 'Country',
      type: 'many2one',
      relation: 'x_woo_country',
      onDelete: 'set null',
      index: true,
    },
  ],
  mirror: {
    binding: {
      model: STATE_MODEL,
      field: 'x_state_id',
      label: 'State in Odoo',
      choice: 'Chosen State',
      created: true,
      written: true,
    },
  },
  views: {
    list: {
      order: 'x_country_code, x_code',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_woo_country_id' },
        { field: 'x_code' },
        { field: 'x_name' },
        { field: 'x_state_id' },
        { field: 'x_choice_id' },
        { field: 'x_status' },
        { field: 'x_rule' },
        { field: 'x_created', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [{ field: 'x_backend_id' }, { field: 'x_woo_country_id' }, { field: 'x_code' }],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_code', 'x_country_code'],
      filters: [],
      groupBy: [{ name: 'by_country', label: 'Country', field: 'x_woo_country_id' }],
    },
  },
};

/** Countries and states in the Odoo app, where a user may choose another record, and a tab on Odoo's own states. */
export const geographyApp: AppPart = {
  name: 'geography',
  depends: ['base'],
  models: [country, state],
  backend: {
    fields: [
      { name: 'x_country_count', label: 'Countries', type: 'integer' },
      { name: 'x_state_count', label: 'States', type: 'integer' },
    ],
    counts: [
      {
        field: 'x_country_count',
        label: 'Countries',
        icon: 'fa-globe',
        opens: 'x_woo_country',
        by: 'x_backend_id',
      },
      {
        field: 'x_state_count',
        label: 'States',
        icon: 'fa-map-marker',
        opens: 'x_woo_state',
        by: 'x_backend_id',
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'countries',
      label: 'Countries',
      section: 'metadata',
      model: 'x_woo_country',
      sequence: 10,
      empty: 'The countries of the store appear here after the first sync.',
    },
    {
      name: 'states',
      label: 'States',
      section: 'metadata',
      model: 'x_woo_state',
      sequence: 20,
      empty: 'The states of the store appear here after the first sync.',
    },
  ],
  tabs: [
    {
      name: 'state',
      model: STATE_MODEL,
      view: 'base.view_country_state_form',
      beside: 'code',
      label: 'WooCommerce',
      lines: [
        {
          field: {
            name: 'x_woo_state_ids',
            label: 'WooCommerce States',
            type: 'one2many',
            relation: 'x_woo_state',
            inverse: 'x_state_id',
          },
          list: {
            columns: [
              { field: 'x_backend_id' },
              { field: 'x_country_code' },
              { field: 'x_code' },
              { field: 'x_name' },
              { field: 'x_status' },
              { field: 'x_rule' },
              { field: 'x_created', hidden: true },
            ],
          },
        },
      ],
    },
  ],
};
