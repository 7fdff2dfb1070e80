import { ColourTally } from './colour-tally.ts';
import type { Span } from './cuts.ts';

/** How deep ranges may lie in each other; Odoo could take more, but nobody could read them any more. */
export const DEPTHS = 3;

/** A piece of the line with its colour; undefined where nothing has to be painted, since the ground has it already. */
export interface Coloured extends Span {
  readonly colour: string | undefined;
  /** The colour of the ground, which shows where nothing is painted. */
  readonly ground: string;
}

/** One range of the result: within it, only ranges of a lesser rank differ. */
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
 * Runs of pieces that touch each other and have a colour; neighbours of one colour become one piece. Where the ground
 * between two of them has their colour, it may as well be painted there too.
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

/** A part of an island that is still to be painted. */
interface Part {
  readonly low: number;
  readonly high: number;
  readonly rank: number;
}

/**
 * In each part the colour that comes most often is painted from its first piece to its last one, then what lies before,
 * between and behind. Part by part instead of by recursion, since an island may have tens of thousands of pieces.
 */
function paint(pieces: readonly Painted[], depths: number): Stroke[] {
  const colours = pieces.map(({ colour }) => colour);
  const places = Map.groupBy(colours.keys(), (at) => colours[at] ?? '');
  const strokes: { readonly at: number; readonly stroke: Stroke }[] = [];
  const draw = (from: number, to: number, rank: number) => {
    const [first, last] = [pieces[from], pieces[to]];
    if (first === undefined || last === undefined) return;
    const stroke = { from: first.from, to: last.to, colour: first.colour, rank };
    strokes.push({ at: from, stroke });
  };
  const open: { readonly part: Part; readonly tally?: ColourTally }[] = [
    { part: { low: 0, high: pieces.length, rank: depths } },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { low, high, rank } = next.part;
    const tally = rank > 1 ? (next.tally ?? new ColourTally(colours, places, low, high)) : undefined;
    const ground = tally?.mostFrequent();
    if (tally === undefined || ground === undefined) {
      for (let at = low; at < high; at += 1) draw(at, at, rank);
      continue;
    }
    draw(ground[0] ?? low, ground.at(-1) ?? low, rank);
    const rest = partsBeside(ground, next.part);
    // The longest part goes on with what was counted, so that every piece is counted a few times only.
    let longest: Part | undefined;
    for (const part of rest) if (lengthOf(part) > lengthOf(longest)) longest = part;
    if (longest !== undefined) tally.shrink(longest.low, longest.high);
    for (const part of rest) open.push(part === longest ? { part, tally } : { part });
  }
  return strokes.sort((a, b) => a.at - b.at).map(({ stroke }) => stroke);
}

/** What lies before, between and behind the pieces of one colour. */
function partsBeside(ground: readonly number[], { low, high, rank }: Part): Part[] {
  const bounds = [low - 1, ...ground, high];
  return bounds.slice(1).flatMap((end, index) => {
    const start = (bounds[index] ?? 0) + 1;
    const isOutside = index === 0 || index === ground.length;
    return start < end ? [{ low: start, high: end, rank: isOutside ? rank : rank - 1 }] : [];
  });
}

const lengthOf = (part: Part | undefined) => (part === undefined ? 0 : part.high - part.low);
