/** The currency of the store, and how the store writes amounts. */
export const X_CURRENCY = {
  model: 'x_woo_currency',
  code: 'x_code',
  position: 'x_position',
  thousandSeparator: 'x_thousand_separator',
  decimalSeparator: 'x_decimal_separator',
  decimals: 'x_decimals',
  /** The record in Odoo. */
  currency: 'x_currency_id',
} as const;
