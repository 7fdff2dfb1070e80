import type { PlanInput } from '../../../core/domain.ts';
import { canonicalText } from '../../../core/text.ts';
import type { OdooGeography, StateFact, StoreGeography } from '../facts.ts';
import { isComing } from '../match/coming-states.ts';
import { stateExternalId } from '../match/match-state.ts';
import { stateKey, type GeographyMatches } from '../match/match.ts';

/**
 * The name and code of a state's record where the connector creates it: those of the store, but for
 * - a name that another state of the country has already, or the store gives twice: the code follows it in brackets, since
 *   people pick states by name;
 * - a code under which a later series of Odoo or a localisation brings a state: codes are unique within a country, so
 *   that its installation would fail. The country's code comes before it then.
 */
export function fieldsOfNewStates(
  { odoo, store }: Pick<PlanInput<StoreGeography, OdooGeography>, 'odoo' | 'store'>,
  matches: GeographyMatches,
): (state: StateFact) => Record<'name' | 'code', string> {
  const listed = new Set(store.states.map(({ country, code }) => stateExternalId(country, code)));
  const names = new Map<string, number>();
  const count = (country: string, name: string) => {
    const key = nameOf(country, name);
    names.set(key, (names.get(key) ?? 0) + 1);
  };
  const codes = new Map<string, string | undefined>();
  for (const { country, code, name, externalId } of odoo.states) {
    codes.set(`${country} ${code}`, externalId);
    if (externalId === undefined || !listed.has(externalId)) count(country, name);
  }
  for (const state of store.states) {
    const match = matches.states.get(stateKey(state));
    if (match?.kind === 'none' || (match?.kind === 'bound' && match.isOwn))
      count(odooCountry(state.country, matches), state.name || state.code);
  }
  return (state) => {
    const country = odooCountry(state.country, matches);
    const base = state.name || state.code;
    const isUnique = (names.get(nameOf(country, base)) ?? 0) <= 1;
    const own = stateExternalId(state.country, state.code);
    const isFree = (code: string) => {
      const holder = codes.has(`${country} ${code}`) ? (codes.get(`${country} ${code}`) ?? '') : own;
      return holder === own && !isComing(country, code);
    };
    const { code } = state;
    const others = Array.from(
      { length: 10 },
      (_, index) => `${country}-${code}${index === 0 ? '' : `-${index}`}`,
    );
    return {
      name: isUnique ? base : `${base} (${code})`,
      code: isComing(country, code) ? (others.find(isFree) ?? code) : code,
    };
  };
}

function odooCountry(country: string, { countries }: GeographyMatches): string {
  const match = countries.get(country);
  return match?.kind === 'bound' ? match.country.code : country;
}

function nameOf(country: string, name: string): string {
  return `${country} ${canonicalText(name).toLowerCase()}`;
}
