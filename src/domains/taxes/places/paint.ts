import type { Span } from './cuts.ts';

/** How deep ranges may lie in each other; Odoo could take more, but nobody could read them any more. */
export const DEPTHS = 3;

/** A piece of the line with its colour; undefined where nothing has to be said, since the ground has it already. */
export interface Coloured extends Span {
  readonly colour: string | undefined;
  /** The colour of the ground, which shows where nothing is said. */
  readonly ground: string;
}

/** One range of the result: within it, only ranges of a lesser rank say something else. */
export interface Stroke extends Span {
  readonly colour: string;
  /** 3 for the outer ranges, then 2 and 1. */
  readonly rank: number;
}

/**
 * Says a line of coloured pieces in few ranges, as one paints: a colour that comes back is painted all along, and what
 * lies between is painted over it. Pieces must follow each other in order, without overlap.
 */
export function paintLine(pieces: readonly Coloured[]): Stroke[] {
  return islandsOf(pieces).flatMap((island) => paint(island, DEPTHS));
}

interface Painted extends Span {
  readonly colour: string;
}

/**
 * Runs of pieces that touch each other and say something; neighbours of one colour become one piece. Where the ground
 * between two of them has their colour, it may as well be said there too.
 */
function islandsOf(pieces: readonly Coloured[]): Painted[][] {
  const islands: Painted[][] = [];
  let island: Painted[] = [];
  let reach = '';
  for (const { from, to, colour, ground } of pieces) {
    const last = island.at(-1);
    const isNext = last !== undefined && reach === from;
    if (colour === undefined) {
      if (isNext && ground === last.colour) reach = to;
      else island = [];
      continue;
    }
    if (isNext && last.colour === colour) {
      island[island.length - 1] = { from: last.from, to, colour };
    } else if (last?.to === from) {
      island.push({ from, to, colour });
    } else {
      island = [{ from, to, colour }];
      islands.push(island);
    }
    reach = to;
  }
  return islands;
}

function paint(pieces: readonly Painted[], rank: number): Stroke[] {
  const ground = rank > 1 ? mostFrequent(pieces) : undefined;
  if (ground === undefined) return pieces.map((piece) => ({ ...piece, rank }));
  const places = pieces.flatMap(({ colour }, at) => (colour === ground ? [at] : []));
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const [start, end] = [pieces[first], pieces[last]];
  if (start === undefined || end === undefined) return [];
  const between = places
    .slice(1)
    .flatMap((at, index) => paint(pieces.slice((places[index] ?? 0) + 1, at), rank - 1));
  return [
    ...paint(pieces.slice(0, first), rank),
    { from: start.from, to: end.to, colour: ground, rank },
    ...between,
    ...paint(pieces.slice(last + 1), rank),
  ];
}

/** The colour of most pieces, where one comes back at all; of two the first one. */
function mostFrequent(pieces: readonly Painted[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { colour } of pieces) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  let best: string | undefined;
  for (const [colour, count] of counts) {
    if (count > 1 && count > (best === undefined ? 1 : (counts.get(best) ?? 1))) best = colour;
  }
  return best;
}
