import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, NativeLines } from '../../../odoo/app/description.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';
import { check, CHECK_LINES } from './checks-description.ts';
import { CLASS_LINES, fiscalPosition, tax, taxClass } from './models.ts';
import { RATE_LINES, taxRate } from './rates-description.ts';
import {
  X_CHECK,
  X_ON_BACKEND,
  X_ON_POSITION,
  X_ON_TAX,
  X_POSITION,
  X_RATE,
  X_TAX,
  X_TAX_CLASS,
} from './names.ts';

const ON_THE_TAX: readonly NativeLines[] = [
  {
    field: {
      name: X_ON_TAX.classes,
      label: 'WooCommerce Tax Classes',
      type: 'one2many',
      relation: X_TAX_CLASS.model,
      inverse: X_TAX.tax,
    },
    list: {
      columns: [
        { field: X_ROW.backend },
        { field: X_ROW.name },
        { field: X_TAX.percent },
        { field: X_ROW.status },
        { field: X_ROW.rule },
      ],
    },
  },
  {
    field: {
      name: X_ON_TAX.taxes,
      label: 'WooCommerce Taxes',
      type: 'one2many',
      relation: X_TAX.model,
      inverse: X_TAX.tax,
    },
    list: {
      columns: [
        { field: X_ROW.backend },
        { field: X_ROW.name },
        { field: X_TAX.class },
        { field: X_TAX.percent },
        { field: X_TAX.compound },
        { field: X_TAX.rateCount },
        { field: X_ROW.rule },
      ],
    },
  },
  {
    field: {
      name: X_ON_TAX.rates,
      label: 'WooCommerce Tax Rates',
      type: 'one2many',
      relation: X_RATE.model,
      inverse: X_TAX.tax,
    },
    list: RATE_LINES,
  },
];

const ON_THE_POSITION: NativeLines = {
  field: {
    name: X_ON_POSITION.rows,
    label: 'WooCommerce Fiscal Positions',
    type: 'one2many',
    relation: X_POSITION.model,
    inverse: X_POSITION.position,
  },
  list: {
    columns: [
      { field: X_ROW.backend },
      { field: X_POSITION.place },
      { field: X_POSITION.mapping },
      { field: X_ROW.status },
      { field: X_ROW.rule, hidden: true },
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
      { name: X_ON_BACKEND.classCount, label: 'Tax Classes', type: 'integer' },
      { name: X_ON_BACKEND.rateCount, label: 'Tax Rates', type: 'integer' },
      { name: X_ON_BACKEND.positionCount, label: 'Fiscal Positions', type: 'integer' },
      { name: X_ON_BACKEND.disagreementCount, label: 'Differences', type: 'integer' },
      {
        name: X_ON_BACKEND.classes,
        label: 'Tax Classes of the Store',
        type: 'one2many',
        relation: X_TAX_CLASS.model,
        inverse: X_ROW.backend,
      },
      {
        name: X_ON_BACKEND.checks,
        label: 'Consistency Checks',
        type: 'one2many',
        relation: X_CHECK.model,
        inverse: X_ROW.backend,
      },
    ],
    counts: [
      {
        field: X_ON_BACKEND.classCount,
        label: 'Tax Classes',
        icon: 'fa-tags',
        opens: X_TAX_CLASS.model,
        by: X_ROW.backend,
      },
      {
        field: X_ON_BACKEND.rateCount,
        label: 'Tax Rates',
        icon: 'fa-percent',
        opens: X_RATE.model,
        by: X_ROW.backend,
      },
      {
        field: X_ON_BACKEND.positionCount,
        label: 'Fiscal Positions',
        icon: 'fa-map-signs',
        opens: X_POSITION.model,
        by: X_ROW.backend,
      },
      {
        field: X_ON_BACKEND.disagreementCount,
        label: 'Differences',
        icon: 'fa-balance-scale',
        opens: X_CHECK.model,
        by: X_ROW.backend,
        presets: ['differ'],
      },
    ],
    pages: [
      {
        name: 'tax_classes',
        label: 'Tax Classes',
        lines: { field: X_ON_BACKEND.classes, list: CLASS_LINES },
      },
      { name: 'consistency', label: 'Consistency', lines: { field: X_ON_BACKEND.checks, list: CHECK_LINES } },
    ],
  },
  menus: [
    {
      name: 'tax_classes',
      label: 'Tax Classes',
      section: 'tax',
      model: X_TAX_CLASS.model,
      sequence: 40,
      empty: 'The tax classes of the store appear here after the first sync.',
    },
    {
      name: 'tax_rates',
      label: 'Tax Rates',
      section: 'tax',
      model: X_RATE.model,
      sequence: 50,
      presets: ['by_class', 'by_country'],
      empty: 'The tax rates of the store appear here after the first sync.',
    },
    {
      name: 'taxes',
      label: 'Taxes',
      section: 'tax',
      model: X_TAX.model,
      sequence: 60,
      empty: 'The taxes that fiscal positions map to appear here after the first sync.',
    },
    {
      name: 'fiscal_positions',
      label: 'Fiscal Positions',
      section: 'tax',
      model: X_POSITION.model,
      sequence: 70,
      empty: 'The first sync creates a fiscal position for each area with its own taxes.',
    },
    {
      name: 'consistency',
      label: 'Consistency',
      section: 'tax',
      model: X_CHECK.model,
      sequence: 10,
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
