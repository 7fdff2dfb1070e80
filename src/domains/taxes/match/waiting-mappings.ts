import { positionExternalId } from '../models.ts';
import type { Place } from '../places/types.ts';
import type { PlanContext } from './context.ts';
import { mappingText, type Mapping } from './mapping.ts';
import type { DesiredPosition } from './position-values.ts';

/**
 * A tax that waits for a user blocks only itself: the position is planned for the taxes of the other classes, and
 * leaves what waits as it is. A position that would then do nothing that a wider one does not do waits as a whole.
 */
export function separateWaiting(
  positions: readonly DesiredPosition[],
  context: PlanContext,
): DesiredPosition[] {
  if (!positions.some(({ mappings }) => mappings.some(isWaiting))) return [...positions];
  const wide = positions.filter(({ place }) => place.zipFrom === '');
  return positions.map((position) => {
    const waiting = position.mappings.filter(isWaiting);
    const mappings = position.mappings.filter((mapping) => !isWaiting(mapping));
    if (waiting.length === 0 || mappings.length === 0) return position;
    const externalId = positionExternalId(context.companyId, position.place.key);
    const matters =
      context.positionsByExternalId.has(externalId) || differsFromWider(position.place, mappings, wide);
    return matters ? { ...position, mappings, waiting } : position;
  });
}

export function isWaiting({ destinations, source }: Mapping): boolean {
  return [source.ref, ...destinations].some(({ state }) => state === 'missing');
}

function differsFromWider(
  place: Place,
  mappings: readonly Mapping[],
  positions: readonly DesiredPosition[],
): boolean {
  const wider = positions.filter((other) => isWider(other.place, place));
  return (
    wider.length === 0 ||
    wider.some((other) => {
      const texts = new Map(other.mappings.map((mapping) => [mapping.source.ref.name, mappingText(mapping)]));
      return mappings.some((mapping) => texts.get(mapping.source.ref.name) !== mappingText(mapping));
    })
  );
}

/** Whether Odoo may fall back from a place to another one without postcodes. */
function isWider(other: Place, place: Place): boolean {
  if (other.rank <= place.rank) return false;
  if (other.level === 'everywhere') return true;
  if (other.country !== place.country) return false;
  return other.states.length === 0 || other.states.some((state) => place.states.includes(state));
}
