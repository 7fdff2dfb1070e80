/** A postcode of each country that writes them in its own way; a store takes no other. Others get five digits. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ...{ AT: '1010', AU: '2000', BE: '1000', BR: '01000-000', CA: 'K1A 0B1', CH: '3011', CZ: '110 00' },
  ...{ DE: '80331', DK: '1050', ES: '28001', FI: '00100', FR: '75001', GB: 'EC1A 1BB', GR: '104 31' },
  ...{ HU: '1011', IE: 'D02 AF30', IN: '110001', IT: '00118', JP: '100-0001', LU: '1111', MX: '06000' },
  ...{ NL: '1011 AB', NO: '0150', NZ: '6011', PL: '00-001', PT: '1000-001', RO: '010011', SE: '111 22' },
  ...{ SG: '018956', SK: '811 01', TR: '34000', US: '10001', ZA: '0001' },
};

const DEFAULT = '10000';

/** A postcode of the country as a customer would write it. */
export function examplePostcode(country: string): string {
  return EXAMPLES[country] ?? DEFAULT;
}

/**
 * Postcodes that represent one of a zone: both ends of a range and what lies just outside, a full postcode of a
 * beginning with a star, or the postcode itself. Empty for what is no postcode.
 */
export function postcodesFor(text: string, country: string): string[] {
  const [from, to, ...more] = text.split('...').map((part) => part.trim());
  if (from === undefined || more.length > 0) return [];
  if (to !== undefined) {
    const around = /^\d+$/u.test(from) && /^\d+$/u.test(to) ? [step(from, -1), step(to, 1)] : [];
    return [from, to, ...around].filter((each) => each !== '');
  }
  if (!from.endsWith('*')) return from === '' ? [] : [from];
  const stem = from.slice(0, -1);
  return [stem + examplePostcode(country).slice(stem.length)].filter((each) => each !== '');
}

/** The number before or after, written as long; empty where there is none. */
function step(digits: string, by: 1 | -1): string {
  const next = BigInt(digits) + BigInt(by);
  const text = next < 0n ? '' : String(next).padStart(digits.length, '0');
  return text.length === digits.length ? text : '';
}
