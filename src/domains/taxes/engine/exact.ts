import { Decimal } from 'decimal.js';

/**
 * Decimals for taxes. The default of 20 digits is too few: a chain of compound rates with 4 decimals each grows by 6
 * digits per rate, and what an inclusive price is divided by must not be felt in the sixth decimal of a large basket.
 */
export const Exact = Decimal.clone({ precision: 60 });
