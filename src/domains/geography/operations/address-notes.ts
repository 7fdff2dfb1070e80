import { isPostcodeOptional, isStateOptional } from '../../shared/address-parts.ts';
import type { Note } from '../../../core/plan.ts';
import { compareText } from '../../../core/plan.ts';
import type { StoreGeography } from '../facts.ts';
import type { CountryMatch } from '../match/match-country.ts';

/**
 * Countries where Odoo's address form requires a state or a zip and the store's does not: an address that a customer
 * could give in the store would be refused when edited in Odoo's shop or portal. A country without states requires none.
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
    ({ code, country }) => country.stateRequired && (!withStates.has(code) || isStateOptional(code)),
  );
  const zip = missing(({ code, country }) => country.zipRequired && isPostcodeOptional(code));
  return [note('state', state), note('zip', zip)].filter((entry) => entry !== null);
}

function note(what: 'state' | 'zip', countries: readonly string[]): Note | null {
  if (countries.length === 0) return null;
  return {
    level: 'info',
    code: `address_${what}_demanded`,
    message: `Odoo requires a ${what} where the store does not: ${countries.join(', ')}. Addresses without one can fail in Odoo's forms.`,
    hint: `In Odoo, Contacts > Configuration > Countries, switch off "${what === 'zip' ? 'Zip' : 'State'} Required" for the countries you sell to.`,
  };
}
