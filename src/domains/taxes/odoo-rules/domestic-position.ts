import type { PositionRule } from './types.ts';

/**
 * The position that Odoo 19 calls the domestic one of a company: the lowest sequence among those that name its country, or
 * no country and a group with it. Of two with one sequence the one that names the country.
 *
 * @param positions active ones, in Odoo's order
 */
export function domesticAmong<Position extends PositionRule>(
  positions: readonly Position[],
  countryId: number,
): Position | null {
  const candidates = positions.filter(
    (each) =>
      each.countryId === countryId || (each.countryId === null && each.groupCountryIds.includes(countryId)),
  );
  return candidates.reduce<Position | null>((first, each) => {
    if (first === null || each.sequence < first.sequence) return each;
    const isNamed = each.sequence === first.sequence && first.countryId === null && each.countryId !== null;
    return isNamed ? each : first;
  }, null);
}
