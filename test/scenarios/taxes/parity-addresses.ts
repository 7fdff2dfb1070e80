import type { TaxAddress } from '../../../src/domains/taxes/facts.ts';
import type { StoreTaxRate } from '../../../src/woocommerce/port.ts';

/** An address to compare both platforms at. */
export interface ParityAddress {
  readonly at: TaxAddress;
  /** Where Odoo takes it to be, for what positions cannot say; absent where both must agree. */
  readonly odooTakes?: TaxAddress;
  /** The limitation that the plan lists for it. */
  readonly limit?: 'city' | 'zip_plus_4';
}

const address = (country: string, state = '', postcode = '', city = ''): TaxAddress => ({
  ...{ country, state, postcode, city },
});

/** Postcodes of which no rate of the recorded store knows. */
const ELSEWHERE: Readonly<Record<string, string>> = { US: '59999', CA: 'J0A 1A0', GB: 'SW1A 1AA' };
const elsewhere = (country: string) => ELSEWHERE[country] ?? '30303';

/** In countries with rates, places without; countries without rates; no state where others are taxed by state. */
const UNTAXED: readonly TaxAddress[] = [
  ...['OR', 'MT', 'WY', 'DE', 'AK', ''].map((state) => address('US', state, '59999')),
  ...['AB', ''].map((state) => address('CA', state, 'T5A 0A1')),
  ...['RJ', ''].map((state) => address('BR', state, '20000-000')),
  ...['M', 'GC', ''].map((state) => address('ES', state, '28001')),
  ...['CH', 'NO', 'JP', 'AU', 'MX', 'IN', 'PT', 'PL', 'NZ', 'ZA'].map((country) =>
    address(country, '', '1000'),
  ),
];

/** Longer than the bounds of the range 90000...90210: outside of it for the store. */
const LONGER: readonly ParityAddress[] = [
  // The wildcard 902* holds longer ones, and so does the upper part of the range in Odoo.
  { at: address('US', 'CA', '90211-0001') },
  { at: address('US', 'CA', '90299-9999') },
  { at: address('US', 'CA', '90300-0001') },
  { at: address('DE', '', '27498-1') },
  ...['90000', '90100', '90199', '90200', '90209'].map((postcode): ParityAddress => ({
    at: address('US', 'CA', `${postcode}-1234`),
    odooTakes: address('US', 'CA', postcode),
    limit: 'zip_plus_4',
  })),
];

/**
 * Addresses for each place of the rates: every country and state, both sides of the bounds of every postcode, with and
 * without the cities of the rate; and places without tax.
 *
 * @param isCityTaxed whether other rates apply for the city's sake
 */
export function parityAddresses(
  rates: readonly StoreTaxRate[],
  isCityTaxed: (at: TaxAddress) => boolean,
): ParityAddress[] {
  const ofPlaces = rates
    .filter(({ country }) => country !== '')
    .flatMap(({ cities, country, postcodes, state }) => {
      const near = postcodes.length === 0 ? [elsewhere(country)] : postcodes.flatMap(bothSides);
      return near.flatMap((postcode) =>
        ['', ...cities].map((city) => address(country, state, postcode, city)),
      );
    });
  const known = new Map([...ofPlaces, ...UNTAXED].map((at) => [JSON.stringify(at), at]));
  return [
    ...[...known.values()].map((at): ParityAddress =>
      isCityTaxed(at) ? { at, odooTakes: { ...at, city: '' }, limit: 'city' } : { at },
    ),
    ...LONGER,
  ];
}

/** A postcode of a rate, what lies just inside and just outside of it. */
function bothSides(postcode: string): string[] {
  const prefix = /^(\d+)\*$/u.exec(postcode)?.[1];
  if (prefix !== undefined) {
    const low = Number(prefix.padEnd(5, '0'));
    const high = Number(prefix.padEnd(5, '9'));
    return [low - 1, low, low + 1, high - 1, high, high + 1].map(asZip);
  }
  // Some are no postcode of an address: two numbers with a dash between them, or of another country.
  const numbers = postcode.match(/\d{5}/gu) ?? [];
  return numbers.flatMap((bound) => [Number(bound) - 1, Number(bound), Number(bound) + 1]).map(asZip);
}

const asZip = (number: number) => String(number).padStart(5, '0');
