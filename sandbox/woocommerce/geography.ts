import german from '../data/names-de.json' with { type: 'json' };
import type { JsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import { withLinks } from './route.ts';
import type { Route } from './route.ts';
import type { Continent, ShopCountry, ShopData } from './state.ts';

const GERMAN: {
  readonly countries: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
} = german;

/** `/data`, `/data/countries`, `/data/countries/<code>`, and the continents alike. */
export const GEOGRAPHY_ROUTES: readonly Route[] = [
  {
    pattern: /^\/data$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: (call) => ({
          body: ['continents', 'countries'].map((slug) =>
            withLinks({ slug, description: '' }, `${call.base}/data/${slug}`, `${call.base}/data`, ['GET']),
          ),
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
          if (country === undefined) throw unknownLocation();
          return { body: countryBody(country, call.shop, call.base) };
        },
      },
    },
  },
  {
    pattern: /^\/data\/continents$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: ({ shop, base }) => ({
          body: shop.continents.map((continent) => continentBody(continent, shop, base)),
        }),
      },
    },
  },
  {
    pattern: /^\/data\/continents\/(?<code>[\w-]+)$/,
    list: true,
    allow: 'GET',
    endpoints: {
      GET: {
        run: ({ shop, parts, base }) => {
          const code = parts['code']?.toUpperCase();
          const continent = shop.continents.find((candidate) => candidate.code === code);
          if (continent === undefined) throw unknownLocation();
          return { body: continentBody(continent, shop, base) };
        },
      },
    },
  },
];

function unknownLocation(): RestError {
  return new RestError(
    404,
    'woocommerce_rest_data_invalid_location',
    'There are no locations matching these parameters.',
  );
}

/** What a continent tells of its countries beside code and states: here the same of each. */
const MONEY = {
  // Recorded: a country is called by the name of its currency.
  name: 'Sandbox dollar',
  currency_code: 'USD',
  currency_pos: 'left',
  decimal_sep: '.',
  dimension_unit: 'in',
  num_decimals: 2,
  thousand_sep: ',',
  weight_unit: 'lbs',
};

function continentBody(continent: Continent, shop: ShopData, base: string): JsonObject {
  const known = new Map(shop.countries.map((country) => [country.code, country]));
  const countries = continent.countries.flatMap((marked) => {
    const code = marked.replace('*', '');
    const country = known.get(code);
    if (country === undefined) return [];
    const states = country.states.map(({ code: id, name }) => ({ code: id, name }));
    return [{ code, ...(marked === code ? MONEY : { name: country.name }), states }];
  });
  const collection = `${base}/data/continents`;
  return withLinks(
    { code: continent.code, name: continent.name, countries },
    `${collection}/${continent.code.toLowerCase()}`,
    collection,
    ['GET'],
  );
}

function countryBody(country: ShopCountry, shop: ShopData, base: string): JsonObject {
  const inGerman = shop.behaviour.language === 'de';
  return withLinks(
    {
      code: country.code,
      name: (inGerman ? GERMAN.countries[country.code] : undefined) ?? country.name,
      states: [
        ...country.states.map((state) => ({
          code: state.code,
          name: (inGerman ? GERMAN.states[`${country.code}:${state.code}`] : undefined) ?? state.name,
        })),
        ...shop.rawStates.flatMap(({ country: code, row }) => (code === country.code ? [row] : [])),
      ],
    },
    `${base}/data/countries/${country.code.toLowerCase()}`,
    `${base}/data/countries`,
    ['GET'],
  );
}
