import type { Charge } from './resolve.ts';
import type { Piece } from './sweep.ts';

/** What is charged below the places of an area that has rates of postcodes alone, and more of them than places. */
export interface BaseCharge {
  readonly charge: Charge;
  /** Of all rates that charge it, each once. */
  readonly rateIds: readonly number[];
}

/** Whether nothing is charged, in any column. */
export function isNothing({ rates }: Charge): boolean {
  return rates.every((ids) => ids.length === 0);
}

/** The charge of most rates along a line; of two the one that comes first. Undefined where no rate has postcodes. */
export function mostFrequent(pieces: readonly Piece[]): BaseCharge | undefined {
  const byCharge = new Map<string, { charge: Charge; rateIds: Set<number> }>();
  for (const { charge, zipRates } of pieces) {
    if (zipRates.length === 0 || isNothing(charge)) continue;
    let entry = byCharge.get(charge.alike);
    if (entry === undefined) {
      entry = { charge, rateIds: new Set() };
      byCharge.set(charge.alike, entry);
    }
    for (const { id } of zipRates) entry.rateIds.add(id);
  }
  let best: { charge: Charge; rateIds: Set<number> } | undefined;
  for (const entry of byCharge.values())
    if (best === undefined || entry.rateIds.size > best.rateIds.size) best = entry;
  return best && { charge: best.charge, rateIds: [...best.rateIds] };
}

/** What lies between postcodes of which the table knows is charged like what surrounds it. */
export function withBase(pieces: readonly Piece[], base: Charge): Piece[] {
  return pieces.map((piece) => {
    const { from, to, zipRates } = piece;
    return zipRates.length === 0 ? { from, to, zipRates, charge: base } : piece;
  });
}
