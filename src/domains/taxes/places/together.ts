import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { foldPlace } from '../../shared/postcode.ts';
import { classKey } from '../woocommerce-rules/rate-table.ts';
import type { Resolver } from './resolve.ts';

/**
 * Notes which equal rates may be charged together with rates of cities. Positions leave cities out, but orders do not:
 * an order of a city may name both the state's 4% and the city's 4%.
 */
export function noteCityTogether(
  ofCities: readonly StoreTaxRate[],
  rates: readonly StoreTaxRate[],
  resolver: Resolver,
): void {
  const kind = (rate: StoreTaxRate, country: string, state: string, city: string) =>
    JSON.stringify([classKey(rate.taxClass), resolver.token(rate), country, state, city]);
  const known = new Map<string, StoreTaxRate[]>();
  for (const rate of rates) {
    if (rate.cities.length === 0 && rate.postcodes.length > 0) continue;
    for (const city of rate.cities.length === 0 ? [''] : rate.cities.map(foldPlace)) {
      const key = kind(rate, rate.country, rate.state, city);
      const listed = known.get(key);
      if (listed === undefined) known.set(key, [rate]);
      else listed.push(rate);
    }
  }
  for (const rate of ofCities) {
    for (const country of new Set([rate.country, ''])) {
      for (const state of new Set([rate.state, ''])) {
        const near = ['', ...rate.cities.map(foldPlace)].flatMap(
          (city) => known.get(kind(rate, country, state, city)) ?? [],
        );
        for (const other of near) {
          if (other.priority !== rate.priority) resolver.noteTogether([rate.id, other.id]);
        }
      }
    }
  }
}
