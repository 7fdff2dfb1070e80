import type { OdooPosition } from '../facts.ts';
import { positionKeyOf } from '../models.ts';
import { FIRST_BY_SEQUENCE } from '../series.ts';
import type { PlanContext } from './context.ts';

/** Ranks of places go from 1 to 9, and so do their sequences where nothing stands in the way. */
export const LAST_RANK = 9;
/** Sequences move by whole steps, so that small changes of other positions do not move the connector's again. */
const STEP = 10;

/** Where the positions of the connector stand among all others of the company. */
export interface PositionOrder {
  /** Added to the rank of a place: 0, -10, -20 … */
  readonly shift: number;
  /** The position with a required VAT number that keeps the connector's behind those of the chart; null where none does. */
  readonly blockedBy: OdooPosition | null;
  /** Positions of users that came before the connector's and are not reached any more (19). */
  readonly passed: readonly OdooPosition[];
}

/**
 * Has the connector's positions come before the general ones of the chart of accounts (applied automatically, no VAT number
 * required). Depends on the company alone, not on the places of one store: stores that share a company share positions.
 *
 * Since 19 the sequence alone decides (`_get_first_matching_fpos`), so nothing is moved that would pass over a position
 * with a required VAT number. 17 and 18 ask for the VAT number before anything else, and the sequence only decides
 * between positions that are equally specific.
 */
export function positionOrder(context: PlanContext): PositionOrder {
  const others = context.input.odoo.positions.filter(
    (position) => position.active && position.autoApply && !isOurs(position, context),
  );
  const general = others.filter((position) => !position.vatRequired && isOfChart(position, context));
  const first = Math.min(...general.map(({ sequence }) => sequence));
  if (first > LAST_RANK) return { shift: 0, blockedBy: null, passed: [] };
  const shift = -STEP * Math.ceil((STEP - first) / STEP);
  if (context.series < FIRST_BY_SEQUENCE) return { shift, blockedBy: null, passed: [] };
  const overtaken = others.filter(({ sequence }) => sequence > shift && sequence <= LAST_RANK);
  const blockedBy = overtaken.find(({ vatRequired }) => vatRequired) ?? null;
  if (blockedBy !== null) return { shift: 0, blockedBy, passed: [] };
  return { shift, blockedBy, passed: overtaken.filter((position) => !general.includes(position)) };
}

/** Whether a sequence is one that the connector gives a place: with this shift or another one. */
export function isOwnSequence(sequence: number, rank: number): boolean {
  return sequence <= rank && (rank - sequence) % STEP === 0;
}

/** Whether the connector made a position, for this company. */
export function isOurs({ externalId }: OdooPosition, { companyId }: PlanContext): boolean {
  return positionKeyOf(companyId, externalId) !== undefined;
}

/** Charts name what they make after the company: `account.1_account_fiscal_position_us_domestic`. */
function isOfChart({ externalId = '' }: OdooPosition, { companyId }: PlanContext): boolean {
  const [module = '', name = ''] = externalId.split('.', 2);
  return !module.startsWith('__') && name.startsWith(`${companyId}_`);
}
