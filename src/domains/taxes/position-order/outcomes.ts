import type { OdooPosition } from '../facts.ts';
import type { Charges } from './charges.ts';
import type { Competitors } from './competitors.ts';
import type { Probe } from './probes.ts';
import { buildPositionChooser, compareSequences, type Choice } from '../odoo-rules/choose-position.ts';

/** What Odoo does at an address, compared with what it should do. */
export interface Outcome {
  readonly probe: Probe;
  /** The position of others that Odoo uses; null where it uses that of the store. */
  readonly forPrivate: OdooPosition | null;
  readonly forBusiness: OdooPosition | null;
  /** The position for customers with a VAT number that should apply; null where that of the store should. */
  readonly desired: OdooPosition | null;
  /** Whether the tax is another one than it should be. */
  readonly isPrivateWrong: boolean;
  readonly isBusinessWrong: boolean;
  /** Whether customers with a VAT number are charged another tax than the store's. */
  readonly isBusinessOther: boolean;
}

/** A choice of Odoo: the position of others that it takes at an address, null where that of the store applies. */
export type Winner = (probe: Probe, hasVat: boolean) => OdooPosition | null;

/**
 * Compares the tax at every address with that of the store; for customers with a VAT number with that of the position
 * that requires one, where there is such a position.
 */
export function compareOutcomes(
  probes: readonly Probe[],
  winner: Winner,
  desiredForVat: (probe: Probe) => OdooPosition | null,
  charges: Charges,
): Outcome[] {
  return probes.map((probe) => {
    const storeTax = charges.ofPlace(probe.place);
    const taxUnder = (position: OdooPosition | null) =>
      position === null ? storeTax : charges.ofPosition(position);
    const [forPrivate, forBusiness] = [winner(probe, false), winner(probe, true)];
    const desired = desiredForVat(probe);
    return {
      ...{ probe, forPrivate, forBusiness, desired },
      isPrivateWrong: taxUnder(forPrivate) !== storeTax,
      isBusinessWrong: taxUnder(forBusiness) !== taxUnder(desired),
      isBusinessOther: taxUnder(forBusiness) !== storeTax,
    };
  });
}

/**
 * The position that customers with a VAT number should get at an address. In the company's own country one that names a
 * group of countries, or one of the chart that names nothing, is not meant if the position for the own country comes
 * before it: such a one is for sales to other countries.
 *
 * @param isOfChart whether a position belongs to the chart of accounts
 */
export function vatPositionFinder(
  series: number,
  { forVat, home }: Pick<Competitors, 'forVat' | 'home'>,
  isOfChart: (position: OdooPosition) => boolean,
): (probe: Probe) => OdooPosition | null {
  const compare = compareSequences(series);
  const isMeantAtHome = (position: OdooPosition) =>
    position.countryId !== null ||
    position.stateIds.length > 0 ||
    (position.countryGroupId === null && !isOfChart(position)) ||
    home?.autoApply !== true ||
    compare(position, home) <= 0;
  const abroad = finderOf(series, forVat);
  const atHome = finderOf(series, forVat.filter(isMeantAtHome));
  return (probe) => (probe.isHome ? atHome : abroad)(probe);
}

function finderOf(series: number, positions: readonly OdooPosition[]): (probe: Probe) => OdooPosition | null {
  if (positions.length === 0) return () => null;
  const choose: Choice = buildPositionChooser(series, positions);
  const byId = new Map(positions.map((position) => [position.id, position]));
  return ({ address }) => byId.get(choose({ ...address, hasVat: true }) ?? 0) ?? null;
}
