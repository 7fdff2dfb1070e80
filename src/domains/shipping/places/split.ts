import { compareText } from '../../../core/plan.ts';
import type { Holes } from './holes.ts';
import type { CountryShare } from './zone-areas.ts';

type Shares = ReadonlyMap<string, CountryShare>;

/** Carriers beside that of the method, at most: each is listed in Odoo. */
const MAX_PARTS = 5;

/** A zone of several countries, split so that each carrier leaves out all postcodes that earlier zones take. */
export interface SplitShares {
  readonly main: Shares;
  /** Countries of which earlier zones take the same postcodes. */
  readonly parts: readonly Shares[];
}

/**
 * Splits whole countries by the postcodes that earlier zones take of them: a carrier of all could leave out a postcode in
 * all of its countries only. The main carrier keeps the countries of which nothing is taken.
 *
 * @returns null where there is nothing to split, where more carriers would be needed than is bearable, or where a carrier
 *   of its own does not help
 */
export function splitByHoles(left: Shares, holes: Holes): SplitShares | null {
  const isWhole = [...left.values()].every((share) => share === 'all');
  if (!isWhole || left.size < 2 || holes.within(left, null).limitations.length === 0) return null;
  const countries = [...left.keys()].sort(compareText);
  const groups = [...Map.groupBy(countries, (country) => holes.areasOf(country))].map(([areas, codes]) => ({
    areas,
    shares: new Map<string, CountryShare>(codes.map((code) => [code, 'all'])),
  }));
  const helps = ({ shares }: { readonly shares: Shares }) =>
    holes.within(shares, null).limitations.length === 0;
  const parts = groups.filter((group) => group.areas !== '' && helps(group)).map(({ shares }) => shares);
  const apart = new Set(parts.flatMap((shares) => [...shares.keys()]));
  const rest = countries.filter((country) => !apart.has(country));
  const [first = new Map<string, CountryShare>(), ...others] = parts;
  const split: SplitShares =
    rest.length === 0
      ? { main: first, parts: others }
      : { main: new Map(rest.map((code) => [code, 'all'])), parts };
  return split.parts.length === 0 || split.parts.length > MAX_PARTS ? null : split;
}
