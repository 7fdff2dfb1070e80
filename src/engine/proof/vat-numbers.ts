/**
 * Numbers of the right form and check digits, such as Odoo shows as examples in its messages; they belong to nobody's
 * customer. Countries that are not here are not asked for as business customers.
 */
const SAMPLES: Readonly<Record<string, string>> = {
  AT: 'ATU12345675',
  BE: 'BE0477472701',
  DE: 'DE123456788',
  ES: 'ESA12345674',
  FR: 'FR23334175221',
  GB: 'GB123456782',
  IT: 'IT12345670017',
  NL: 'NL123456782B90',
  PL: 'PL1234567883',
};

export function sampleVat(country: string): string | null {
  return SAMPLES[country] ?? null;
}
