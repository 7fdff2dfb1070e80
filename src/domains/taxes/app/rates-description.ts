import { X_ROW } from '../../../core/app-names.ts';
import type { ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { TAX_MODEL } from '../models.ts';
import { OFFERED_TAXES } from './models.ts';
import { X_RATE, X_TAX_CLASS } from './names.ts';

/** Rates as lines of a tax. */
export const RATE_LINES: ListDescription = {
  order: `${X_RATE.class}, ${X_RATE.country}, ${X_RATE.state}, ${X_RATE.rateId}`,
  columns: [
    { field: X_ROW.backend, hidden: true },
    { field: X_RATE.rateId },
    { field: X_RATE.class },
    { field: X_RATE.country },
    { field: X_RATE.state },
    { field: X_RATE.postcodes },
    { field: X_RATE.cities },
    { field: X_RATE.rate },
    { field: X_ROW.name },
  ],
};

/** The store's tax rates. There may be 50,000 of them: what is indexed is what orders and taxes ask by. */
export const taxRate: ModelDescription = {
  model: X_RATE.model,
  label: 'WooCommerce Tax Rate',
  rowKey: [X_RATE.rateId],
  fields: [
    { name: X_ROW.name, label: 'Name', type: 'char' },
    { name: X_RATE.rateId, label: 'Rate', type: 'integer', index: true, help: 'The ID in the store.' },
    { name: X_RATE.class, label: 'Class Slug', type: 'char' },
    {
      name: X_RATE.classRow,
      label: 'Class',
      type: 'many2one',
      relation: X_TAX_CLASS.model,
      onDelete: 'set null',
      index: true,
    },
    {
      name: X_RATE.country,
      label: 'Country',
      type: 'char',
      index: true,
      help: 'The country code in the store. If empty, every country.',
    },
    {
      name: X_RATE.state,
      label: 'State',
      type: 'char',
      help: 'The state code in the store. If empty, every state.',
    },
    {
      name: X_RATE.postcodes,
      label: 'Postcodes',
      type: 'text',
      help: 'The address must match one of these: a postcode, a range (90000...90210) or a prefix (902*).',
    },
    {
      name: X_RATE.cities,
      label: 'Cities',
      type: 'text',
      help: 'If any are listed, the address must be in one of these cities.',
    },
    { name: X_RATE.rate, label: 'Percent', type: 'char' },
    {
      name: X_RATE.priority,
      label: 'Priority',
      type: 'integer',
      help: 'Only one of the matching rates with the same priority applies.',
    },
    { name: X_RATE.order, label: 'Order', type: 'integer' },
    {
      name: X_RATE.compound,
      label: 'Compound',
      type: 'boolean',
      help: 'Calculated on the price plus the other rates.',
    },
    { name: X_RATE.shipping, label: 'On Shipping', type: 'boolean', help: 'Also charged on shipping.' },
    {
      name: X_RATE.shippingTax,
      label: 'Tax on Shipping',
      type: 'many2one',
      relation: TAX_MODEL,
      onDelete: 'set null',
      help: 'The tax in Odoo that represents this rate on shipping, if it is a different one.',
    },
    {
      name: X_RATE.limitation,
      label: 'Limitation',
      type: 'char',
      help: 'What Odoo does not support for this rate, and what happens instead. Orders are still matched to their tax by the rate.',
    },
  ],
  mirror: {
    binding: {
      model: TAX_MODEL,
      field: X_RATE.tax,
      label: 'Tax in Odoo',
      choice: 'Chosen Tax',
      offers: OFFERED_TAXES,
      beside: [
        { field: X_RATE.shippingTax, when: [{ field: X_RATE.shippingTax, is: '!=', value: false }] },
        { field: X_RATE.limitation, when: [{ field: X_RATE.limitation, is: '!=', value: false }] },
      ],
    },
  },
  views: {
    list: {
      order: `${X_RATE.class}, ${X_RATE.country}, ${X_RATE.state}, ${X_RATE.priority}, ${X_RATE.order}, ${X_RATE.rateId}`,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_RATE.rateId, hidden: true },
        { field: X_RATE.classRow },
        { field: X_RATE.country },
        { field: X_RATE.state },
        { field: X_RATE.postcodes, width: 125 },
        { field: X_RATE.cities },
        { field: X_RATE.rate },
        { field: X_ROW.name },
        { field: X_RATE.priority },
        { field: X_RATE.compound, width: 110 },
        { field: X_RATE.shipping, width: 130 },
        { field: X_RATE.order, hidden: true },
        { field: X_RATE.tax },
        { field: X_ROW.choice, hidden: true },
        { field: X_ROW.status, width: 115 },
        { field: X_ROW.rule, hidden: true },
        { field: X_RATE.limitation, hidden: true },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      ribbons: [
        {
          title: 'Limitation',
          tone: 'info',
          when: [
            { field: X_RATE.limitation, is: '!=', value: false },
            { field: X_ROW.active, is: '=', value: true },
          ],
        },
      ],
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_RATE.rateId },
            { field: X_RATE.classRow },
            { field: X_RATE.rate },
            { field: X_RATE.priority },
            { field: X_RATE.compound },
            { field: X_RATE.shipping },
            { field: X_RATE.order },
          ],
        },
        {
          label: 'Where It Applies',
          fields: [
            { field: X_RATE.country },
            { field: X_RATE.state },
            { field: X_RATE.postcodes },
            { field: X_RATE.cities },
          ],
        },
      ],
    },
    search: {
      fields: [
        X_ROW.name,
        X_RATE.rateId,
        X_RATE.country,
        X_RATE.state,
        X_RATE.postcodes,
        X_RATE.cities,
        X_RATE.rate,
        X_RATE.class,
      ],
      filters: [
        [{ name: 'unbound', label: 'Not Matched', domain: [[X_RATE.tax, '=', false]] }],
        [{ name: 'limitation', label: 'Limitation', domain: [[X_RATE.limitation, '!=', false]] }],
        [
          { name: 'compound', label: 'Compound', domain: [[X_RATE.compound, '=', true]] },
          { name: 'shipping', label: 'On Shipping', domain: [[X_RATE.shipping, '=', true]] },
        ],
      ],
      groupBy: [
        { name: 'by_class', label: 'Class', field: X_RATE.classRow },
        { name: 'by_country', label: 'Country', field: X_RATE.country },
        { name: 'by_state', label: 'State', field: X_RATE.state },
        { name: 'by_tax', label: 'Tax in Odoo', field: X_RATE.tax },
      ],
    },
  },
};
