import type { AppRowModel } from '../../../core/app-rows.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';

/** What the app shows of every binding, whatever it binds. */
const BINDING_COLUMNS = ['x_status', 'x_rule', 'x_reason'] as const;

/** What it shows besides of a record that we may have made. */
const MADE_COLUMNS = ['x_created', 'x_written'] as const;

/** Tax classes and, under `ship:<slug>`, the taxes of shipping: what products and carriers carry. Key: `x_slug`. */
export const TAX_CLASS_ROWS: AppRowModel = {
  model: 'x_woo_tax_class',
  type: 'tax_class',
  columns: ['x_name', 'x_slug', 'x_percent', 'x_rate_count', 'x_tax_id', ...BINDING_COLUMNS, ...MADE_COLUMNS],
  ...keyedBy('x_slug'),
  binding: { model: TAX_MODEL, field: 'x_tax_id', written: true, shared: true },
};

/** Destination taxes: what fiscal positions turn the taxes of classes into. Key: `x_key`. */
export const TAX_ROWS: AppRowModel = {
  model: 'x_woo_tax',
  type: 'tax',
  columns: [
    'x_name',
    'x_key',
    'x_class',
    'x_percent',
    'x_included',
    'x_compound',
    'x_rate_count',
    'x_tax_id',
    ...BINDING_COLUMNS,
    ...MADE_COLUMNS,
  ],
  ...keyedBy('x_key'),
  binding: { model: TAX_MODEL, field: 'x_tax_id', written: true, shared: true },
};

/** Places with their own result, as fiscal positions. Nobody chooses another one: which applies is Odoo's rule. Key: `x_key`. */
export const POSITION_ROWS: AppRowModel = {
  model: 'x_woo_fiscal_position',
  type: 'fiscal_position',
  columns: [
    'x_name',
    'x_key',
    'x_place',
    'x_mapping',
    'x_fiscal_position_id',
    ...BINDING_COLUMNS,
    ...MADE_COLUMNS,
  ],
  ...keyedBy('x_key'),
  binding: {
    model: POSITION_MODEL,
    field: 'x_fiscal_position_id',
    written: true,
    choice: false,
    shared: true,
  },
};

/**
 * The store's tax rates, 50,000 and more: every column is paid for that often. Which taxes other backends bind is read
 * from their classes and taxes, not from as many rates. `x_class_id` is a column of
 * placement: it follows `x_class`, which is compared. Key: `x_rate_id`.
 */
export const TAX_RATE_ROWS: AppRowModel = {
  model: 'x_woo_tax_rate',
  type: 'tax_rate',
  columns: [
    'x_name',
    'x_rate_id',
    'x_class',
    'x_country',
    'x_state',
    'x_postcodes',
    'x_cities',
    'x_rate',
    'x_priority',
    'x_order',
    'x_compound',
    'x_shipping',
    'x_tax_id',
    'x_shipping_tax_id',
    'x_limitation',
    ...BINDING_COLUMNS,
  ],
  ...keyedBy('x_rate_id'),
  binding: { model: TAX_MODEL, field: 'x_tax_id', written: false },
};

/** Where the two platforms must agree. Its rows represent nothing but themselves. Key: `x_key`. */
export const CHECK_ROWS: AppRowModel = {
  model: 'x_woo_check',
  type: 'check',
  columns: [
    'x_name',
    'x_key',
    'x_topic',
    'x_store_value',
    'x_odoo_value',
    'x_verdict',
    'x_meaning',
    'x_remedy',
    'x_alignable',
  ],
  ...keyedBy('x_key'),
};

/** The app's models of this domain, in the order in which their rows are written: rates point to classes. */
export const ROW_MODELS: readonly AppRowModel[] = [
  TAX_CLASS_ROWS,
  TAX_ROWS,
  POSITION_ROWS,
  TAX_RATE_ROWS,
  CHECK_ROWS,
];

/** Rows whose subject's key stands in one field. */
function keyedBy(field: string): Pick<AppRowModel, 'keyFields' | 'key'> {
  return {
    keyFields: [field],
    key: (values) => values[field] ?? '',
  };
}
