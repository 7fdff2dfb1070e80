import type { FoundSubject } from '../../../core/domain.ts';
import type { ProofAddress, TaxProbe } from '../../../core/tax-proof.ts';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import type { TaxAddress } from '../facts.ts';

type Found = (type: string, key: string) => FoundSubject | null;

const at = (country: string, state = '', postcode = '', city = ''): ProofAddress => ({
  ...{ country, state, postcode, city },
});

/**
 * Addresses that represent what the table of rates distinguishes: the store's own, every country and state, both ends of
 * every postcode range, a postcode of every beginning, cities; and a place without rates. Those of which most orders can
 * be expected come first: countries, then states, then postcodes, then cities.
 */
export function taxProbes(
  rates: readonly StoreTaxRate[],
  base: TaxAddress,
  states: ReadonlyMap<string, readonly string[]>,
  found: Found,
  limit: number,
): TaxProbe[] {
  const named = rates.filter(({ country }) => country !== '');
  const countries = [...new Set(named.map(({ country }) => country))];
  const probes: [ProofAddress, string][] = [
    [base, "the store's own address"],
    ...countries.map((country): [ProofAddress, string] => [at(country), `${country} without a state`]),
    ...untaxedStates(named, states),
    ...named.filter(({ state }) => state !== '').map(({ country, state }) => labelled(at(country, state))),
    ...named.flatMap(({ country, state, postcodes }) =>
      postcodes.flatMap(examplesOf).map((postcode) => labelled(at(country, state, postcode))),
    ),
    ...named.flatMap(({ country, state, postcodes, cities }) => {
      const [postcode = ''] = postcodes.flatMap(examplesOf);
      return cities.slice(0, 1).map((city) => labelled(at(country, state, postcode, city)));
    }),
  ];
  const unique = new Map<string, TaxProbe>();
  for (const [address, why] of probes) {
    if (unique.size >= limit) break;
    const key = JSON.stringify(address);
    if (!unique.has(key)) unique.set(key, { address, why, ...placeOf(address, found) });
  }
  return [...unique.values()];
}

/** In each country that is taxed by state, one state without a rate of its own. */
function untaxedStates(
  rates: readonly StoreTaxRate[],
  states: ReadonlyMap<string, readonly string[]>,
): [ProofAddress, string][] {
  const taxed = Map.groupBy(rates, ({ country }) => country);
  return [...taxed].flatMap(([country, some]) => {
    const named = new Set(some.map(({ state }) => state));
    if (named.size === 1 && named.has('')) return [];
    const free = states.get(country)?.find((state) => !named.has(state));
    return free === undefined ? [] : [labelled(at(country, free))];
  });
}

function labelled(address: ProofAddress): [ProofAddress, string] {
  const { country, state, postcode, city } = address;
  return [address, [country, state, postcode, city].filter((part) => part !== '').join(' ')];
}

/** Both ends of a range; of a beginning with a star, one with at least the digits of a US address, or the beginning itself. */
function examplesOf(postcode: string): string[] {
  const [from, to] = postcode.split('...');
  if (from !== undefined && to !== undefined) return [from, to];
  // Two numbers with a dash between them are no range for the store, and no postcode of an address either.
  if (/\s-\s/u.test(postcode)) return [];
  if (!postcode.endsWith('*')) return [postcode];
  const stem = postcode.slice(0, -1);
  return [/^\d+$/u.test(stem) ? stem.padEnd(5, '0') : stem];
}

function placeOf({ country, state }: ProofAddress, found: Found): Pick<TaxProbe, 'countryId' | 'stateId'> {
  return {
    countryId: found('country', country)?.id ?? null,
    stateId: state === '' ? null : (found('state', `${country}:${state}`)?.id ?? null),
  };
}
