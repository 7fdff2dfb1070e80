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
  const bySequence = positions
    .filter((position) => position.active && position.autoApply && !position.vatRequired)
    // Odoo orders by sequence alone; what PostgreSQL makes of equal ones is, as a rule, the order of creation.
    .toSorted((one, other) => one.sequence - other.sequence || one.id - other.id);
  const line = series >= 19 ? lineUp : series >= 18 ? lineUpBySpecificity : lineUpBySearch;
  const lines = new Map<string, readonly ChoicePosition[]>();
  return ({ countryId, stateId, zip }) => {
    if (countryId === null) return null;
    const region = `${countryId} ${stateId ?? ''}`;
    let candidates = lines.get(region);
    if (candidates === undefined) {
      candidates = line(bySequence, countryId, stateId);
      lines.set(region, candidates);
    }
    return candidates.find((position) => fitsZip(position, zip))?.id ?? null;
  };
}

/** The positions that may apply in a region, in such an order that the first one whose zips fit is taken. */
type LineUp = (
  bySequence: readonly ChoicePosition[],
  countryId: number,
  stateId: number | null,
) => ChoicePosition[];

/** 19: by sequence alone. */
const lineUp: LineUp = (bySequence, countryId, stateId) =>
  bySequence.filter(
    (position) =>
      (position.countryId === null || position.countryId === countryId) &&
      (position.countryGroupId === null || isInGroup(position, countryId)) &&
      (hasNoState(position) || hasState(position, stateId)),
  );

/** 18: those that name zips first, then states, the country, its group; then by sequence. */
const lineUpBySpecificity: LineUp = (bySequence, countryId, stateId) =>
  lineUp(bySequence, countryId, stateId).toSorted((one, other) => specificity(other) - specificity(one));

function specificity(position: ChoicePosition): number {
  return (
    (hasZips(position) ? 8 : 0) +
    (hasNoState(position) ? 0 : 4) +
    (position.countryId === null ? 0 : 2) +
    (position.countryGroupId === null ? 0 : 1)
  );
}

/**
 * 17: one search after the other, from state and zip to the zip, the state and the country alone. Then its group, and
 * last what names neither country nor group, whatever zips and states it has. A country is never searched with a group.
 */
const lineUpBySearch: LineUp = (bySequence, countryId, stateId) => {
  const ofCountry = bySequence.filter((position) => position.countryId === countryId);
  const ofState = ofCountry.filter((position) => hasState(position, stateId));
  const stateless = ofCountry.filter(hasNoState);
  return [
    ...ofState.filter(hasZips),
    ...stateless.filter(hasZips),
    ...ofState.filter(hasNoZips),
    ...stateless.filter(hasNoZips),
    ...bySequence.filter((one) => isInGroup(one, countryId) && hasNoState(one) && hasNoZips(one)),
    ...bySequence
      .filter((one) => one.countryId === null && one.countryGroupId === null)
      .map((one) => ({ ...one, zipFrom: '', zipTo: '' })),
  ];
};

function isInGroup(position: ChoicePosition, countryId: number): boolean {
  return position.countryGroupId !== null && position.groupCountryIds.includes(countryId);
}

function hasState(position: ChoicePosition, stateId: number | null): boolean {
  return stateId !== null && position.stateIds.includes(stateId);
}

const hasNoState = (position: ChoicePosition) => position.stateIds.length === 0;
const hasZips = (position: ChoicePosition) => position.zipFrom !== '' && position.zipTo !== '';
const hasNoZips = (position: ChoicePosition) => position.zipFrom === '' && position.zipTo === '';

/** As texts, like Odoo: `'90210' <= '90210-1234' <= '90211'`. */
function fitsZip(position: ChoicePosition, zip: string): boolean {
  return !hasZips(position) || (zip !== '' && position.zipFrom <= zip && zip <= position.zipTo);
}
