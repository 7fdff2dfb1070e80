import { areaKey } from './area-key.ts';
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
  const around = new Map<string, readonly DraftPlace[]>();
  const counts = new Map<DraftPlace, number>();
  for (const place of dropped) {
    // Where states share a place, each falls back by itself.
    for (const area of areasOf(place)) {
      const known = around.get(area) ?? byRank([...new Set([area, areaKey(place.country, ''), ''])], byArea);
      around.set(area, known);
      const instead = fallbackOf(place, known);
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

/** The places of some areas, the most specific ones first. */
function byRank(
  areas: readonly string[],
  byArea: ReadonlyMap<string, readonly DraftPlace[]>,
): readonly DraftPlace[] {
  return areas.flatMap((area) => byArea.get(area) ?? []).sort((a, b) => a.rank - b.rank);
}

/** Of the places around one, that of the lowest rank: Odoo takes the most specific. */
function fallbackOf({ rank, zipFrom, zipTo }: DraftPlace, around: readonly DraftPlace[]) {
  let at = 0;
  let high = around.length;
  while (at < high) {
    const middle = (at + high) >>> 1;
    if ((around[middle]?.rank ?? Infinity) <= rank) at = middle + 1;
    else high = middle;
  }
  for (; at < around.length; at += 1) {
    const other = around[at];
    if (other === undefined || other.zipFrom === '') return other;
    if (other.zipFrom <= zipFrom && zipTo <= other.zipTo) return other;
  }
  return undefined;
}
