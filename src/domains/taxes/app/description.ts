import type { AppPart, NativeLines } from '../../../odoo/app/description.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';
import { check, CHECK_LINES } from './checks-description.ts';
import { CLASS_LINES, fiscalPosition, tax, taxClass } from './models.ts';
import { RATE_LINES, taxRate } from './rates-description.ts';

const ON_THE_TAX: readonly NativeLines[] = [
  {
    field: {
      name: 'x_woo_tax_class_ids',
      label: 'WooCommerce Tax Classes',
      type: 'one2many',
      relation: 'x_woo_tax_class',
      inverse: 'x_tax_id',
    },
    list: {
      columns: [
        { field: 'x_backend_id' },
        { field: 'x_name' },
        { field: 'x_percent' },
        { field: 'x_status' },
        { field: 'x_rule' },
      ],
    },
  },
  {
    field: {
      name: 'x_woo_tax_ids',
      label: 'WooCommerce Taxes',
      type: 'one2many',
      relation: 'x_woo_tax',
      inverse: 'x_tax_id',
    },
    list: {
      columns: [
        { field: 'x_backend_id' },
        { field: 'x_name' },
        { field: 'x_class' },
        { field: 'x_percent' },
        { field: 'x_compound' },
        { field: 'x_rate_count' },
        { field: 'x_rule' },
      ],
    },
  },
  {
    field: {
      name: 'x_woo_tax_rate_ids',
      label: 'WooCommerce Tax Rates',
      type: 'one2many',
      relation: 'x_woo_tax_rate',
      inverse: 'x_tax_id',
    },
    list: RATE_LINES,
  },
];

const ON_THE_POSITION: NativeLines = {
  field: {
    name: 'x_woo_fiscal_position_ids',
    label: 'WooCommerce Fiscal Positions',
    type: 'one2many',
    relation: 'x_woo_fiscal_position',
    inverse: 'x_fiscal_position_id',
  },
  list: {
    columns: [
      { field: 'x_backend_id' },
      { field: 'x_place' },
      { field: 'x_mapping' },
      { field: 'x_status' },
      { field: 'x_rule', hidden: true },
    ],
  },
};

/**
 * Taxes in the Odoo app: classes, rates, taxes and fiscal positions with what represents them, the points on which both
 * platforms must agree, and a tab on Odoo's own taxes and fiscal positions.
 */
export const taxesApp: AppPart = {
  name: 'taxes',
  depends: ['account'],
  models: [taxClass, tax, fiscalPosition, taxRate, check],
  backend: {
    fields: [
      { name: 'x_tax_class_count', label: 'Tax Classes', type: 'integer' },
      { name: 'x_tax_rate_count', label: 'Tax Rates', type: 'integer' },
      { name: 'x_fiscal_position_count', label: 'Fiscal Positions', type: 'integer' },
      { name: 'x_disagreement_count', label: 'Differences', type: 'integer' },
      {
        name: 'x_tax_class_ids',
        label: 'Tax Classes of the Store',
        type: 'one2many',
        relation: 'x_woo_tax_class',
        inverse: 'x_backend_id',
      },
      {
        name: 'x_check_ids',
        label: 'Consistency Checks',
        type: 'one2many',
        relation: 'x_woo_check',
        inverse: 'x_backend_id',
      },
    ],
    counts: [
      {
        field: 'x_tax_class_count',
        label: 'Tax Classes',
        icon: 'fa-tags',
        opens: 'x_woo_tax_class',
        by: 'x_backend_id',
      },
      {
        field: 'x_tax_rate_count',
        label: 'Tax Rates',
        icon: 'fa-percent',
        opens: 'x_woo_tax_rate',
        by: 'x_backend_id',
      },
      {
        field: 'x_fiscal_position_count',
        label: 'Fiscal Positions',
        icon: 'fa-map-signs',
        opens: 'x_woo_fiscal_position',
        by: 'x_backend_id',
      },
      {
        field: 'x_disagreement_count',
        label: 'Differences',
        icon: 'fa-balance-scale',
        opens: 'x_woo_check',
        by: 'x_backend_id',
        presets: ['differ'],
      },
    ],
    pages: [
      {
        name: 'tax_classes',
        label: 'Tax Classes',
        lines: { field: 'x_tax_class_ids', list: CLASS_LINES },
      },
      { name: 'consistency', label: 'Consistency', lines: { field: 'x_check_ids', list: CHECK_LINES } },
    ],
  },
  menus: [
    {
      name: 'tax_classes',
      label: 'Tax Classes',
      section: 'metadata',
      model: 'x_woo_tax_class',
      sequence: 40,
      empty: 'The tax classes of the store appear here after the first sync.',
    },
    {
      name: 'tax_rates',
      label: 'Tax Rates',
      section: 'metadata',
      model: 'x_woo_tax_rate',
      sequence: 50,
      presets: ['by_class', 'by_country'],
      empty: 'The tax rates of the store appear here after the first sync.',
    },
    {
      name: 'taxes',
      label: 'Taxes',
      section: 'metadata',
      model: 'x_woo_tax',
      sequence: 60,
      empty: 'The taxes that fiscal positions map to appear here after the first sync.',
    },
    {
      name: 'fiscal_positions',
      label: 'Fiscal Positions',
      section: 'metadata',
      model: 'x_woo_fiscal_position',
      sequence: 70,
      empty: 'The first sync creates a fiscal position for each area with its own taxes.',
    },
    {
      name: 'consistency',
      label: 'Consistency',
      section: 'policy',
      model: 'x_woo_check',
      sequence: 20,
      empty: 'After the first sync, the settings that the store and Odoo calculate with are compared here.',
    },
  ],
  tabs: [
    { name: 'tax', model: TAX_MODEL, view: 'account.view_tax_form', label: 'WooCommerce', lines: ON_THE_TAX },
    {
      name: 'fiscal_position',
      model: POSITION_MODEL,
      view: 'account.view_account_position_form',
      label: 'WooCommerce',
      lines: [ON_THE_POSITION],
    },
  ],
};
