import type { Agreement } from '../../../core/agreement.ts';
import type { StoreTaxes } from '../facts.ts';
import { CHART_POSITIONS } from './chart-point.ts';
import { CURRENCY, PRICE_DECIMALS } from './money-points.ts';
import { BASE_COUNTRY, BASE_STATE } from './place-points.ts';
import { isUnknown, type AgreementInput, type Judgement, type Point } from './point.ts';
import { FISCAL_POSITIONS, POSITION_ORDER } from './position-points.ts';
import { DEFAULT_SALE_TAX, OTHER_TAXES, UNTAXED_PRODUCTS } from './product-points.ts';
import { BASED_ON, PRICES_INCLUDE_TAX, ROUNDING, SHIPPING_CLASS, TAX_ENABLED } from './tax-points.ts';
import { DIMENSION_UNIT, WEIGHT_UNIT } from './unit-points.ts';

/** In the order in which they are shown: what decides most money first. */
const POINTS: readonly Point[] = [
  TAX_ENABLED,
  PRICES_INCLUDE_TAX,
  ROUNDING,
  BASED_ON,
  SHIPPING_CLASS,
  POSITION_ORDER,
  FISCAL_POSITIONS,
  CHART_POSITIONS,
  DEFAULT_SALE_TAX,
  UNTAXED_PRODUCTS,
  OTHER_TAXES,
  CURRENCY,
  PRICE_DECIMALS,
  BASE_COUNTRY,
  BASE_STATE,
  WEIGHT_UNIT,
  DIMENSION_UNIT,
];

/**
 * Where the store and Odoo must agree so that both calculate the same tax and the same price, and whether they do:
 * always the same points in the same order. Pure. Alignments are offered for settings of the company whose change
 * rewrites no document (the rounding, the default sale tax) and for positions that come before the store's.
 */
export function taxAgreements(input: AgreementInput): Agreement[] {
  const { policy } = input.store;
  // Every company has a currency, so one without was not seen.
  const seen = input.odoo.company.currency !== '';
  return POINTS.map((point) => {
    const { key, topic } = point;
    if (!seen) return { key, topic, odoo: '', ...unseen(point, input) };
    const judged = policy === null ? unavailable(point, input.store) : point.judge(policy, input);
    return { key, topic, odoo: point.odoo(input), ...judged };
  });
}

/** Without the store's settings the result is unknown, and nothing is reported as different. */
function unavailable({ matters }: Point, { unavailable: parts }: StoreTaxes): Judgement {
  const why = parts.map(({ group, code }) => `${group}: ${code}`).join(', ');
  return isUnknown(
    '',
    matters,
    `The store did not show its settings${why === '' ? '' : ` (${why})`}. Check again when it does: ` +
      '"woo-odoo doctor" shows the problem.',
  );
}

/** Without the company in Odoo there is nothing to compare with; what the store has is reported all the same. */
function unseen(point: Point, input: AgreementInput): Judgement {
  const { policy } = input.store;
  return isUnknown(
    policy === null ? '' : point.judge(policy, input).store,
    point.matters,
    `Odoo does not show the company ${input.odoo.company.name}. Give the connector's user access to it, and check again.`,
  );
}
