import type { OdooPosition } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { isChartRecord, positionKeyOf } from '../models.ts';
import { compareSequences } from '../odoo-rules/choose-position.ts';
import { domesticAmong } from '../odoo-rules/domestic-position.ts';

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
    general: all.filter(
      (position) =>
        // Those of a company above a branch come after all of the branch, whatever their sequences.
        isOwn(position) && !position.vatRequired && isChartRecord(input.odoo.company, position.externalId),
    ),
    home: country === null ? null : domesticAmong(others, country.id),
  };
}

/** Whether a position belongs to the company itself, not to one that it is a branch of. */
export function isOwn({ level = 0 }: Pick<OdooPosition, 'level'>): boolean {
  return level === 0;
}

/** Whether the connector made a position, for this company. */
export function isOurs({ externalId }: OdooPosition, { companyId }: PlanContext): boolean {
  return positionKeyOf(companyId, externalId) !== undefined;
}
