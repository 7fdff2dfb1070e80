import { compareText } from '../../../core/plan.ts';
import type { CountryShare } from './zone-areas.ts';

type Shares = ReadonlyMap<string, CountryShare>;

/** Carriers beside that of the method, at most: each is listed in Odoo. */
const MAX_PARTS = 5;
/** With more groups of countries than this none is tried: with thousands of zones that would take too long. */
const MAX_GROUPS = 40;

/** What a split goes by. */
export interface SplitRules {
  /** What the countries of one carrier must have in common, as a text: empty for those about which nothing is special. */
  readonly groupOf: (country: string) => string;
  /** Whether one carrier of these countries represents them exactly. */
  readonly isExact: (shares: Shares) => boolean;
}

/**
 * Splits the countries of a zone. Whole countries and single states of others cannot share a carrier, since a carrier with
 * states is offered in these states alone; nor can countries of which earlier zones take other postcodes, or that write
 * the postcodes of the zone in another way. What is mixed is always split, if need be without regard to postcodes.
 *
 * @returns the shares of each carrier, the first that of the method: the whole countries about which nothing is special.
 *   Null where there is nothing to split, more carriers would be needed than is bearable, or they would not help.
 */
export function splitShares(left: Shares, rules: SplitRules): readonly Shares[] | null {
  if (left.size < 2 || rules.isExact(left)) return null;
  const wholes = pick(left, (share) => share === 'all');
  const states = pick(left, (share) => share !== 'all');
  const isBearable = (carriers: readonly Shares[]) => carriers.length > 1 && carriers.length <= MAX_PARTS + 1;
  if (wholes.size === 0 || states.size === 0) return [divide(left, rules)].find(isBearable) ?? null;
  const [dividedWholes, dividedStates] = [divide(wholes, rules), divide(states, rules)];
  const all = [
    [...dividedWholes, ...dividedStates],
    [...dividedWholes, states],
    [wholes, ...dividedStates],
    [wholes, states],
  ];
  return all.find(isBearable) ?? null;
}

function pick(shares: Shares, isPicked: (share: CountryShare) => boolean): Shares {
  return new Map([...shares].filter(([, share]) => isPicked(share)));
}

/** The countries that stay together first, and then the groups of which each is exact by itself. */
function divide(shares: Shares, { groupOf, isExact }: SplitRules): readonly Shares[] {
  if (shares.size < 2 || isExact(shares)) return [shares];
  const countries = [...shares.keys()].sort(compareText);
  const groups = [...Map.groupBy(countries, groupOf)].map(([name, codes]) => {
    const own = new Set(codes);
    return { name, shares: new Map([...shares].filter(([country]) => own.has(country))) };
  });
  if (groups.length > MAX_GROUPS) return [shares];
  const parts = groups.filter((group) => group.name !== '' && isExact(group.shares));
  const apart = new Set(parts.flatMap((group) => [...group.shares.keys()]));
  const rest = new Map([...shares].filter(([country]) => !apart.has(country)));
  return [...(rest.size === 0 ? [] : [rest]), ...parts.map((group) => group.shares)];
}
