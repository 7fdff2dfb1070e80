import type { Note } from '../../core/plan.ts';
import { compareText } from '../../core/plan.ts';
import rules from './data/store-address-rules.json' with { type: 'json' };
import type { StoreGeography } from './facts.ts';
import type { CountryMatch } from './match-country.ts';

/**
 * Countries where Odoo's address form demands a state or a zip and the store's does not: an address that a customer
 * could give in the store would be refused when edited in Odoo's shop or portal. WooCommerce's REST API does not say
 * what its form demands; the exceptions from "demanded" are facts of its address rules by country
 * (`WC_Countries::get_country_locale`). A country without states demands none.
 */
export function addressNotes(store: StoreGeography, matches: ReadonlyMap<string, CountryMatch>): Note[] {
  const withStates = new Set(store.states.map((state) => state.country));
  const bound = [...matches].flatMap(([code, match]) =>
    match.kind === 'bound' ? [{ code, country: match.country }] : [],
  );
  const missing = (what: (entry: (typeof bound)[number]) => boolean) =>
    bound
      .filter(what)
      .map((entry) => entry.code)
      .sort(compareText);
  const state = missing(
    ({ code, country }) =>
      country.stateRequired && (!withStates.has(code) || rules.stateOptional.includes(code)),
  );
  const zip = missing(({ code, country }) => country.zipRequired && rules.postcodeOptional.includes(code));
  return [note('state', state), note('zip', zip)].filter((entry) => entry !== null);
}

function note(what: 'state' | 'zip', countries: readonly string[]): Note | null {
  if (countries.length === 0) return null;
  return {
    level: 'info',
    code: `address_${what}_demanded`,
    message: `Odoo demands a ${what} where the store does not: ${countries.join(', ')}. Addresses without one can fail in Odoo's forms.`,
    hint: `In Odoo, Contacts > Configuration > Countries, switch off "${what === 'zip' ? 'Zip' : 'State'} Required" for the countries you sell to.`,
  };
}
