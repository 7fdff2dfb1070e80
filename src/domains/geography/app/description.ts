import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, FieldDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { COUNTRY_MODEL, STATE_MODEL } from '../models.ts';
import { X_COUNTRY, X_ON_BACKEND, X_ON_STATE, X_STATE } from './names.ts';

const NAME: FieldDescription = { name: X_ROW.name, label: 'Name', type: 'char' };

const country: ModelDescription = {
  model: X_COUNTRY.model,
  label: 'WooCommerce Country',
  rowKey: [X_COUNTRY.code],
  fields: [NAME, { name: X_COUNTRY.code, label: 'Code', type: 'char', index: true }],
  mirror: {
    binding: {
      model: COUNTRY_MODEL,
      field: X_COUNTRY.country,
      label: 'Country in Odoo',
      choice: 'Chosen Country',
      created: true,
    },
  },
  views: {
    list: {
      order: X_COUNTRY.code,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_COUNTRY.code },
        { field: X_ROW.name },
        { field: X_COUNTRY.country },
        { field: X_ROW.choice },
        { field: X_ROW.status },
        { field: X_ROW.rule },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [{ label: 'In the Store', fields: [{ field: X_ROW.backend }, { field: X_COUNTRY.code }] }],
    },
    search: { fields: [X_ROW.name, X_COUNTRY.code], filters: [], groupBy: [] },
  },
};

const state: ModelDescription = {
  model: X_STATE.model,
  label: 'WooCommerce State',
  rowKey: [X_STATE.countryCode, X_STATE.code],
  fields: [
    NAME,
    { name: X_STATE.code, label: 'Code', type: 'char', index: true },
    { name: X_STATE.countryCode, label: 'Country Code', type: 'char', index: true },
    {
      name: X_STATE.countryRow,
      label: 'Country',
      type: 'many2one',
      relation: X_COUNTRY.model,
      onDelete: 'set null',
      index: true,
    },
    {
      name: X_STATE.country,
      label: 'Country in Odoo',
      type: 'many2one',
      relation: COUNTRY_MODEL,
      onDelete: 'set null',
      computed: `for record in self:
    country = record.${X_STATE.countryRow}
    record['${X_STATE.country}'] = country.${X_ROW.choice} or country.${X_COUNTRY.country}
`,
    },
  ],
  mirror: {
    binding: {
      model: STATE_MODEL,
      field: X_STATE.state,
      label: 'State in Odoo',
      choice: 'Chosen State',
      offers: [['country_id', '=', { field: X_STATE.country }]],
      created: true,
      written: true,
    },
  },
  views: {
    list: {
      order: `${X_STATE.countryCode}, ${X_STATE.code}`,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_STATE.countryRow },
        { field: X_STATE.code },
        { field: X_ROW.name },
        { field: X_STATE.state },
        { field: X_ROW.choice },
        { field: X_ROW.status },
        { field: X_ROW.rule },
        { field: X_ROW.created, hidden: true },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [{ field: X_ROW.backend }, { field: X_STATE.countryRow }, { field: X_STATE.code }],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_STATE.code, X_STATE.countryCode],
      filters: [],
      groupBy: [{ name: 'by_country', label: 'Country', field: X_STATE.countryRow }],
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
      { name: X_ON_BACKEND.countryCount, label: 'Countries', type: 'integer' },
      { name: X_ON_BACKEND.stateCount, label: 'States', type: 'integer' },
    ],
    counts: [
      {
        field: X_ON_BACKEND.countryCount,
        label: 'Countries',
        icon: 'fa-globe',
        opens: X_COUNTRY.model,
        by: X_ROW.backend,
      },
      {
        field: X_ON_BACKEND.stateCount,
        label: 'States',
        icon: 'fa-map-marker',
        opens: X_STATE.model,
        by: X_ROW.backend,
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'countries',
      label: 'Countries',
      section: 'geography',
      model: X_COUNTRY.model,
      sequence: 10,
      empty: 'The countries of the store appear here after the first sync.',
    },
    {
      name: 'states',
      label: 'States',
      section: 'geography',
      model: X_STATE.model,
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
            name: X_ON_STATE.rows,
            label: 'WooCommerce States',
            type: 'one2many',
            relation: X_STATE.model,
            inverse: X_STATE.state,
          },
          list: {
            columns: [
              { field: X_ROW.backend },
              { field: X_STATE.countryCode },
              { field: X_STATE.code },
              { field: X_ROW.name },
              { field: X_ROW.status },
              { field: X_ROW.rule },
              { field: X_ROW.created, hidden: true },
            ],
          },
        },
      ],
    },
  ],
};
