import { X_ROW } from '../../../core/app-names.ts';
import type { AppPart, ModelDescription } from '../../../odoo/app/description.ts';
import { CURRENCY_MODEL } from '../models.ts';
import { X_CURRENCY } from './names.ts';

const currency: ModelDescription = {
  model: X_CURRENCY.model,
  label: 'WooCommerce Currency',
  rowKey: [X_CURRENCY.code],
  fields: [
    { name: X_ROW.name, label: 'Name', type: 'char' },
    { name: X_CURRENCY.code, label: 'Code', type: 'char', index: true },
    {
      name: X_CURRENCY.position,
      label: 'Symbol',
      type: 'selection',
      options: [
        ['left', 'Left'],
        ['right', 'Right'],
        ['left_space', 'Left with space'],
        ['right_space', 'Right with space'],
      ],
      help: 'Where the store shows the currency symbol. Odoo has its own setting for this.',
    },
    { name: X_CURRENCY.thousandSeparator, label: 'Thousand Separator', type: 'char' },
    { name: X_CURRENCY.decimalSeparator, label: 'Decimal Separator', type: 'char' },
    {
      name: X_CURRENCY.decimals,
      label: 'Decimals',
      type: 'integer',
      help: 'The number of decimals the store shows and rounds prices to. The Consistency tab compares it with Odoo.',
    },
  ],
  mirror: {
    binding: { model: CURRENCY_MODEL, field: X_CURRENCY.currency, label: 'Currency in Odoo', written: true },
  },
  views: {
    list: {
      order: X_CURRENCY.code,
      columns: [
        { field: X_ROW.backend },
        { field: X_CURRENCY.code },
        { field: X_CURRENCY.position },
        { field: X_CURRENCY.thousandSeparator },
        { field: X_CURRENCY.decimalSeparator },
        { field: X_CURRENCY.decimals },
        { field: X_CURRENCY.currency },
        { field: X_ROW.status },
        { field: X_ROW.reason, hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: X_ROW.backend },
            { field: X_CURRENCY.position },
            { field: X_CURRENCY.thousandSeparator },
            { field: X_CURRENCY.decimalSeparator },
            { field: X_CURRENCY.decimals },
          ],
        },
      ],
    },
    search: { fields: [X_CURRENCY.code], filters: [], groupBy: [] },
  },
};

/** The store's currency in the Odoo app. */
export const currencyApp: AppPart = {
  name: 'currency',
  depends: ['base'],
  models: [currency],
  menus: [
    {
      name: 'currencies',
      label: 'Currency',
      section: 'payments',
      model: X_CURRENCY.model,
      sequence: 20,
      empty: 'The currency of the store appears here after the first sync.',
    },
  ],
  tabs: [],
};
