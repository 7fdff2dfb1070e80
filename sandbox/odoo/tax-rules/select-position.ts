import type { Series } from '../model.ts';
import type { Address, Company, PositionRecord } from './types.ts';
import { isZipWithin } from './zips.ts';

/**
 * The fiscal position that Odoo chooses by itself for a partner at an address (`_get_fiscal_position` of
 * `account.fiscal.position`), null where none applies. A position set on the partner by hand wins over all of this, and
 * which of two addresses counts is decided before (`deliveryOf`).
 *
 * @param positions as stored, archived ones included; in any order
 */
export function selectPosition(
  series: Series,
  positions: readonly PositionRecord[],
  address: Address,
  company: Company,
): number | null {
  if (address.countryId === null) return null;
  const candidates = positions
    .filter((one) => one.active && one.autoApply && company.lineage.includes(one.companyId))
    .toSorted(bySearchOrder);
  return CHOICES[series](candidates, address, company)?.id ?? null;
}

type Choice = (
  candidates: readonly PositionRecord[],
  address: Address,
  company: Company,
) => PositionRecord | undefined;

const CHOICES: Readonly<Record<Series, Choice>> = {
  17: chooseBySearches,
  18: chooseByRank,
  19: chooseFirstFitting,
};

/** `ORDER BY sequence`, an empty sequence last. Equal ones come as PostgreSQL finds them: as they lie in the table. */
function bySearchOrder(a: PositionRecord, b: PositionRecord): number {
  if (a.sequence === b.sequence) return (a.version ?? a.id) - (b.version ?? b.id);
  if (a.sequence === null) return 1;
  if (b.sequence === null) return -1;
  return a.sequence - b.sequence;
}

const hasZips = (position: PositionRecord) => position.zipFrom !== '' || position.zipTo !== '';
const depthOf = (position: PositionRecord, company: Company) =>
  company.lineage.indexOf(position.companyId) + 1;

/**
 * 17: a row of searches from the most specific on. A partner with a VAT number asks all of them for positions that
 * require one first; the company's own positions are asked before those of its parents.
 */
function chooseBySearches(
  candidates: readonly PositionRecord[],
  address: Address,
  company: Company,
): PositionRecord | undefined {
  for (const vatRequired of address.hasVat ? [true, false] : [false]) {
    const allowed = candidates.filter((one) => one.vatRequired === vatRequired);
    const own = allowed.filter((one) => one.companyId === company.lineage.at(-1));
    const found = searchByRegion(own, address) ?? searchByRegion(allowed, address);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searchByRegion(
  positions: readonly PositionRecord[],
  { countryId, stateId, zip }: Address,
): PositionRecord | undefined {
  const inCountry = (one: PositionRecord) => one.countryId === countryId;
  const noState = (one: PositionRecord) => one.stateIds.length === 0;
  const inState = (one: PositionRecord) => (stateId === null ? noState(one) : one.stateIds.includes(stateId));
  const noZip = (one: PositionRecord) => !hasZips(one);
  const inZip = (one: PositionRecord) => (zip === '' ? noZip(one) : isZipWithin(one, zip));
  const inGroup = (one: PositionRecord) =>
    countryId !== null && (one.groupCountryIds ?? []).includes(countryId);
  return (
    positions.find((one) => inCountry(one) && inState(one) && inZip(one)) ??
    positions.find((one) => inCountry(one) && noState(one) && inZip(one)) ??
    positions.find((one) => inCountry(one) && inState(one) && noZip(one)) ??
    positions.find((one) => inCountry(one) && noState(one) && noZip(one)) ??
    positions.find((one) => inGroup(one) && noState(one) && noZip(one)) ??
    // Odoo asks nothing more of the last one: without country its states and zips do not count.
    positions.find((one) => one.countryId === null && one.groupCountryIds === null)
  );
}

/**
 * 18: all positions are ranked; what a position asks for and the address has counts 2, what it does not ask for 1. The
 * first difference decides: VAT number, company, zip, state, country, group, and last the lower sequence.
 */
function chooseByRank(
  candidates: readonly PositionRecord[],
  address: Address,
  company: Company,
): PositionRecord | undefined {
  const ranked = candidates
    .filter((one) => fits(one, address))
    .map((one) => ({ position: one, rank: rankOf(one, company) }));
  // The sort is stable, as the search is ordered: the first of equal ones is chosen.
  return ranked.toSorted((a, b) => compareRanks(b.rank, a.rank))[0]?.position;
}

function rankOf(position: PositionRecord, company: Company): readonly number[] {
  const asks = [
    position.vatRequired,
    asksForZip(position),
    position.stateIds.length > 0,
    position.countryId !== null,
    position.groupCountryIds !== null,
  ].map((asked) => (asked ? 2 : 1));
  const [vat = 1, ...places] = asks;
  // Sequence 0, which is also an empty one, counts as a tenth: it wins against 1, not against a negative one.
  const sequence = position.sequence ?? 0;
  return [vat, depthOf(position, company), ...places, -(sequence === 0 ? 0.1 : sequence)];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** 19: the first that fits, the company's own before its parents', then by sequence alone; an empty one reads as 0. */
function chooseFirstFitting(
  candidates: readonly PositionRecord[],
  address: Address,
  company: Company,
): PositionRecord | undefined {
  return candidates
    .filter((one) => fits(one, address))
    .toSorted(
      (a, b) => depthOf(b, company) - depthOf(a, company) || (a.sequence ?? 0) - (b.sequence ?? 0),
    )[0];
}

const asksForZip = (position: PositionRecord) => position.zipFrom !== '' && position.zipTo !== '';

/** 18 and 19: whether the address has all that the position asks for. */
function fits(position: PositionRecord, { countryId, stateId, zip, hasVat }: Address): boolean {
  if (position.vatRequired && !hasVat) return false;
  if (asksForZip(position) && !isZipWithin(position, zip)) return false;
  if (position.stateIds.length > 0 && (stateId === null || !position.stateIds.includes(stateId)))
    return false;
  if (position.countryId !== null && position.countryId !== countryId) return false;
  if (position.groupCountryIds === null) return true;
  if (stateId !== null && position.excludedStateIds?.includes(stateId)) return false;
  return countryId !== null && position.groupCountryIds.includes(countryId);
}
