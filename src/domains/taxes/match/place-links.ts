import { compareText } from '../../../core/plan.ts';
import type { OdooPosition } from '../facts.ts';
import type { Place } from '../places/types.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import { statesThatStay } from './standing-position.ts';

/**
 * Country and states of a position as links to what geography found; a text is the reason why there is none. States of a
 * standing one that are unknown now stay. On 19 states of the
 * company's own country go without the country: the position that names it first becomes the company's domestic one.
 */
export function placeLinks(
  place: Place,
  standing: OdooPosition | undefined,
  context: PlanContext,
): Record<string, readonly string[]> | string {
  const { found, odoo } = context.input;
  const { country, states } = place;
  if (country !== '' && found('country', country) === null)
    return `no record in Odoo corresponds to the country ${country}`;
  const unknown = states.filter((state) => found('state', `${country}:${state}`) === null);
  if (unknown.length > 0) return `no record in Odoo corresponds to ${country} ${unknown.join(', ')}`;
  const { company } = odoo;
  const domestic = company.fiscalCountry?.code === country || company.country?.code === country;
  const bare = context.series >= FIRST_WITHOUT_LINES && domestic && states.length > 0;
  return {
    country_id: country === '' || bare ? [] : [`country ${country}`],
    state_ids: [
      ...states.map((state) => `state ${country}:${state}`),
      ...statesThatStay(place, standing, context).map((id) => `#${id}`),
    ],
  };
}

/** The states of a place as they are remembered, by the codes they have in Odoo: `CA,NV`. */
export function statesText(place: Place, standing: OdooPosition | undefined, context: PlanContext): string {
  const { country, states } = place;
  const known = states.map((state) => {
    const id = context.input.found('state', `${country}:${state}`)?.id ?? null;
    // One that this run creates gets the store's code.
    return id === null ? state : codeOf(id, context);
  });
  const codes = [...known, ...statesThatStay(place, standing, context).map((id) => codeOf(id, context))];
  return codes.sort(compareText).join(',');
}

/** The states of a position in the same words. */
export function foundStatesText({ stateIds }: OdooPosition, context: PlanContext): string {
  return stateIds
    .map((id) => codeOf(id, context))
    .sort(compareText)
    .join(',');
}

function codeOf(id: number, { stateCodes }: PlanContext): string {
  return stateCodes.get(id) ?? `#${id}`;
}
