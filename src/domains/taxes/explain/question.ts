import { STANDARD } from '../../shared/class-taxes.ts';
import { ConnectorError } from '../../../core/errors.ts';
import { type StoreTaxes, type TaxAddress } from '../facts.ts';

/** What a user asks: the tax on some amount at an address. */
export interface TaxQuestion {
  readonly address: TaxAddress;
  readonly taxClass: string;
  /** Of one piece, as prices stand in the store; a shipping cost never contains tax. Decimal text. */
  readonly amount: string;
  readonly quantity: number;
  readonly shipping: boolean;
  /** Whether the customer has a VAT number: some fiscal positions of Odoo require one. */
  readonly hasVat: boolean;
}

/**
 * Reads a question.
 *
 * @param isListed whether the store knows a country by this code
 * @throws ConnectorError `tax.question`, naming what cannot be understood
 */
export function readQuestion(
  values: Readonly<Record<string, string>>,
  { classes }: Pick<StoreTaxes, 'classes'>,
  isListed: (country: string) => boolean,
): TaxQuestion {
  const text = (name: string) => (values[name] ?? '').trim();
  const country = text('country').toUpperCase();
  if (!/^[A-Z]{2}$/u.test(country))
    throw unfit(
      `"${text('country')}" is no code of a country`,
      'Give two letters: woo-odoo tax explain --country US',
    );
  if (!isListed(country))
    throw unfit(`The store lists no country ${country}`, 'Give the code that an address of the store has.');
  const taxClass = text('class') || STANDARD;
  if (!classes.some(({ slug }) => slug === taxClass)) {
    const known = classes.map(({ slug }) => slug).join(', ');
    throw unfit(`The store has no tax class "${taxClass}"`, `It has: ${known}.`);
  }
  const amount = text('amount') || '100';
  if (!/^\d{1,12}(\.\d{1,6})?$/u.test(amount))
    throw unfit(
      `"${amount}" is no amount`,
      'Give a decimal with a point: woo-odoo tax explain --country US --amount 19.99',
    );
  const quantity = text('quantity') || '1';
  if (!/^[1-9]\d{0,5}$/u.test(quantity))
    throw unfit(
      `"${quantity}" is no quantity`,
      'Give a whole number from 1: woo-odoo tax explain --country US --quantity 3',
    );
  return {
    address: { country, state: text('state').toUpperCase(), postcode: text('postcode'), city: text('city') },
    ...{ taxClass, amount, quantity: Number(quantity), shipping: text('on') === 'shipping' },
    hasVat: text('vat') !== '',
  };
}

function unfit(message: string, hint: string): ConnectorError {
  return new ConnectorError({ code: 'tax.question', message: `${message}.`, hint });
}
