import type { PositionRecord } from './types.ts';

/**
 * The position that 19 calls the domestic one of a company (`domestic_fiscal_position_id`): the lowest sequence among
 * its own that name its country, or no country and a group with it; null where there is none. States and zips do not
 * count, so that a position of one state becomes domestic when it names the country. Odoo 17 and 18 have none.
 *
 * @param countryId the company's country
 */
export function domesticPosition(
  positions: readonly PositionRecord[],
  company: { readonly id: number; readonly countryId: number },
): number | null {
  const { countryId } = company;
  const named = (one: PositionRecord) => one.countryId === countryId;
  const grouped = (one: PositionRecord) =>
    one.countryId === null && (one.groupCountryIds ?? []).includes(countryId);
  const found = positions
    .filter((one) => one.active && one.companyId === company.id && (named(one) || grouped(one)))
    .toSorted(
      (a, b) =>
        (a.sequence ?? 0) - (b.sequence ?? 0) ||
        Number(b.countryId !== null) - Number(a.countryId !== null) ||
        a.id - b.id,
    );
  return found[0]?.id ?? null;
}
