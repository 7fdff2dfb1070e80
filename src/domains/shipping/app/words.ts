import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import type { StoreShipping } from '../facts.ts';
import { priceSettings } from '../price-settings.ts';

/** What decides the price of a method, a line each: `Bulky: 45`. */
export function costText(method: StoreShippingMethod, store: Pick<StoreShipping, 'classes'>): string {
  return priceSettings(method, store)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n');
}

/** The type of a method as the store calls it: `Flat rate`. */
export function typeName(
  { methodId }: StoreShippingMethod,
  { methodTypes }: Pick<StoreShipping, 'methodTypes'>,
): string {
  const title = methodTypes.find(({ id }) => id === methodId)?.title;
  return title === undefined || title === '' ? methodId : title;
}

/** A region of a zone by name: `Germany (DE)`, `California, United States (US)`, `Postcode 10115 to 10119`. */
export function locationText(
  { code, type }: StoreShippingZone['locations'][number],
  { continents, countries }: Pick<StoreShipping, 'continents' | 'countries'>,
): string {
  const countryOf = (key: string) => countries.find((country) => country.code === key);
  switch (type) {
    case 'country':
      return withCode(countryOf(code)?.name, code);
    case 'continent':
      return withCode(continents.find((each) => each.code === code)?.name, code);
    case 'state': {
      const [country = '', state = ''] = code.split(':');
      const found = countryOf(country);
      const name = found?.states.find((each) => each.code === state)?.name;
      return name === undefined ? `State ${code}` : `${name}, ${withCode(found?.name, country)}`;
    }
    case 'postcode':
      return `Postcode ${code.replace('...', ' to ')}`;
    default:
      return `${type} ${code}`;
  }
}

/** Some names have the code already, as WooCommerce's own `United States (US)`. */
function withCode(name: string | undefined, code: string): string {
  if (name === undefined || name === '') return code;
  const added = `(${code})`;
  return name.endsWith(added) ? name : `${name} ${added}`;
}
