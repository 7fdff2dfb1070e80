import { X_ROW } from '../../../core/app-names.ts';
import type { FieldDescription, ListDescription, ModelDescription } from '../../../odoo/app/description.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';
import { X_POSITION, X_TAX, X_TAXED, X_TAX_CLASS } from './names.ts';

const NAME: FieldDescription = { name: X_ROW.name, label: 'Name', type: 'char' };
const PERCENT: FieldDescription = { name: X_TAXED.percent, label: 'Percent', type: 'char' };
const RATE_COUNT: FieldDescription = {
  name: X_TAXED.rateCount,
  label: 'Rates',
  type: 'integer',
  help: 'The number of store tax rates this tax represents.',
};

/** Sale taxes of the backend's company or of one above it: what the plan reads. */
export const OFFERED_TAXES = [
  ['type_tax_use', 'in', ['sale', 'none']],
  ['company_id', 'parent_of', { field: X_ROW.company }],
] as const;

/** A tax of Odoo that represents rows of the app. */
const TAX = {
  model: TAX_MODEL,
  field: X_TAXED.tax,
  label: 'Tax in Odoo',
  choice: 'Chosen Tax',
  offers: OFFERED_TAXES,
} as const;

/** Tax classes as lines of others. */
export const CLASS_LINES: ListDescription = {
  order: 'id',
  columns: [
    { field: X_ROW.name },
    { field: X_TAX_CLASS.slug, hidden: true },
    { field: X_TAX_CLASS.percent },
    { field: X_TAX_CLASS.rateCount },
    { field: X_TAX_CLASS.tax },
    { field: X_ROW.status },
    { field: X_ROW.rule, hidden: true },
    { field: X_ROW.reason, hidden: true },
  ],
};

/** What products and carriers carry: a tax per class, and per class that shipping is taxed in. */
export const taxClass: ModelDescription = {
  model: X_TAX_CLASS.model,
  label: 'WooCommerce Tax Class',
  rowKey: [X_TAX_CLASS.slug],
  fields: [
    NAME,
    {
      name: X_TAX_CLASS.slug,
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
        { field: X_ROW.backend, hidden: true },
        { field: X_ROW.name },
        { field: X_TAX_CLASS.slug, hidden: true },
        { field: X_TAX_CLASS.percent },
        { field: X_TAX_CLASS.rateCount },
        { field: X_TAX_CLASS.tax },
        { field: X_ROW.choice },
        { field: X_ROW.status },
        { field: X_ROW.rule },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_TAX_CLASS.slug },
            { field: X_TAX_CLASS.percent },
            { field: X_TAX_CLASS.rateCount },
          ],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_TAX_CLASS.slug],
      filters: [[{ name: 'shipping', label: 'Shipping', domain: [[X_TAX_CLASS.slug, '=like', 'ship:%']] }]],
      groupBy: [],
    },
  },
};

/** What fiscal positions turn the taxes of classes into. */
export const tax: ModelDescription = {
  model: X_TAX.model,
  label: 'WooCommerce Tax',
  rowKey: [X_TAX.key],
  fields: [
    NAME,
    { name: X_TAX.key, label: 'Key', type: 'char', index: true },
    { name: X_TAX.class, label: 'Class', type: 'char', index: true, help: 'The slug of the tax class.' },
    PERCENT,
    {
      name: X_TAX.included,
      label: 'Included in Prices',
      type: 'boolean',
      help: 'Prices are entered in the store with this tax included.',
    },
    {
      name: X_TAX.compound,
      label: 'Compound',
      type: 'boolean',
      help: 'Calculated on the price plus the other taxes.',
    },
    RATE_COUNT,
  ],
  mirror: { binding: { ...TAX, created: true, written: true } },
  views: {
    list: {
      order: `${X_ROW.name}, id`,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_ROW.name },
        { field: X_TAX.class, width: 120 },
        { field: X_TAX.percent },
        { field: X_TAX.included, width: 145 },
        { field: X_TAX.compound, width: 110 },
        { field: X_TAX.rateCount },
        { field: X_TAX.tax },
        { field: X_ROW.choice, width: 125 },
        { field: X_ROW.status, width: 115 },
        { field: X_ROW.rule, hidden: true },
        { field: X_TAX.key, hidden: true },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_TAX.class },
            { field: X_TAX.percent },
            { field: X_TAX.included },
            { field: X_TAX.compound },
            { field: X_TAX.rateCount },
            { field: X_TAX.key },
          ],
        },
      ],
    },
    search: {
      fields: [X_ROW.name, X_TAX.percent, X_TAX.class, X_TAX.key],
      filters: [
        [
          { name: 'compound', label: 'Compound', domain: [[X_TAX.compound, '=', true]] },
          { name: 'included', label: 'Included in Prices', domain: [[X_TAX.included, '=', true]] },
        ],
      ],
      groupBy: [
        { name: 'by_class', label: 'Class', field: X_TAX.class },
        { name: 'by_percent', label: 'Percent', field: X_TAX.percent },
      ],
    },
  },
};

/** Places where the store charges something of its own. */
export const fiscalPosition: ModelDescription = {
  model: X_POSITION.model,
  label: 'WooCommerce Fiscal Position',
  rowKey: [X_POSITION.key],
  fields: [
    NAME,
    { name: X_POSITION.key, label: 'Key', type: 'char', index: true },
    {
      name: X_POSITION.place,
      label: 'Area',
      type: 'char',
      help: 'Where the position applies. The most specific area that contains the address is used.',
    },
    {
      name: X_POSITION.mapping,
      label: 'Taxes There',
      type: 'text',
      help: 'The tax that replaces each class tax in this area.',
    },
  ],
  mirror: {
    binding: {
      model: POSITION_MODEL,
      field: X_POSITION.position,
      label: 'Fiscal Position in Odoo',
      created: true,
      written: true,
    },
  },
  views: {
    list: {
      order: `${X_POSITION.place}, id`,
      columns: [
        { field: X_ROW.backend, hidden: true },
        { field: X_POSITION.place },
        { field: X_ROW.name, hidden: true },
        { field: X_POSITION.mapping },
        { field: X_POSITION.position },
        { field: X_ROW.status },
        { field: X_ROW.rule, hidden: true },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_POSITION.place },
            { field: X_POSITION.mapping },
            { field: X_POSITION.key },
          ],
        },
      ],
    },
    search: { fields: [X_POSITION.place, X_ROW.name, X_POSITION.mapping], filters: [], groupBy: [] },
  },
};
