import type { StoreTaxRate } from '../../../woocommerce/port.ts';

/** For tests: a rate for California in the standard class, but for what is said. */
export function sampleRate(id: number, rest: Partial<StoreTaxRate> = {}): StoreTaxRate {
  return {
    id,
    country: 'US',
    state: 'CA',
    postcodes: [],
    cities: [],
    rate: '5.0000',
    name: `Rate ${id}`,
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    taxClass: 'standard',
    ...rest,
  };
}
