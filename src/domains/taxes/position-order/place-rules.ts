import type { PlanContext } from '../match/context.ts';
import { positionExternalId } from '../models.ts';
import type { PositionRule } from '../odoo-rules/types.ts';
import type { Place } from '../places/types.ts';

/** The positions of a store as Odoo will compare them, with the ids of countries and states. */
export interface PlaceRules {
  readonly rules: readonly PositionRule[];
  /** By the id of a rule. */
  readonly placeOf: ReadonlyMap<number, Place>;
  readonly countryId: (code: string) => number;
  readonly stateId: (country: string, state: string) => number;
}

/** What this run still creates has no id yet, and gets one that no record has. */
export function placeRules(places: readonly Place[], context: PlanContext): PlaceRules {
  const { companyId, input, positionsByExternalId } = context;
  const invented = new Map<string, number>();
  const idOf = (type: string, key: string): number => {
    const found = input.found(type, key)?.id ?? null;
    if (found !== null) return found;
    const name = `${type} ${key}`;
    const id = invented.get(name) ?? -1 - invented.size;
    invented.set(name, id);
    return id;
  };
  const countryId = (code: string) => idOf('country', code);
  const stateId = (country: string, state: string) => idOf('state', `${country}:${state}`);
  const firstFree = input.odoo.positions.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
  const placeOf = new Map<number, Place>();
  const rules = places.map((place, at): PositionRule => {
    const existing = positionsByExternalId.get(positionExternalId(companyId, place.key));
    const id = existing?.id ?? firstFree + at;
    placeOf.set(id, place);
    return {
      ...{ id, active: true, autoApply: true, sequence: place.rank, vatRequired: false },
      ...{ countryGroupId: null, groupCountryIds: [], zipFrom: place.zipFrom, zipTo: place.zipTo },
      countryId: place.country === '' ? null : countryId(place.country),
      stateIds: place.states.map((state) => stateId(place.country, state)),
    };
  });
  return { rules, placeOf, countryId, stateId };
}
