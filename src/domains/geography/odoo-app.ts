import type {
  AppPart,
  Column,
  FieldDescription,
  FormGroup,
  ModelDescription,
  SearchDescription,
  Tones,
} from '../../odoo/app/description.ts';
import { COUNTRY_MODEL, STATE_MODEL } from './models.ts';

const STATUS_TONES: Tones = {
  bound: 'success',
  pending: 'info',
  conflict: 'danger',
  unsupported: 'warning',
  vanished: 'muted',
};

const BEFORE: readonly FieldDescription[] = [
  { name: 'x_name', label: 'Name', type: 'char' },
  {
    name: 'x_backend_id',
    label: 'Backend',
    type: 'many2one',
    relation: 'x_woo_backend',
    onDelete: 'cascade',
    required: true,
    index: true,
  },
  { name: 'x_active', label: 'Active', type: 'boolean', byDefault: true },
  { name: 'x_vanished_on', label: 'Vanished On', type: 'datetime' },
  { name: 'x_code', label: 'Code', type: 'char', index: true },
];

const AFTER: readonly FieldDescription[] = [
  {
    name: 'x_status',
    label: 'Status',
    type: 'selection',
    options: [
      ['bound', 'Bound'],
      ['pending', 'Pending'],
      ['conflict', 'Needs Review'],
      ['unsupported', 'Unsupported'],
      ['vanished', 'Vanished'],
    ],
    index: true,
  },
  { name: 'x_rule', label: 'Rule', type: 'char', help: 'The rule that found the record in Odoo.' },
  { name: 'x_reason', label: 'Reason', type: 'text' },
  {
    name: 'x_created',
    label: 'Created by the Connector',
    type: 'boolean',
    help: 'Nothing in Odoo fitted, so the connector made the record.',
  },
];

const CHOICE_HELP =
  'Choose another record where the connector found the wrong one. The next sync follows your choice.';

const STATE_COLUMNS: readonly Column[] = [
  { field: 'x_country_code' },
  { field: 'x_code' },
  { field: 'x_name' },
  { field: 'x_status', tones: STATUS_TONES },
  { field: 'x_rule' },
  { field: 'x_created', hidden: true },
];

function search(first: readonly string[], groupBy: SearchDescription['groupBy']): SearchDescription {
  return {
    fields: [...first, 'x_reason', 'x_backend_id'],
    filters: [
      [
        { name: 'bound', label: 'Bound', domain: [['x_status', '=', 'bound']] },
        { name: 'needs_review', label: 'Needs Review', domain: [['x_status', '=', 'conflict']] },
        { name: 'pending', label: 'Pending', domain: [['x_status', '=', 'pending']] },
        { name: 'unsupported', label: 'Unsupported', domain: [['x_status', '=', 'unsupported']] },
      ],
      [
        { name: 'created', label: 'Created by the Connector', domain: [['x_created', '=', true]] },
        { name: 'chosen', label: 'Chosen by a Person', domain: [['x_choice_id', '!=', false]] },
      ],
      [
        {
          name: 'vanished',
          label: 'Vanished',
          domain: [
            ['x_vanished_on', '!=', false],
            ['x_active', 'in', [true, false]],
          ],
        },
      ],
    ],
    groupBy: [
      ...groupBy,
      { name: 'by_status', label: 'Status', field: 'x_status' },
      { name: 'by_rule', label: 'Rule', field: 'x_rule' },
      { name: 'by_backend', label: 'Backend', field: 'x_backend_id' },
    ],
  };
}

const WHY: FormGroup = {
  label: 'Why',
  fields: [
    { field: 'x_status', tones: STATUS_TONES },
    { field: 'x_rule' },
    { field: 'x_reason' },
    { field: 'x_vanished_on', when: [{ field: 'x_vanished_on', is: '!=', value: false }] },
  ],
};

const RIBBONS = [
  { title: 'Vanished', tone: 'warning', when: [{ field: 'x_active', is: '=', value: false }] },
] as const;

const country: ModelDescription = {
  model: 'x_woo_country',
  label: 'WooCommerce Country',
  fields: [
    ...BEFORE,
    {
      name: 'x_country_id',
      label: 'Country in Odoo',
      type: 'many2one',
      relation: COUNTRY_MODEL,
      onDelete: 'set null',
      index: true,
    },
    {
      name: 'x_choice_id',
      label: 'Chosen Country',
      type: 'many2one',
      relation: COUNTRY_MODEL,
      onDelete: 'set null',
      editable: true,
      help: CHOICE_HELP,
    },
    ...AFTER,
  ],
  views: {
    list: {
      order: 'x_code',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_code' },
        { field: 'x_name' },
        { field: 'x_country_id' },
        { field: 'x_choice_id' },
        { field: 'x_status', tones: STATUS_TONES },
        { field: 'x_rule' },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      ribbons: RIBBONS,
      groups: [
        { label: 'In the Store', fields: [{ field: 'x_backend_id' }, { field: 'x_code' }] },
        {
          label: 'In Odoo',
          fields: [{ field: 'x_country_id' }, { field: 'x_choice_id' }, { field: 'x_created' }],
        },
        WHY,
      ],
    },
    search: search(['x_name', 'x_code', 'x_country_id'], []),
  },
};

const state: ModelDescription = {
  model: 'x_woo_state',
  label: 'WooCommerce State',
  fields: [
    ...BEFORE,
    { name: 'x_country_code', label: 'Country Code', type: 'char', index: true },
    {
      name: 'x_woo_country_id',
      label: 'Country',
      type: 'many2one',
      relation: 'x_woo_country',
      onDelete: 'set null',
      index: true,
    },
    {
      name: 'x_state_id',
      label: 'State in Odoo',
      type: 'many2one',
      relation: STATE_MODEL,
      onDelete: 'set null',
      index: true,
    },
    {
      name: 'x_choice_id',
      label: 'Chosen State',
      type: 'many2one',
      relation: STATE_MODEL,
      onDelete: 'set null',
      editable: true,
      help: CHOICE_HELP,
    },
    ...AFTER,
    {
      name: 'x_written',
      label: 'Last Written',
      type: 'text',
      help: 'What the connector last wrote into the record it made.',
    },
  ],
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
        { field: 'x_status', tones: STATUS_TONES },
        { field: 'x_rule' },
        { field: 'x_created', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      ribbons: RIBBONS,
      groups: [
        {
          label: 'In the Store',
          fields: [{ field: 'x_backend_id' }, { field: 'x_woo_country_id' }, { field: 'x_code' }],
        },
        {
          label: 'In Odoo',
          fields: [
            { field: 'x_state_id' },
            { field: 'x_choice_id' },
            { field: 'x_created' },
            { field: 'x_written', when: [{ field: 'x_created', is: '=', value: true }] },
          ],
        },
        WHY,
      ],
    },
    search: search(
      ['x_name', 'x_code', 'x_country_code', 'x_state_id'],
      [{ name: 'by_country', label: 'Country', field: 'x_woo_country_id' }],
    ),
  },
};

/** Countries and states in the Odoo app, where a person may choose another record, and a tab on Odoo's own states. */
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
      empty: 'The first sync brings the countries of the store.',
    },
    {
      name: 'states',
      label: 'States',
      section: 'metadata',
      model: 'x_woo_state',
      sequence: 20,
      empty: 'The first sync brings the states of the store.',
    },
  ],
  tabs: [
    {
      name: 'state',
      model: STATE_MODEL,
      view: 'base.view_country_state_form',
      beside: 'code',
      label: 'WooCommerce',
      field: {
        name: 'x_woo_state_ids',
        label: 'WooCommerce States',
        type: 'one2many',
        relation: 'x_woo_state',
        inverse: 'x_state_id',
      },
      list: { columns: [{ field: 'x_backend_id' }, ...STATE_COLUMNS] },
    },
  ],
};
