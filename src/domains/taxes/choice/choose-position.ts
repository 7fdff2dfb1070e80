import type { ChoiceAddress, ChoicePosition } from './types.ts';

/** Answers the id of the position that Odoo takes at an address, null where none fits. */
export type Choice = (address: ChoiceAddress) => number | null;

/**
 * The id of the position that Odoo takes at an address, null where none fits. For many addresses see `buildChoice`.
 * All positions are of the company itself: positions of its parents lose against them and are not told apart here.
 */
export function choosePosition(
  series: number,
  positions: readonly ChoicePosition[],
  address: ChoiceAddress,
): number | null {
  return buildChoice(series, positions)(address);
}

/**
 * Odoo's choice among positions, by the sources of each series (`account.fiscal.position._get_fiscal_position`).
 * Customers have no VAT number here, so that a position which asks for one is never taken.
 */
export function buildChoice(series: number, positions: readonly ChoicePosition[]): Choice {
  const candidates = positions
    .filter((position) => position.active && position.autoApply && !position.vatRequired)
    // Odoo orders by sequence alone; what PostgreSQL makes of equal ones is, as a rule, the order of creation.
    .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id);
  const find = series >= 19 ? findFirst : series >= 18 ? findBest : findStepwise;
  const concerns = series >= 18 ? fitsCountry : isNearCountry;
  const byCountry = new Map<number, readonly ChoicePosition[]>();
  return (address) => {
    const { countryId } = address;
    if (countryId === null) return null;
    let there = byCountry.get(countryId);
    if (there === undefined) {
      there = candidates.filter((position) => concerns(position, countryId));
      byCountry.set(countryId, there);
    }
    return find(there, address)?.id ?? null;
  };
}

type Find = (positions: readonly ChoicePosition[], address: ChoiceAddress) => ChoicePosition | undefined;

/** 19: the first one that fits, by sequence. */
const findFirst: Find = (positions, address) =>
  positions.find((position) => fitsZip(position, address.zip) && fitsState(position, address.stateId));

/** 18: of those that fit, the one that names the zip, then the state, the country, the group; then by sequence. */
const findBest: Find = (positions, address) => {
  let best: ChoicePosition | undefined;
  for (const position of positions) {
    if (!fitsZip(position, address.zip) || !fitsState(position, address.stateId)) continue;
    if (best === undefined || specificity(position) > specificity(best)) best = position;
  }
  return best;
};

function specificity(position: ChoicePosition): number {
  return (
    (hasZip(position) ? 8 : 0) +
    (position.stateIds.length > 0 ? 4 : 0) +
    (position.countryId !== null ? 2 : 0) +
    (position.countryGroupId !== null ? 1 : 0)
  );
}

/**
 * 17: one search after the other, from state and zip to the country alone, then its group, then what names no country.
 * The last one does not look at states and zips, so a position with a zip and no country applies everywhere.
 */
const findStepwise: Find = (positions, { countryId, stateId, zip }) => {
  const hasState = (one: ChoicePosition) =>
    stateId === null ? one.stateIds.length === 0 : one.stateIds.includes(stateId);
  const hasRange = (one: ChoicePosition) =>
    zip === '' ? isWithoutZip(one) : hasZip(one) && fitsZip(one, zip);
  const ofCountry = positions.filter((one) => one.countryId === countryId);
  return (
    ofCountry.find((one) => hasState(one) && hasRange(one)) ??
    ofCountry.find((one) => one.stateIds.length === 0 && hasRange(one)) ??
    ofCountry.find((one) => hasState(one) && isWithoutZip(one)) ??
    ofCountry.find((one) => one.stateIds.length === 0 && isWithoutZip(one)) ??
    positions.find((one) => isInGroup(one, countryId) && one.stateIds.length === 0 && isWithoutZip(one)) ??
    positions.find((one) => one.countryId === null && one.countryGroupId === null)
  );
};

/** What one of the searches of 17 can find: they look at country and group apart, and never at both. */
function isNearCountry(position: ChoicePosition, countryId: number): boolean {
  return (
    position.countryId === countryId ||
    isInGroup(position, countryId) ||
    (position.countryId === null && position.countryGroupId === null)
  );
}

function isInGroup(position: ChoicePosition, countryId: number | null): boolean {
  return (
    countryId !== null && position.countryGroupId !== null && position.groupCountryIds.includes(countryId)
  );
}

const isWithoutZip = (position: ChoicePosition) => position.zipFrom === '' && position.zipTo === '';

function fitsCountry(position: ChoicePosition, countryId: number): boolean {
  return (
    (position.countryId === null || position.countryId === countryId) &&
    (position.countryGroupId === null || isInGroup(position, countryId))
  );
}

function fitsState(position: ChoicePosition, stateId: number | null): boolean {
  return position.stateIds.length === 0 || (stateId !== null && position.stateIds.includes(stateId));
}

const hasZip = (position: ChoicePosition) => position.zipFrom !== '' && position.zipTo !== '';

/** As strings, like Odoo: `'9021' <= '90210-1234' <= '90211'`. */
function fitsZip(position: ChoicePosition, zip: string): boolean {
  return !hasZip(position) || (zip !== '' && position.zipFrom <= zip && zip <= position.zipTo);
}
