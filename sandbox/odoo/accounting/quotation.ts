import { companyCurrency } from '../currency/currency-fields.ts';
import type { Environment } from '../environment.ts';
import { adaptPrice } from '../tax-rules/adapt-price.ts';
import { computeOrder, computeTaxes } from '../tax-rules/compute.ts';
import { mapTaxes } from '../tax-rules/map-taxes.ts';
import { selectPosition } from '../tax-rules/select-position.ts';
import type { Address, Amounts, OrderLine, Rounding } from '../tax-rules/types.ts';
import { lineageOf } from '../lineage.ts';
import { idsOf, mappingLines, positionRecords, taxRecord } from './rule-records.ts';

/** One line of a quotation, before its taxes are mapped. Numbers are decimal text. */
export interface QuotedLine {
  readonly taxIds: readonly number[];
  readonly price: string;
  readonly quantity: string;
}

/** A line with the taxes left by the position, and what they take. */
export interface ComputedQuotedLine {
  readonly taxIds: readonly number[];
  /** The unit price, which mapping changes where it contained all of its taxes. */
  readonly price: string;
  readonly amounts: Amounts;
}

export interface ComputedQuotation {
  readonly lines: readonly ComputedQuotedLine[];
  readonly amounts: Amounts;
}

/** The position that applies by itself for an address; null where none does. */
export function positionFor(env: Environment, company: number, address: Address): number | null {
  const lineage = lineageOf(env.database, company);
  const positions = lineage.flatMap((each) => positionRecords(env, each));
  return selectPosition(env.database.series, positions, address, { lineage });
}

/** What a position makes of taxes; without one they stay. */
export function mapByPosition(
  env: Environment,
  position: number | null,
  taxIds: readonly number[],
): number[] {
  if (position === null) return [...taxIds];
  const lines = mappingLines(env, position);
  const ofPosition = env.database.holders('account.tax', 'fiscal_position_ids', position);
  const known = new Set([...taxIds, ...ofPosition, ...lines.flatMap((line) => line.destinationId ?? [])]);
  const taxes = [...known].map((id) => taxRecord(env, id));
  return mapTaxes(env.database.series, position, taxIds, { taxes, lines });
}

/**
 * The sale taxes a product template carries for a company, of a branch without any those of the company above it; archived
 * ones are out of sight, as on a form.
 */
export function productTaxes(env: Environment, template: number, company: number): number[] {
  const carried = idsOf(
    env.withContext({ active_test: true }).value('product.template', template, 'taxes_id'),
  );
  const of = (owner: number) =>
    carried.filter((id) => env.database.row('account.tax', id)?.['company_id'] === owner);
  return (
    lineageOf(env.database, company)
      .toReversed()
      .map(of)
      .find((taxes) => taxes.length > 0) ?? []
  );
}

/** How a company rounds, in its currency or another one. */
export function roundingOf(
  env: Environment,
  company: number,
  currency = companyCurrency(env, company),
): Rounding {
  const row = env.database.row('res.company', company);
  return {
    method:
      row?.['tax_calculation_rounding_method'] === 'round_globally' ? 'round_globally' : 'round_per_line',
    decimals: Number(env.value('res.currency', currency, 'decimal_places')),
  };
}

/** A quotation under a position: taxes mapped, prices adapted to them, amounts of each line and of all. */
export function computeQuotation(
  env: Environment,
  company: number,
  position: number | null,
  lines: readonly QuotedLine[],
  rounding: Rounding = roundingOf(env, company),
): ComputedQuotation {
  const { series } = env.database;
  const mapped = lines.map((line) => {
    const from = line.taxIds.map((id) => taxRecord(env, id));
    const taxes = mapByPosition(env, position, line.taxIds).map((id) => taxRecord(env, id));
    const price = adaptPrice(series, line.price, from, taxes, rounding.decimals);
    return { taxes, price, quantity: line.quantity } satisfies OrderLine;
  });
  return {
    lines: mapped.map((line) => ({
      taxIds: line.taxes.map((tax) => tax.id),
      price: line.price,
      amounts: computeTaxes(series, line.taxes, { ...line, rounding }),
    })),
    amounts: computeOrder(series, mapped, rounding),
  };
}
