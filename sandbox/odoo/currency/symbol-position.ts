/** The currencies that Odoo writes before the amount; all others come after it. Read in the data of its 18. */
const BEFORE = new Set(
  (
    'USD CHF BRL CNY CNH COP DKK IDR NOK ARS INR AUD HKD JPY KRW MXN MYR NZD SGD ZAR CRC HNL CLP ANG DOP ILS MVR ' +
    'GBP PEN COU CLF'
  ).split(' '),
);

/** Where a fresh database shows the symbol of a currency. */
export function symbolPosition(code: string): 'before' | 'after' {
  return BEFORE.has(code) ? 'before' : 'after';
}
