/** The position of the symbol, as WooCommerce calls it. */
export type SymbolPosition = 'left' | 'right' | 'left_space' | 'right_space';

/** What the store sells in, and how it writes prices. */
export interface StoreCurrency {
  /** ISO 4217, or a code that a plugin made: `EUR`. Never empty. */
  readonly code: string;
  readonly position: SymbolPosition;
  /** As they came: white space may be one. */
  readonly thousandSeparator: string;
  readonly decimalSeparator: string;
  readonly decimals: number;
}

/** A currency of Odoo's, archived or not. All companies of a database share them. */
export interface OdooCurrency {
  readonly id: number;
  readonly code: string;
  readonly active: boolean;
  /** `base.EUR`; undefined where it was created by hand. */
  readonly externalId: string | undefined;
}
