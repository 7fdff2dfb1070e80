import { z } from 'zod';
import type { ExplainedTable } from '../../../core/explanation.ts';
import type { OdooReader } from '../../../odoo/port.ts';
import { choosePosition } from '../odoo-rules/choose-position.ts';
import { mapTaxes } from '../odoo-rules/map-taxes.ts';
import { keptPrice, priceAfterMapping } from '../odoo-rules/mapped-price.ts';
import { Exact } from '../../shared/decimals.ts';
import { TAX_MODEL } from '../models.ts';
import type { PlanContext } from '../match/context.ts';
import type { TaxRef } from '../desired/tax-ref.ts';
import type { TaxQuestion } from './question.ts';

/** What Odoo charges, and why. */
export interface OdooSide {
  readonly position: string;
  /** Null where Odoo's tax is not known yet; `why` gives the reason. */
  readonly tax: string | null;
  readonly why: string;
  /** Set where Odoo keeps the price of one piece rounded, which the store does not. */
  readonly roundedPrice?: string;
  readonly table: ExplainedTable;
}

const computed = z.object({
  taxes: z.array(z.object({ id: z.int(), name: z.string(), amount: z.number(), base: z.number() })),
});

/**
 * Finds the position that Odoo takes at the address and the taxes that it makes of the source, and has Odoo compute
 * them (`account.tax.compute_all`): at most one call.
 */
export async function odooSide(
  { address, amount, hasVat, quantity }: TaxQuestion,
  source: TaxRef | undefined,
  context: PlanContext,
  odoo: OdooReader,
): Promise<OdooSide> {
  const { input, series, taxes } = context;
  const { found } = input;
  const country = found('country', address.country);
  const state = address.state === '' ? null : found('state', `${address.country}:${address.state}`);
  const positions = input.odoo.positions;
  const chosen = choosePosition(series, positions, {
    countryId: country?.id ?? null,
    stateId: state?.id ?? null,
    zip: address.postcode.toUpperCase(),
    hasVat,
  });
  const name = positions.find(({ id }) => id === chosen)?.name;
  const position = name === undefined ? 'none' : `${name} (${chosen ?? ''})`;
  if (source === undefined || source.id === null || source.state !== 'there') {
    const why = 'the tax of the class is not in Odoo yet; "woo-odoo sync" makes it';
    return { position, tax: null, why, table: tableOf([]) };
  }
  const carried = taxes.get(source.id);
  const mapped = mapTaxes(series, chosen, [source.id], positions, input.odoo.taxes)
    .flatMap((id) => taxes.get(id) ?? [])
    .toSorted((a, b) => a.sequence - b.sequence || a.id - b.id);
  if (mapped.length === 0)
    return { position, tax: '0', why: 'the position maps it to nothing', table: tableOf([]) };
  const { isRounded, price } = keptPrice(series, priceAfterMapping(amount, carried, mapped));
  const answer = await odoo.ask(TAX_MODEL, 'compute_all', {
    ids: mapped.map(({ id }) => id),
    args: { price_unit: Number(price), quantity },
    answer: computed,
  });
  const decimals = input.odoo.currencyDecimals;
  const total = answer.taxes.reduce((sum, tax) => sum.plus(tax.amount), new Exact(0));
  return {
    position,
    tax: total.toDecimalPlaces(decimals, Exact.ROUND_HALF_UP).toFixed(decimals),
    why: `computed by Odoo with a price of ${price}`,
    ...(isRounded && { roundedPrice: price }),
    table: tableOf(
      answer.taxes.map((tax) => [
        String(tax.id),
        `${taxes.get(tax.id)?.percent ?? ''}%`,
        tax.name,
        new Exact(tax.base).toFixed(decimals),
        new Exact(tax.amount).toFixed(decimals),
      ]),
    ),
  };
}

function tableOf(rows: readonly (readonly string[])[]): ExplainedTable {
  return {
    title: 'Taxes of Odoo',
    head: ['tax', 'percent', 'name', 'on', 'tax'],
    rows,
    empty: 'Odoo charges no tax here.',
  };
}
