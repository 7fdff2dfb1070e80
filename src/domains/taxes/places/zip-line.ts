import { isHairline } from './bounds.ts';
import type { Span } from './cuts.ts';
import type { Coloured, Stroke } from './paint.ts';
import type { Charge } from './resolve.ts';
import type { Piece } from './sweep.ts';

/** A piece whose colour is the result of its rates; without colour where Odoo falls back to the same. */
export interface ZipPiece extends Piece, Coloured {}

/** What Odoo falls back to at a piece where nothing is charges of it. Asked in the order of the line. */
export type GroundAt = (piece: Span) => string;

/** Colours the pieces at which something else is charged than what Odoo would fall back to. */
export function colourPieces(pieces: readonly Piece[], groundAt: GroundAt): ZipPiece[] {
  return pieces.map((piece) => {
    const { from, to, charge, zipRates } = piece;
    const ground = groundAt(piece);
    return { from, to, charge, zipRates, ground, colour: charge.alike === ground ? undefined : charge.alike };
  });
}

/** The ground in a state: Odoo falls back to the zips of the country, and only then to the state. */
export function groundOf(countryLine: readonly ZipPiece[], ofState: Charge): GroundAt {
  let at = 0;
  return ({ from }) => {
    while ((countryLine[at]?.to ?? '\uffff') <= from) at += 1;
    const piece = countryLine[at];
    return (piece !== undefined && piece.from <= from ? piece.colour : undefined) ?? ofState.alike;
  };
}

/**
 * Between `90001` and `90002` lie only longer postcodes. Where both are taxed alike one range covers it, and what lies
 * between is taxed like them: else every zip would need a position of its own.
 *
 * @param digits how many digits postcodes of the country have, where they have nothing else
 * @param note takes the ids of the rates concerned
 */
export function closeHairlines(
  pieces: readonly ZipPiece[],
  digits: number | undefined,
  note: (rateIds: Iterable<number>) => void,
): ZipPiece[] {
  return pieces.map((piece, at) => {
    const [before, after] = [pieces[at - 1], pieces[at + 1]];
    if (before === undefined || after === undefined || before.colour !== after.colour) return piece;
    if (piece.colour === before.colour || !isHairline(piece, digits)) return piece;
    note([before, piece, after].flatMap(({ zipRates }) => zipRates.map(({ id }) => id)));
    return { ...piece, colour: before.colour };
  });
}

/** The charges of the pieces that a stroke covers, at least one. */
export function chargesOf(stroke: Stroke, line: readonly ZipPiece[]): readonly [Charge, ...Charge[]] {
  let first: Charge | undefined;
  const more: Charge[] = [];
  for (let at = indexOf(line, stroke.from); at < line.length; at += 1) {
    const piece = line[at];
    if (piece === undefined || piece.from >= stroke.to) break;
    if (piece.charge.alike !== stroke.colour || piece.colour !== stroke.colour) continue;
    if (first === undefined) first = piece.charge;
    else more.push(piece.charge);
  }
  if (first === undefined) throw new Error(`nothing is charged between ${stroke.from} and ${stroke.to}`);
  return [first, ...more];
}

/** The first piece that does not begin before a cut. */
function indexOf(line: readonly Span[], cut: string): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((line[middle]?.from ?? '\uffff') < cut) low = middle + 1;
    else high = middle;
  }
  return low;
}
