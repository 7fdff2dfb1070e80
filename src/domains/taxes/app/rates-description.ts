import type { ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { TAX_MODEL } from '../models.ts';

/** Rates as lines of a tax. */
export const RATE_LINES: ListDescription = {
  order: 'x_class, x_country, x_state, x_rate_id',
  columns: [
    { field: 'x_backend_id', hidden: true },
    { field: 'x_rate_id' },
    { field: 'x_class' },
    { field: 'x_country' },
    { field: 'x_state' },
    { field: 'x_postcodes' },
    { field: 'x_cities' },
    { field: 'x_rate' },
    { field: 'x_name' },
  ],
};

/** The store's tax rates. There may be 50,000 of them: what is indexed is what orders and taxes ask by. */
export const taxRate: ModelDescription = {
  model: 'x_woo_tax_rate',
  label: 'WooCommerce Tax Rate',
  rowKey: ['x_rate_id'],
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    { name: 'x_rate_id', label: 'Rate', type: 'integer', index: true, help: 'The ID in the store.' },
    { name: 'x_class', label: 'Class Slug', type: 'char' },
    {
      name: 'x_class_id',
      label: 'Class',
      type: 'many2one',
      relation: 'x_woo_tax_class',
      onDelete: 'set null',
      index: true,
    },
    {
      name: 'x_country',
      label: 'Country',
      type: 'char',
      index: true,
      help: 'The country code in the store. If empty, every country.',
    },
    {
      name: 'x_state',
      label: 'State',
      type: 'char',
      help: 'The state code in the store. If empty, every state.',
    },
    {
      name: 'x_postcodes',
      label: 'Postcodes',
      type: 'text',
      help: 'The address must match one of these: a postcode, a range (90000...90210) or a prefix (902*).',
    },
    {
      name: 'x_cities',
      label: 'Cities',
      type: 'text',
      help: 'If any are listed, the address must be in one of these cities.',
    },
    { name: 'x_rate', label: 'Percent', type: 'char' },
    {
      name: 'x_priority',
      label: 'Priority',
      type: 'integer',
      help: 'Only one of the matching rates with the same priority applies.',
    },
    { name: 'x_order', label: 'Order', type: 'integer' },
    {
      name: 'x_compound',
      label: 'Compound',
      type: 'boolean',
      help: 'Calculated on the price plus the other rates.',
    },
    { name: 'x_shipping', label: 'On Shipping', type: 'boolean', help: 'Also charged on shipping.' },
    {
      name: 'x_shipping_tax_id',
      label: 'Tax on Shipping',
      type: 'many2one',
      relation: TAX_MODEL,
      onDelete: 'set null',
      help: 'The tax in Odoo that represents this rate on shipping, if it is a different one.',
    },
    {
      name: 'x_limitation',
      label: 'Limitation',
      type: 'char',
      help: 'What Odoo does not support for this rate, and what happens instead. Orders are still matched to their tax by the rate.',
    },
  ],
  mirror: {
    binding: {
      model: TAX_MODEL,
      field: 'x_tax_id',
      label: 'Tax in Odoo',
      choice: 'Chosen Tax',
      beside: [
        { field: 'x_shipping_tax_id', when: [{ field: 'x_shipping_tax_id', is: '!=', value: false }] },
        { field: 'x_limitation', when: [{ field: 'x_limitation', is: '!=', value: false }] },
      ],
    },
  },
  views: {
    list: {
      order: 'x_class, x_country, x_state, x_priority, x_order, x_rate_id',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_rate_id', hidden: true },
        { field: 'x_class_id' },
        { field: 'x_country' },
        { field: 'x_state' },
        { field: 'x_postcodes' },
        { field: 'x_cities' },
        { field: 'x_rate' },
        { field: 'x_name' },
        { field: 'x_priority' },
        { field: 'x_compound' },
        { field: 'x_shipping' },
        { field: 'x_order', hidden: true },
        { field: 'x_tax_id' },
        { field: 'x_choice_id', hidden: true },
        { field: 'x_status' },
        { field: 'x_rule', hidden: true },
        { field: 'x_limitation', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      ribbons: [
        {
          title: 'Limitation',
          tone: 'info',
          when: [
            { field: 'x_limitation', is: '!=', value: false },
            { field: 'x_active', is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_rate_id' },
            { field: 'x_class_id' },
            { field: 'x_rate' },
            { field: 'x_priority' },
            { field: 'x_compound' },
            { field: 'x_shipping' },
            { field: 'x_order' },
          ],
        },
        {
          label: 'Where It Applies',
          fields: [
            { field: 'x_country' },
            { field: 'x_state' },
            { field: 'x_postcodes' },
            { field: 'x_cities' },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_rate_id', 'x_country', 'x_state', 'x_postcodes', 'x_cities', 'x_rate', 'x_class'],
      filters: [
        [{ name: 'unbound', label: 'Not Matched', domain: [['x_tax_id', '=', false]] }],
        [{ name: 'limitation', label: 'Limitation', domain: [['x_limitation', '!=', false]] }],
        [
          { name: 'compound', label: 'Compound', domain: [['x_compound', '=', true]] },
          { name: 'shipping', label: 'On Shipping', domain: [['x_shipping', '=', true]] },
        ],
      ],
      groupBy: [
        { name: 'by_class', label: 'Class', field: 'x_class_id' },
        { name: 'by_country', label: 'Country', field: 'x_country' },
        { name: 'by_state', label: 'State', field: 'x_state' },
        { name: 'by_tax', label: 'Tax in Odoo', field: 'x_tax_id' },
      ],
    },
  },
};
