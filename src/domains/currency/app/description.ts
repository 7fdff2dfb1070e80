import type { AppPart, ModelDescription } from '../../../odoo/app/description.ts';
import { CURRENCY_MODEL } from '../models.ts';

const currency: ModelDescription = {
  model: 'x_woo_currency',
  label: 'WooCommerce Currency',
  rowKey: ['x_code'],
  fields: [
    { name: 'x_name', label: 'Name', type: 'char' },
    { name: 'x_code', label: 'Code', type: 'char', index: true },
    {
      name: 'x_position',
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
    { name: 'x_thousand_separator', label: 'Thousand Separator', type: 'char' },
    { name: 'x_decimal_separator', label: 'Decimal Separator', type: 'char' },
    {
      name: 'x_decimals',
      label: 'Decimals',
      type: 'integer',
      help: 'The number of decimals the store shows and rounds prices to. The Consistency tab compares it with Odoo.',
    },
  ],
  mirror: {
    binding: { model: CURRENCY_MODEL, field: 'x_currency_id', label: 'Currency in Odoo', written: true },
  },
  views: {
    list: {
      order: 'x_code',
      columns: [
        { field: 'x_backend_id' },
        { field: 'x_code' },
        { field: 'x_position' },
        { field: 'x_thousand_separator' },
        { field: 'x_decimal_separator' },
        { field: 'x_decimals' },
        { field: 'x_currency_id' },
        { field: 'x_status' },
        { field: 'x_reason', hidden: true },
      ],
    },
    form: {
      groups: [
        {
          label: 'In the Store',
          fields: [
            { field: 'x_backend_id' },
            { field: 'x_position' },
            { field: 'x_thousand_separator' },
            { field: 'x_decimal_separator' },
            { field: 'x_decimals' },
          ],
        },
      ],
    },
    search: { fields: ['x_code'], filters: [], groupBy: [] },
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
      section: 'metadata',
      model: 'x_woo_currency',
      sequence: 120,
      empty: 'The currency of the store appears here after the first sync.',
    },
  ],
  tabs: [],
};
