import { compareText } from '../../../core/plan.ts';
import type { OdooPosition } from '../facts.ts';
import { positionExternalId, positionKeyOf } from '../models.ts';
import { readPlaceKey, zipsInKey } from '../places/place-key.ts';
import type { Place } from '../places/types.ts';
import type { PlanContext } from './context.ts';

/**
 * The places with the keys of the positions that represent them. A position that was created while the store and Odoo
 * both knew a state stays where that state is unknown now: it is the position of its other states under the key of all.
 */
export function withStandingKeys(places: readonly Place[], context: PlanContext): readonly Place[] {
  const partly = places.filter(({ unknownStates }) => unknownStates.length > 0);
  if (partly.length === 0) return places;
  const { companyId, input, positionsByExternalId } = context;
  const standing = input.odoo.positions.flatMap(({ active, externalId }) => {
    const key = active ? positionKeyOf(companyId, externalId) : undefined;
    const parts = key === undefined ? undefined : readPlaceKey(key);
    return key === undefined || parts === undefined ? [] : [{ key, ...parts }];
  });
  const byArea = Map.groupBy(standing, ({ country, zips }) => `${country} ${zips}`);
  return places.map((place) => {
    if (place.unknownStates.length === 0) return place;
    if (positionsByExternalId.get(positionExternalId(companyId, place.key))?.active) return place;
    const unknown = new Set(place.unknownStates);
    const known = (states: readonly string[]) => states.filter((state) => !unknown.has(state)).join('+');
    const [found] = (byArea.get(`${place.country} ${zipsInKey(place)}`) ?? [])
      .filter(({ states }) => known(states) === place.states.join('+'))
      .sort((a, b) => compareText(a.key, b.key));
    return found === undefined ? place : { ...place, key: found.key };
  });
}

/**
 * The states that a standing position has beside those of its place and that no other state of the store is: they belong
 * to states that are unknown now, and stay.
 */
export function statesThatStay(
  place: Place,
  found: OdooPosition | undefined,
  { input }: PlanContext,
): number[] {
  if (found === undefined || place.unknownStates.length === 0) return [];
  const { states = [] } = readPlaceKey(place.key) ?? {};
  if (!states.some((state) => place.unknownStates.includes(state))) return [];
  const known = new Set(
    input.store.rates
      .filter(({ country, state }) => country === place.country && state !== '')
      .map(({ country, state }) => input.found('state', `${country}:${state}`)?.id ?? null),
  );
  return found.stateIds.filter((id) => !known.has(id));
}
