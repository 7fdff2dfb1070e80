import type { OdooPosition } from '../facts.ts';
import { LAST_RANK } from './sequences.ts';

/** A position of the chart of accounts that gets another sequence. */
export interface Move {
  readonly position: OdooPosition;
  readonly to: number;
}

/** Around which block of sequences others are moved. */
export interface MoveRequest {
  /** The positions of the store get the sequences from `shift` + 1 to `shift` + 9. */
  readonly shift: number;
  /** Those that must come before them and after `above`, in Odoo's order. */
  readonly before: readonly OdooPosition[];
  readonly above: number;
  /** Those that must come after them, in Odoo's order. */
  readonly after: readonly OdooPosition[];
  readonly canMove: (position: OdooPosition) => boolean;
}

/**
 * The fewest moves that bring some positions before a block of sequences and others after it, each group in the order
 * that it has; null where one that may not be moved stands in the way.
 */
export function movesAround({ above, after, before, canMove, shift }: MoveRequest): Move[] | null {
  const moves: Move[] = [];
  let highest = shift;
  for (const position of before.toReversed()) {
    if (position.sequence <= highest) {
      highest = position.sequence;
      continue;
    }
    if (!canMove(position) || highest <= above) return null;
    moves.unshift({ position, to: highest });
    highest -= 1;
  }
  let lowest = shift + LAST_RANK + 1;
  for (const position of after) {
    if (position.sequence >= lowest) {
      lowest = position.sequence;
      continue;
    }
    if (!canMove(position)) return null;
    moves.push({ position, to: lowest });
    lowest += 1;
  }
  return moves;
}

/** Positions as they are once they were moved. */
export function moved<Position extends OdooPosition>(
  positions: readonly Position[],
  moves: readonly Move[],
): readonly Position[] {
  if (moves.length === 0) return positions;
  const sequences = new Map(moves.map(({ position, to }) => [position.id, to]));
  return positions.map((position) => {
    const sequence = sequences.get(position.id);
    return sequence === undefined ? position : { ...position, sequence, isSequenceUnset: false };
  });
}
