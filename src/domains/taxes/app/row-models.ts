import { X_ROW } from '../../../core/app-names.ts';
import type { AppRowModel } from '../../../core/app-rows.ts';
import { POSITION_MODEL, TAX_MODEL } from '../models.ts';
import { X_CHECK, X_POSITION, X_RATE, X_TAX, X_TAX_CLASS } from './names.ts';

/** What the app shows of every binding, whatever it binds. */
const BINDING_COLUMNS = [X_ROW.status, X_ROW.rule, X_ROW.reason] as const;

/** What it shows besides of a record that we may have made. */
const MADE_COLUMNS = [X_ROW.created, X_ROW.written] as const;

/** The taxes that a user may choose. */
const SALE_TAXES = [
  ['type_tax_use', '=', 'sale'],
  ['active', '=', true],
] as const;

/** Tax classes and, under `ship:<slug>`, the taxes of shipping: what products and carriers carry. Key: `x_slug`. */
export const TAX_CLASS_ROWS: AppRowModel = {
  model: X_TAX_CLASS.model,
  type: 'tax_class',
  columns: [
    X_ROW.name,
    X_TAX_CLASS.slug,
    X_TAX_CLASS.percent,
    X_TAX_CLASS.rateCount,
    X_TAX_CLASS.tax,
    ...BINDING_COLUMNS,
    ...MADE_COLUMNS,
  ],
  ...keyedBy(X_TAX_CLASS.slug),
  binding: { model: TAX_MODEL, field: X_TAX_CLASS.tax, written: true, shared: true, among: SALE_TAXES },
};

/** Destination taxes: what fiscal positions turn the taxes of classes into. Key: `x_key`. */
export const TAX_ROWS: AppRowModel = {
  model: X_TAX.model,
  type: 'tax',
  columns: [
    X_ROW.name,
    X_TAX.key,
    X_TAX.class,
    X_TAX.percent,
    X_TAX.included,
    X_TAX.compound,
    X_TAX.rateCount,
    X_TAX.tax,
    ...BINDING_COLUMNS,
    ...MADE_COLUMNS,
  ],
  ...keyedBy(X_TAX.key),
  filters: [X_TAX.class, X_TAX.percent],
  binding: { model: TAX_MODEL, field: X_TAX.tax, written: true, shared: true, among: SALE_TAXES },
};

/** Places with their own result, as fiscal positions. Nobody chooses another one: which applies is Odoo's rule. Key: `x_key`. */
export const POSITION_ROWS: AppRowModel = {
  model: X_POSITION.model,
  type: 'fiscal_position',
  columns: [
    X_ROW.name,
    X_POSITION.key,
    X_POSITION.place,
    X_POSITION.mapping,
    X_POSITION.position,
    ...BINDING_COLUMNS,
    ...MADE_COLUMNS,
  ],
  ...keyedBy(X_POSITION.key),
  binding: {
    model: POSITION_MODEL,
    field: X_POSITION.position,
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
  model: X_RATE.model,
  type: 'tax_rate',
  columns: [
    X_ROW.name,
    X_RATE.rateId,
    X_RATE.class,
    X_RATE.country,
    X_RATE.state,
    X_RATE.postcodes,
    X_RATE.cities,
    X_RATE.rate,
    X_RATE.priority,
    X_RATE.order,
    X_RATE.compound,
    X_RATE.shipping,
    X_RATE.tax,
    X_RATE.shippingTax,
    X_RATE.limitation,
    ...BINDING_COLUMNS,
  ],
  ...keyedBy(X_RATE.rateId),
  filters: [X_RATE.country, X_RATE.state, X_RATE.class, X_RATE.rate],
  binding: { model: TAX_MODEL, field: X_RATE.tax, written: false, among: SALE_TAXES },
};

/** Where the two platforms must agree. Its rows represent nothing but themselves. Key: `x_key`. */
export const CHECK_ROWS: AppRowModel = {
  model: X_CHECK.model,
  type: 'check',
  columns: [
    X_ROW.name,
    X_CHECK.key,
    X_CHECK.topic,
    X_CHECK.storeValue,
    X_CHECK.odooValue,
    X_CHECK.verdict,
    X_CHECK.meaning,
    X_CHECK.remedy,
    X_CHECK.alignable,
    X_CHECK.rank,
    X_CHECK.alignment,
  ],
  inOdooOnly: [X_CHECK.rank, X_CHECK.alignment],
  ...keyedBy(X_CHECK.key),
  consents: [X_CHECK.align],
  filters: [X_CHECK.verdict],
  compares: { verdict: X_CHECK.verdict, meaning: X_CHECK.meaning, remedy: X_CHECK.remedy },
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
