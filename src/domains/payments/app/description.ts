import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { MONEY_JOURNALS } from '../facts.ts';
import { JOURNAL_MODEL, PAYMENT_TERM_MODEL } from '../models.ts';
import { X_GATEWAY, X_ON_BACKEND } from './names.ts';

const COLUMNS: ListDescription = {
  order: `${X_GATEWAY.order}, ${X_GATEWAY.key}`,
  columns: [
    { field: X_ROW.name },
    { field: X_GATEWAY.key },
    { field: X_GATEWAY.enabled },
    { field: X_ROW.choice },
    { field: X_GATEWAY.paymentTerm },
    { field: X_ROW.status },
    { field: X_GATEWAY.order, hidden: true },
    { field: X_GATEWAY.features, hidden: true },
    { field: X_ROW.reason, hidden: true },
  ],
};

const gateway: ModelDescription = {
  model: X_GATEWAY.model,
  label: 'WooCommerce Payment Gateway',
  rowKey: [X_GATEWAY.key],
  fields: [
    { name: X_ROW.name, label: 'Title', type: 'char' },
    { name: X_GATEWAY.key, label: 'Id', type: 'char', index: true },
    {
      name: X_GATEWAY.description,
      label: 'Description',
      type: 'text',
      help: 'The description customers see.',
    },
    {
      name: X_GATEWAY.enabled,
      label: 'Enabled',
      type: 'boolean',
      help: 'Whether customers can choose it at checkout.',
    },
    {
      name: X_GATEWAY.order,
      label: 'Order',
      type: 'integer',
      help: 'Position at checkout. 999: the store has not sorted it, so it comes last.',
    },
    {
      name: X_GATEWAY.features,
      label: 'Features',
      type: 'char',
      help: 'What the gateway supports in addition to payments, such as refunds and subscriptions.',
    },
    {
      name: X_GATEWAY.paymentTerm,
      label: 'Payment Term',
      type: 'many2one',
      relation: PAYMENT_TERM_MODEL,
      onDelete: 'set null',
      editable: true,
      offers: ['|', ['company_id', '=', false], ['company_id', 'parent_of', { field: X_ROW.company }]],
      help: 'The payment term for orders paid this way. A sync never changes it.',
    },
  ],
  mirror: {
    binding: {
      model: JOURNAL_MODEL,
      field: X_GATEWAY.journal,
      label: 'Journal in Use',
      choice: 'Journal',
      choiceDomain: [['type', 'in', MONEY_JOURNALS]],
      offers: [
        ['type', 'in', MONEY_JOURNALS],
        ['company_id', 'parent_of', { field: X_ROW.company }],
      ],
      beside: [{ field: X_GATEWAY.paymentTerm }],
    },
  },
  views: {
    list: { ...COLUMNS, columns: [{ field: X_ROW.backend }, ...COLUMNS.columns] },
    form: {
      ribbons: [
        {
          title: 'Disabled',
          tone: 'info',
          when: [
            { field: X_GATEWAY.enabled, is: '=', value: false },
            { field: X_ROW.active, is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_GATEWAY.key },
            { field: X_GATEWAY.enabled },
            { field: X_GATEWAY.order },
            { field: X_GATEWAY.features },
            { field: X_GATEWAY.description },
          ],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_GATEWAY.key],
      filters: [
        [
          { name: 'enabled', label: 'Enabled', domain: [[X_GATEWAY.enabled, '=', true]] },
          { name: 'disabled', label: 'Disabled', domain: [[X_GATEWAY.enabled, '=', false]] },
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
    fields: [{ name: X_ON_BACKEND.gatewayCount, label: 'Payment Gateways', type: 'integer' }],
    counts: [
      {
        field: X_ON_BACKEND.gatewayCount,
        label: 'Gateways',
        icon: 'fa-credit-card',
        opens: X_GATEWAY.model,
        by: X_ROW.backend,
      },
    ],
    pages: [],
  },
  menus: [
    {
      name: 'payment_gateways',
      label: 'Payment Gateways',
      section: 'payments',
      model: X_GATEWAY.model,
      sequence: 10,
      empty:
        'The payment gateways of the store appear here after the first sync. Then choose a journal for each.',
    },
  ],
  tabs: [],
};
