import type { FieldDescription, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';

const NAME: FieldDescription = { name: 'x_name', label: 'Name', type: 'char' };
const PERCENT: FieldDescription = { name: 'x_percent', label: 'Percent', type: 'char' };
const RATE_COUNT: FieldDescription = {
  name: 'x_rate_count',
  label: 'Rates',
  type: 'integer',
  help: 'The number of store tax rates this tax represents.',
};

/** A tax of Odoo that represents rows of the app. */
const TAX = {
  model: TAX_MODEL,
  field: 'x_tax_id',
  label: 'Tax in Odoo',
  choice: 'Chosen Tax',
} as const;

/** Tax classes as lines of others. */
export const CLASS_LINES: ListDescription = {
  order: 'id',
  columns: [
    { field: 'x_name' },
    { field: 'x_slug', hidden: true },
    { field: 'x_percent' },
    { field: 'x_rate_count' },
    { field: 'x_tax_id' },
    { field: 'x_status' },
    { field: 'x_rule', hidden: true },
    { field: 'x_reason', hidden: true },
  ],
};

/** What products and carriers carry: a tax per class, and per class that shipping is taxed in. */
export const taxClass: ModelDescription = {
  model: 'x_woo_tax_class',
  label: 'WooCommerce Tax Class',
  rowKey: ['x_slug'],
  fields: [
    NAME,
    {
      name: 'x_slug',
      label: 'Slug',
      type: 'char',
      index: true,
      help: 'The slug of the class in the store. The prefix "ship:" marks the tax charged on shipping in this class.',
    },
    {
      ...PERCENT,
      help: "The total percentage of the class at the store's own address. The tax on its products has this percentage.",
    },
    RATE_COUNT,
  ],
  mirror: { binding: { ...TAX, created: true, written: true } },
  views: {
    list: {
      order: 'id',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_name' },
        { field: 'x_slug', hidden: true },
        { field: 'x_percent' },
        { field: 'x_rate_count' },
        { field: 'x_tax_id' },
        { field: 'x_choice_id' },
        { field: 'x_status' },
        { field: 'x_rule' },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_slug' },
            { field: 'x_percent' },
            { field: 'x_rate_count' },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_slug'],
      filters: [[{ name: 'shipping', label: 'Shipping', domain: [['x_slug', '=like', 'ship:%']] }]],
      groupBy: [],
    },
  },
};

/** What fiscal positions turn the taxes of classes into. */
export const tax: ModelDescription = {
  model: 'x_woo_tax',
  label: 'WooCommerce Tax',
  rowKey: ['x_key'],
  fields: [
    NAME,
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    { name: 'x_class', label: 'Class', type: 'char', index: true, help: 'The slug of the tax class.' },
    PERCENT,
    {
      name: 'x_included',
      label: 'Included in Prices',
      type: 'boolean',
      help: 'Prices are entered in the store with this tax included.',
    },
    {
      name: 'x_compound',
      label: 'Compound',
      type: 'boolean',
      help: 'Calculated on the price plus the other taxes.',
    },
    RATE_COUNT,
  ],
  mirror: { binding: { ...TAX, created: true, written: true } },
  views: {
    list: {
      order: 'x_name, id',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_name' },
        { field: 'x_class' },
        { field: 'x_percent' },
        { field: 'x_included' },
        { field: 'x_compound' },
        { field: 'x_rate_count' },
        { field: 'x_tax_id' },
        { field: 'x_choice_id' },
        { field: 'x_status' },
        { field: 'x_rule' },
        { field: 'x_key', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_class' },
            { field: 'x_percent' },
            { field: 'x_included' },
            { field: 'x_compound' },
            { field: 'x_rate_count' },
            { field: 'x_key' },
          ],
        },
      ],
    },
    search: {
      fields: ['x_name', 'x_percent', 'x_class', 'x_key'],
      filters: [
        [
          { name: 'compound', label: 'Compound', domain: [['x_compound', '=', true]] },
          { name: 'included', label: 'Included in Prices', domain: [['x_included', '=', true]] },
        ],
      ],
      groupBy: [
        { name: 'by_class', label: 'Class', field: 'x_class' },
        { name: 'by_percent', label: 'Percent', field: 'x_percent' },
      ],
    },
  },
};

/** Places where the store charges something of its own. */
export const fiscalPosition: ModelDescription = {
  model: 'x_woo_fiscal_position',
  label: 'WooCommerce Fiscal Position',
  rowKey: ['x_key'],
  fields: [
    NAME,
    { name: 'x_key', label: 'Key', type: 'char', index: true },
    {
      name: 'x_place',
      label: 'Area',
      type: 'char',
      help: 'Where the position applies. The most specific area that contains the address is used.',
    },
    {
      name: 'x_mapping',
      label: 'Taxes There',
      type: 'text',
      help: 'The tax that replaces each class tax in this area.',
    },
  ],
  mirror: {
    binding: {
      model: POSITION_MODEL,
      field: 'x_fiscal_position_id',
      label: 'Fiscal Position in Odoo',
      created: true,
      written: true,
    },
  },
  views: {
    list: {
      order: 'x_place, id',
      columns: [
        { field: 'x_backend_id', hidden: true },
        { field: 'x_place' },
        { field: 'x_name', hidden: true },
        { field: 'x_mapping' },
        { field: 'x_fiscal_position_id' },
        { field: 'x_status' },
        { field: 'x_rule', hidden: true },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_place' },
            { field: 'x_mapping' },
            { field: 'x_key' },
          ],
        },
      ],
    },
    search: { fields: ['x_place', 'x_name', 'x_mapping'], filters: [], groupBy: [] },
  },
};
