/** What the index needs to know of a position. */
export interface ZipBounds {
  readonly zipFrom: string;
  readonly zipTo: string;
}

/**
 * The first of many zip ranges that contains a zip, found by bisection. Bounds compare as texts, like Odoo's:
 * `'90210' <= '90210-1234' <= '90211'`.
 */
export class ZipIndex {
  /** The bounds, in order. A zip either is one of them or lies in a gap between two. */
  readonly #cuts: readonly string[];
  /** By twice the place of a bound, and one more for the gap behind it: the number of the first range that applies there. */
  readonly #first: readonly (number | undefined)[];

  /** @param ranges in the order in which they are tried */
  constructor(ranges: readonly ZipBounds[]) {
    this.#cuts = [...new Set(ranges.flatMap(({ zipFrom, zipTo }) => [zipFrom, zipTo]))].sort();
    const places = new Map(this.#cuts.map((cut, at) => [cut, at * 2]));
    const slots = this.#cuts.length * 2;
    const first: (number | undefined)[] = Array.from({ length: slots }, () => undefined);
    // From each slot to the next one without a range: every slot is filled once.
    const next = Array.from({ length: slots + 1 }, (_, slot) => slot);
    const freeFrom = (slot: number): number => {
      let free = slot;
      while (next[free] !== free) {
        next[free] = next[next[free] ?? slots] ?? slots;
        free = next[free] ?? slots;
      }
      return free;
    };
    for (const [number, { zipFrom, zipTo }] of ranges.entries()) {
      const end = places.get(zipTo) ?? -1;
      for (let slot = freeFrom(places.get(zipFrom) ?? slots); slot <= end; slot = freeFrom(slot)) {
        first[slot] = number;
        next[slot] = slot + 1;
      }
    }
    this.#first = first;
  }

  /** The number of the range, undefined where none contains the zip. */
  find(zip: string): number | undefined {
    let low = 0;
    let high = this.#cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#cuts[middle] ?? '') <= zip) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return undefined;
    return this.#first[(low - 1) * 2 + (this.#cuts[low - 1] === zip ? 0 : 1)];
  }
}
