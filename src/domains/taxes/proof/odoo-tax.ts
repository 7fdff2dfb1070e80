import type { Decimal } from 'decimal.js';
import type { TaxProbe } from '../../../core/tax-proof.ts';
import { Exact } from '../../shared/decimals.ts';
import type { OdooTax } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import { buildPositionChooser, type Choice } from '../odoo-rules/choose-position.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';

/**
 * Computes the tax that Odoo charges on one amount without tax, by its positions and taxes: the position of the place
 * maps the taxes of the product; each is charged on the amount and on those before it that count for it, and rounded.
 *
 * @returns decimal text; null where a tax is no percentage, or is contained in the price: then Odoo has to be asked
 */
export function odooTaxOn(
  context: PlanContext,
): (probe: TaxProbe, taxIds: readonly number[], net: string) => string | null {
  const { currencyDecimals, positions, taxes } = context.input.odoo;
  let choose: Choice | null = null;
  return ({ address, countryId, stateId }, taxIds, net) => {
    choose ??= buildPositionChooser(context.series, positions);
    const position = choose({ countryId, stateId, zip: address.postcode.toUpperCase() });
    const mapped = mapTaxes(context.series, position, taxIds, positions, taxes).map((id) =>
      context.taxes.get(id),
    );
    if (!mapped.every(isPercentOnTop)) return null;
    return chargeOf(mapped, net, currencyDecimals);
  };
}

function isPercentOnTop(tax: OdooTax | undefined): tax is OdooTax {
  return tax?.amountType === 'percent' && !tax.included;
}

function chargeOf(taxes: readonly OdooTax[], net: string, decimals: number): string {
  const charges = chargesOf(taxes, net, decimals);
  return charges.reduce((sum, { amount }) => sum.plus(amount), new Exact(0)).toFixed(decimals);
}

/** What one tax takes. */
export interface Charge {
  readonly tax: OdooTax;
  readonly base: Decimal;
  /** Rounded to the decimals given; in full precision without them. */
  readonly amount: Decimal;
}

/**
 * What percentages take of an amount without tax, in Odoo's order: each of the amount, and of those before it that count
 * for it.
 *
 * @param decimals absent where Odoo rounds once per document
 */
export function chargesOf(taxes: readonly OdooTax[], net: Decimal.Value, decimals?: number): Charge[] {
  let before = new Exact(0);
  return taxes
    .toSorted((a, b) => a.sequence - b.sequence || a.id - b.id)
    .map((tax) => {
      const base = tax.isBaseAffected ? before.plus(net) : new Exact(net);
      const exact = base.times(tax.percent).dividedBy(100);
      const amount = decimals === undefined ? exact : exact.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP);
      if (tax.includeBaseAmount) before = before.plus(amount);
      return { tax, base, amount };
    });
}
