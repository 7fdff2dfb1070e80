import type { OdooPosition } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { buildPositionChooser } from '../odoo-rules/choose-position.ts';
import type { PositionAddress } from '../odoo-rules/types.ts';
import type { Place } from '../places/types.ts';
import type { PlaceRules } from './place-rules.ts';

/** An address at which the positions of a store and of others are compared. */
export interface Probe {
  readonly address: PositionAddress;
  /** The place of the store in which it lies. */
  readonly place: Place;
  /** The code of its country; empty where Odoo has a country of which the store knows nothing. */
  readonly country: string;
  /** Whether it lies in the country of the company. */
  readonly isHome: boolean;
}

/**
 * One address for every place, for every country that lies in none of its own, and for every state and range of postcodes
 * that a position of others names. What no position of the store covers is left out.
 */
export function findProbes(
  places: readonly Place[],
  { countryId, placeOf, rules, stateId }: PlaceRules,
  others: readonly OdooPosition[],
  context: PlanContext,
): Probe[] {
  const { company, countries } = context.input.odoo;
  const own = buildPositionChooser(context.series, rules);
  const codes = new Map(countries.map(({ code, id }) => [id, code]));
  const countryOfState = new Map<number, number>();
  for (const { country } of places) if (country !== '') codes.set(countryId(country), country);
  for (const { country, states } of places)
    for (const state of states) countryOfState.set(stateId(country, state), countryId(country));

  const probes = new Map<string, Probe>();
  const add = (address: PositionAddress) => {
    const key = `${address.countryId ?? ''} ${address.stateId ?? ''} ${address.zip}`;
    const place = placeOf.get(own(address) ?? 0);
    if (place === undefined || probes.has(key)) return;
    const country = codes.get(address.countryId ?? 0) ?? '';
    probes.set(key, { address, place, country, isHome: address.countryId === company.country?.id });
  };
  for (const { country, states, zipFrom } of places) {
    if (country === '') continue;
    const ids = states.length === 0 ? [null] : states.map((state) => stateId(country, state));
    for (const each of ids) add({ countryId: countryId(country), stateId: each, zip: zipFrom });
  }
  for (const id of codes.keys()) add({ countryId: id, stateId: null, zip: '' });
  for (const other of others) {
    const named = other.countryId === null ? other.groupCountryIds : [other.countryId];
    for (const state of [null, ...other.stateIds]) {
      const ofState = state === null ? undefined : countryOfState.get(state);
      for (const id of ofState === undefined ? named : [ofState])
        for (const zip of new Set(['', other.zipFrom])) add({ countryId: id, stateId: state, zip });
    }
  }
  return [...probes.values()];
}
