import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { compareTexts } from './cuts.ts';
import type { Span } from './cuts.ts';
import type { Charge, ApplicableRate, Resolver } from './resolve.ts';
import type { PostcodeRow } from './spans.ts';

/** A rate with postcodes. */
export interface ZipRate {
  readonly rate: StoreTaxRate;
  readonly rows: readonly PostcodeRow[];
}

/** A piece of the line of postcodes with one charge. */
export interface Piece extends Span {
  readonly charge: Charge;
  /** The rates with postcodes that apply in it. */
  readonly zipRates: readonly StoreTaxRate[];
}

interface Event {
  readonly cut: string;
  readonly zipRate: ZipRate;
  /** 1 where a row of the rate begins, -1 where it ends. */
  readonly step: 1 | -1;
}

/**
 * Cuts the line of postcodes wherever a rate begins or ends to apply, and answers what is charged between two cuts, from
 * the first cut to the last one. In front of, behind and around it `base` applies.
 *
 * @param wide the rates without postcodes that apply all along the line
 * @param base their result
 */
export function sweepPostcodes(
  zipRates: readonly ZipRate[],
  wide: readonly ApplicableRate[],
  base: Charge,
  resolver: Resolver,
): Piece[] {
  const events = zipRates.flatMap(eventsOf).toSorted((a, b) => compareTexts(a.cut, b.cut));
  const rowsApplying = new Map<ZipRate, number>();
  const pieces: Piece[] = [];
  for (const [at, { cut, zipRate, step }] of events.entries()) {
    const rows = (rowsApplying.get(zipRate) ?? 0) + step;
    if (rows === 0) rowsApplying.delete(zipRate);
    else rowsApplying.set(zipRate, rows);
    const next = events[at + 1]?.cut;
    if (next === undefined || next === cut) continue;
    pieces.push({
      from: cut,
      to: next,
      charge: rowsApplying.size === 0 ? base : resolver.chargeMore(wide, base, applicableOf(rowsApplying)),
      zipRates: [...rowsApplying.keys()].map(({ rate }) => rate),
    });
  }
  return pieces;
}

function eventsOf(zipRate: ZipRate): Event[] {
  return zipRate.rows.flatMap(({ spans }) =>
    spans.flatMap(({ from, to }): Event[] => [
      { cut: from, zipRate, step: 1 },
      { cut: to, zipRate, step: -1 },
    ]),
  );
}

/** WooCommerce multiplies the rows that fit by all rows of the rate, since its query joins them with each other. */
function applicableOf(rowsApplying: ReadonlyMap<ZipRate, number>): ApplicableRate[] {
  return [...rowsApplying].map(([{ rate, rows }, rowsHere]) => ({
    rate,
    specificity: rowsHere * rows.length,
  }));
}
