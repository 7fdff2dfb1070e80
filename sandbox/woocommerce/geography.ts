import german from '../data/names-de.json' with { type: 'json' };
import type { JsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import { withLinks } from './route.ts';
import type { Route } from './route.ts';
import type { ShopCountry, ShopData } from './state.ts';

const GERMAN: {
  readonly countries: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
} = german;

/** `/data`, `/data/countries`, `/data/countries/<code>`. */
export const GEOGRAPHY_ROUTES: readonly Route[] = [
  {
    pattern: /^\/data$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => ({
          body: [
            withLinks(
              { slug: 'countries', description: 'Countries and their states' },
              `${call.base}/data/countries`,
              `${call.base}/data`,
              ['GET'],
            ),
          ],
        }),
      },
    },
  },
  {
    pattern: /^\/data\/countries$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => ({
          body: call.shop.countries.map((country) => countryBody(country, call.shop, call.base)),
        }),
      },
    },
  },
  {
    pattern: /^\/data\/countries\/(?<code>[\w-]+)$/,
    // Recorded: even a single country is refused with the words for lists.
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => {
          const code = call.parts['code']?.toUpperCase();
          const country = call.shop.countries.find((candidate) => candidate.code === code);
          if (country === undefined) {
            throw new RestError(
              404,
              'woocommerce_rest_data_invalid_location',
              'There are no locations matching these parameters.',
            );
          }
          return { body: countryBody(country, call.shop, call.base) };
        },
      },
    },
  },
];

function countryBody(country: ShopCountry, shop: ShopData, base: string): JsonObject {
  const inGerman = shop.behaviour.language === 'de';
  return withLinks(
    {
      code: country.code,
      name: (inGerman ? GERMAN.countries[country.code] : undefined) ?? country.name,
      states: country.states.map((state) => ({
        code: state.code,
        name: (inGerman ? GERMAN.states[`${country.code}:${state.code}`] : undefined) ?? state.name,
      })),
    },
    `${base}/data/countries/${country.code.toLowerCase()}`,
    `${base}/data/countries`,
    ['GET'],
  );
}
