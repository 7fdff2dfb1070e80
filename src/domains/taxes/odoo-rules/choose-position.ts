import type { PositionAddress, PositionRule } from './types.ts';
import { ZipIndex } from './zip-index.ts';

/** Answers the id of the position that Odoo takes at an address, null where none fits. */
export type Choice = (address: PositionAddress) => number | null;

/**
 * The id of the position that Odoo takes at an address, null where none fits. For many addresses see `buildPositionChooser`.
 * Positions of companies above a branch are only asked where none of the branch itself fits (`level`).
 */
export function choosePosition(
  series: number,
  positions: readonly PositionRule[],
  address: PositionAddress,
): number | null {
  return buildPositionChooser(series, positions)(address);
}

/**
 * Odoo's choice among positions, by the sources of each series (`account.fiscal.position._get_fiscal_position`). For
 * customers with a VAT number 17 and 18 look among the positions that require one first, and then among the others; 19
 * takes the first of all by sequence. Odoo may want such a number to be valid in VIES, which is not considered here.
 */
export function buildPositionChooser(series: number, positions: readonly PositionRule[]): Choice {
  const applied = positions.filter((position) => position.active && position.autoApply);
  const general = chooserAmong(
    series,
    applied.filter(({ vatRequired }) => !vatRequired),
  );
  const required = applied.filter(({ vatRequired }) => vatRequired);
  if (required.length === 0) return general;
  const first = chooserAmong(series, series >= 19 ? applied : required);
  return (address) =>
    address.hasVat === true ? (first(address) ?? (series >= 19 ? null : general(address))) : general(address);
}

/** By sequence, then as Odoo itself sorts equal ones; by id where that is not known. */
export function compareSequences(series: number): (a: PositionRule, b: PositionRule) => number {
  const unset = ({ isSequenceUnset }: PositionRule) => Number(series < 18 && isSequenceUnset === true);
  return (a, b) =>
    unset(a) - unset(b) ||
    a.sequence - b.sequence ||
    (a.searchOrder ?? 0) - (b.searchOrder ?? 0) ||
    a.id - b.id;
}

/**
 * Level by level, those of the company itself first: 18 and 19 rank by how deep the company lies (19 before anything else), 17
 * asks for those of the company itself and then for all together.
 */
function chooserAmong(series: number, positions: readonly PositionRule[]): Choice {
  const levels = Map.groupBy(positions, ({ level = 0 }) => (series < 18 ? Math.max(level, -1) : level));
  const choosers = [...levels].sort(([a], [b]) => b - a).map(([, ofLevel]) => chooserWithin(series, ofLevel));
  const [first] = choosers;
  if (choosers.length === 1 && first !== undefined) return first;
  return (address) => {
    for (const choose of choosers) {
      const found = choose(address);
      if (found !== null) return found;
    }
    return null;
  };
}

function chooserWithin(series: number, positions: readonly PositionRule[]): Choice {
  const bySequence = positions.toSorted(compareSequences(series));
  const line = series >= 19 ? lineUp : series >= 18 ? lineUpBySpecificity : lineUpBySearch;
  const ofCountry = byCountry(bySequence);
  const regions = new Map<string, (zip: string) => number | null>();
  return ({ countryId, stateId, zip }) => {
    if (countryId === null) return null;
    const region = `${countryId} ${stateId ?? ''}`;
    let choose = regions.get(region);
    if (choose === undefined) {
      choose = chooseByZip(line(ofCountry(countryId), countryId, stateId));
      regions.set(region, choose);
    }
    return choose(zip);
  };
}

/** The positions that do not name another country, in their order. */
function byCountry(bySequence: readonly PositionRule[]): (countryId: number) => readonly PositionRule[] {
  const order = new Map(bySequence.map((position, at) => [position, at]));
  const groups = Map.groupBy(bySequence, ({ countryId }) => countryId);
  const anywhere = groups.get(null) ?? [];
  const known = new Map<number, readonly PositionRule[]>();
  return (countryId) => {
    const positions =
      known.get(countryId) ??
      [...(groups.get(countryId) ?? []), ...anywhere].sort(
        (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
      );
    known.set(countryId, positions);
    return positions;
  };
}

/** The first of some positions whose zips fit: many addresses are asked of one region. */
function chooseByZip(line: readonly PositionRule[]): (zip: string) => number | null {
  const withZips = line.flatMap((position, rank) => (hasZips(position) ? [{ ...position, rank }] : []));
  const open = line.findIndex((position) => !hasZips(position));
  const openRank = open === -1 ? Infinity : open;
  const index = new ZipIndex(withZips);
  return (zip) => {
    const number = zip === '' ? undefined : index.find(zip);
    const rank = number === undefined ? Infinity : (withZips[number]?.rank ?? Infinity);
    return line[Math.min(rank, openRank)]?.id ?? null;
  };
}

/** The positions that may apply in a region, in such an order that the first one whose zips fit is taken. */
type LineUp = (
  bySequence: readonly PositionRule[],
  countryId: number,
  stateId: number | null,
) => PositionRule[];

/** 19: by sequence alone. */
const lineUp: LineUp = (bySequence, countryId, stateId) =>
  bySequence.filter(
    (position) =>
      (position.countryId === null || position.countryId === countryId) &&
      (position.countryGroupId === null || isInGroup(position, countryId, stateId)) &&
      (hasNoState(position) || hasState(position, stateId)),
  );

/** 18: those that name zips first, then states, the country, its group; then by sequence. */
const lineUpBySpecificity: LineUp = (bySequence, countryId, stateId) =>
  lineUp(bySequence, countryId, stateId).toSorted((a, b) => specificity(b) - specificity(a));

function specificity(position: PositionRule): number {
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
    ...bySequence.filter((one) => isInGroup(one, countryId, stateId) && hasNoState(one) && hasNoZips(one)),
    ...bySequence
      .filter((one) => one.countryId === null && one.countryGroupId === null)
      .map((one) => ({ ...one, zipFrom: '', zipTo: '' })),
  ];
};

/** Only groups of 19 leave states out. */
function isInGroup(position: PositionRule, countryId: number, stateId: number | null): boolean {
  if (position.countryGroupId === null || !position.groupCountryIds.includes(countryId)) return false;
  return stateId === null || position.excludedStateIds?.includes(stateId) !== true;
}

function hasState(position: PositionRule, stateId: number | null): boolean {
  return stateId !== null && position.stateIds.includes(stateId);
}

const hasNoState = (position: PositionRule) => position.stateIds.length === 0;
const hasZips = (position: PositionRule) => position.zipFrom !== '' && position.zipTo !== '';
const hasNoZips = (position: PositionRule) => position.zipFrom === '' && position.zipTo === '';
