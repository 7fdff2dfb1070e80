import type { AppPart, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { MONEY_JOURNALS } from '../facts.ts';
import { JOURNAL_MODEL, PAYMENT_TERM_MODEL } from '../models.ts';

const COLUMNS: ListDescription = {
  order: 'x_order, x_key',
  columns: [
    { field: 'x_name' },
    { field: 'x_key' },
    { field: 'x_enabled' },
    { field: 'x_choice_id' },
    { field: 'x_payment_term_id' },
    { field: 'x_status' },
    { field: 'x_order', hidden: true },
    { field: 'x_features', hidden: true },
    { field: 'x_reason', hidden: true },
  ],
};

const gateway: ModelDescription = {
  model: 'x_woo_payment_gateway',
  label: 'WooCommerce Payment Gateway',
  rowKey: ['x_key'],
  fields: [
    { name: 'x_name', label: 'Title', type: 'char' },
    { name: 'x_key', label: 'Id', type: 'char', index: true },
    { name: 'x_description', label: 'Description', type: 'text', help: 'The description customers see.' },
    {
      name: 'x_enabled',
      label: 'Enabled',
      type: 'boolean',
      help: 'Whether customers can choose it at checkout.',
    },
    {
      name: 'x_order',
      label: 'Order',
      type: 'integer',
      help: 'Position at checkout. 999: the store has not sorted it, so it comes last.',
    },
    {
      name: 'x_features',
      label: 'Features',
      type: 'char',
      help: 'What the gateway supports in addition to payments, such as refunds and subscriptions.',
    },
    {
      name: 'x_payment_term_id',
      label: 'Payment Term',
      type: 'many2one',
      relation: PAYMENT_TERM_MODEL,
      onDelete: 'set null',
      editable: true,
      help: 'The payment term for orders paid this way. A sync never changes it.',
    },
  ],
  mirror: {
    binding: {
      model: JOURNAL_MODEL,
      field: 'x_journal_id',
      label: 'Journal in Use',
      choice: 'Journal',
      choiceDomain: [['type', 'in', MONEY_JOURNALS]],
      beside: [{ field: 'x_payment_term_id' }],
    },
  },
  views: {
    list: { ...COLUMNS, columns: [{ field: 'x_backend_id' }, ...COLUMNS.columns] },
    form: {
      ribbons: [
        {
          title: 'Disabled',
          tone: 'info',
          when: [
            { field: 'x_enabled', is: '=', value: false },
            { field: 'x_active', is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_key' },
            { field: 'x_enabled' },
            { field: 'x_order' },
            { field: 'x_features' },
            { field: 'x_description' },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_key'],
      filters: [
        [
          { name: 'enabled', label: 'Enabled', domain: [['x_enabled', '=', true]] },
          { name: 'disabled', label: 'Disabled', domain: [['x_enabled', '=', false]] },
        ],
      ],
      groupBy: [],
    },
  },
};

/** Payment gateways in the Odoo app, where a user gives each its journal and its payment term. */
export const paymentsApp: AppPart = {
  name: 'payments',
  depends: ['account'],
  models: [gateway],
  backend: {
    fields: [{ name: 'x_payment_gateway_count', label: 'Payment Gateways', type: 'integer' }],
    counts: [
      {
        field: 'x_payment_gateway_count',
        label: 'Gateways',
        icon: 'fa-credit-card',
        opens: 'x_woo_payment_gateway',
        by: 'x_backend_id',
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'payment_gateways',
      label: 'Payment Gateways',
      section: 'metadata',
      model: 'x_woo_payment_gateway',
      sequence: 115,
      empty:
        'The payment gateways of the store appear here after the first sync. Then choose a journal for each.',
    },
  ],
  tabs: [],
};
