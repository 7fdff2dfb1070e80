import type { OdooPosition } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { positionKeyOf } from '../models.ts';
import { compareSequences } from '../odoo-rules/choose-position.ts';
import type { PositionRule } from '../odoo-rules/types.ts';

/** The positions of a company that the connector did not create and that Odoo may choose by itself. */
export interface Competitors {
  /** All of them, in Odoo's order. */
  readonly all: readonly OdooPosition[];
  /** Those that only customers with a VAT number get. */
  readonly forVat: readonly OdooPosition[];
  /** The general ones of the chart of accounts, for all customers: those of the store come before them. */
  readonly general: readonly OdooPosition[];
  /** The position for the company's own country, whether or not Odoo chooses it by itself; null without one. */
  readonly home: OdooPosition | null;
}

export function findCompetitors(context: PlanContext): Competitors {
  const { input, series } = context;
  const others = input.odoo.positions
    .filter((position) => position.active && !isOurs(position, context))
    .toSorted(compareSequences(series));
  const all = others.filter(({ autoApply }) => autoApply);
  const { country } = input.odoo.company;
  return {
    all,
    forVat: all.filter(({ vatRequired }) => vatRequired),
    general: all.filter((position) => !position.vatRequired && isOfChart(position, context)),
    home: country === null ? null : domesticAmong(others, country.id),
  };
}

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

/** Whether the connector made a position, for this company. */
export function isOurs({ externalId }: OdooPosition, { companyId }: PlanContext): boolean {
  return positionKeyOf(companyId, externalId) !== undefined;
}

/** Charts name what they make after the company: `account.1_account_fiscal_position_us_domestic`. */
export function isOfChart({ externalId = '' }: OdooPosition, { companyId }: PlanContext): boolean {
  const [module = '', name = ''] = externalId.split('.', 2);
  return !module.startsWith('__') && name.startsWith(`${companyId}_`);
}
