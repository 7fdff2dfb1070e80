/** Chance that a seed decides alone: the same seed gives the same numbers on every machine. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** Mulberry32: small, and good enough to choose faults. @param seed a whole number, 0 to 2^32 - 1 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    percent: (share) => next() * 100 < share,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
