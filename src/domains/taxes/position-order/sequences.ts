import type { OdooPosition } from '../facts.ts';

/** Ranks of places go from 1 to 9, and so do their sequences where nothing stands in the way. */
export const LAST_RANK = 9;
/** Sequences move by whole steps, so that small changes of other positions do not move the connector's again. */
export const STEP = 10;

/** The step whose sequences, from 1 to 9 above it, all come before a sequence. */
export function stepBefore(sequence: number): number {
  return STEP * Math.floor((sequence - STEP) / STEP);
}

/** The step whose sequences all come after a sequence. */
export function stepAfter(sequence: number): number {
  return STEP * Math.ceil(sequence / STEP);
}

/** All steps that differ in what comes before and after them: 0 first, then the nearest to it. */
export function stepsAround(positions: readonly OdooPosition[]): number[] {
  const steps = positions.flatMap(({ sequence }) => [stepBefore(sequence), stepAfter(sequence)]);
  return [...new Set([0, ...steps])].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
}

/** Whether a sequence is one that the connector gives a place of this rank, with whatever step. */
export function isOwnSequence(sequence: number, rank: number): boolean {
  return Number.isInteger((rank - sequence) / STEP);
}
