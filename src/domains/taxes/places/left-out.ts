import { areasOf, type ChosenPlaces } from './choose-places.ts';
import type { DraftPlace } from './country-places.ts';
import type { Column, LeftOut } from './types.ts';

/**
 * What is charged at the places beyond the limit, by the place that Odoo takes instead: one of wider zips, the state,
 * the country, or everywhere.
 */
export function leftOutPlaces(
  { dropped, kept }: ChosenPlaces,
  columns: readonly Column[],
  labelOf: (draft: DraftPlace) => string,
): LeftOut[] {
  if (dropped.length === 0) return [];
  const byArea = new Map<string, DraftPlace[]>();
  for (const draft of kept) {
    for (const area of draft.level === 'everywhere' ? [''] : areasOf(draft)) {
      const known = byArea.get(area);
      if (known === undefined) byArea.set(area, [draft]);
      else known.push(draft);
    }
  }
  const counts = new Map<DraftPlace, number>();
  for (const place of dropped) {
    // Where states share a place, each falls back by itself.
    for (const area of areasOf(place)) {
      const instead = fallbackOf(place, area, byArea);
      if (instead !== undefined) counts.set(instead, (counts.get(instead) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([draft, places]) => ({
      area: labelOf(draft),
      places,
      rates: new Map(columns.map(({ key }, at) => [key, draft.charge.rates[at] ?? []])),
    }))
    .sort((a, b) => b.places - a.places || (a.area < b.area ? -1 : 1));
}

/** Of the places around one, that of the lowest rank: Odoo takes the most specific. */
function fallbackOf(
  place: DraftPlace,
  area: string,
  byArea: ReadonlyMap<string, readonly DraftPlace[]>,
): DraftPlace | undefined {
  const around = [area, `${place.country} `, ''].flatMap((key) => byArea.get(key) ?? []);
  let best: DraftPlace | undefined;
  for (const other of around) {
    if (other.rank <= place.rank || (best !== undefined && other.rank >= best.rank)) continue;
    const hasZips = other.zipFrom !== '';
    if (!hasZips || (other.zipFrom <= place.zipFrom && place.zipTo <= other.zipTo)) best = other;
  }
  return best;
}
