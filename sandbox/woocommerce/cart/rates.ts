import type { ShopData, TaxRate } from '../state.ts';
import { fitsPostcode } from './places.ts';
import type { CartAddress } from './places.ts';

/** The rates that apply at an address to a class, one per priority, in the order in which they are charged. */
export function ratesAt(shop: Pick<ShopData, 'taxRates'>, taxClass: string, address: CartAddress): TaxRate[] {
  if (address.country === '') return [];
  const slug = taxClass === '' ? 'standard' : taxClass;
  const fitting = shop.taxRates.filter((rate) => rate.class === slug && fits(rate, address)).toSorted(better);
  const taken = new Set<number>();
  return fitting.filter(({ priority }) => {
    if (taken.has(priority)) return false;
    taken.add(priority);
    return true;
  });
}

function fits(rate: TaxRate, { country, state, postcode, city }: CartAddress): boolean {
  const same = (given: string, own: string) => given === '' || given.toUpperCase() === own.toUpperCase();
  return (
    same(rate.country, country) &&
    same(rate.state, state) &&
    (rate.postcodes.length === 0 || fitsPostcode(rate.postcodes, postcode)) &&
    (rate.cities.length === 0 || rate.cities.some((name) => name.toUpperCase() === city.trim().toUpperCase()))
  );
}

/** By priority; then what names country and state; then what names more postcodes and cities; then as listed. */
function better(a: TaxRate, b: TaxRate): number {
  return (
    a.priority - b.priority ||
    Number(a.country === '') - Number(b.country === '') ||
    Number(a.state === '') - Number(b.state === '') ||
    b.postcodes.length - a.postcodes.length ||
    b.cities.length - a.cities.length ||
    a.order - b.order ||
    a.id - b.id
  );
}
