/** Where each colour of a line comes, in ascending order. */
export type ColourPlaces = ReadonlyMap<string, readonly number[]>;

interface Entry {
  readonly colour: string;
  readonly count: number;
  readonly first: number;
}

/**
 * How often each colour comes in a part of a line that only gets shorter, and which one comes most often. What is taken
 * off costs its length, not that of what is left, so that a line of tens of thousands of pieces is not counted anew
 * for each of its strokes.
 */
export class ColourTally {
  readonly #colours: readonly string[];
  readonly #places: ColourPlaces;
  readonly #counts = new Map<string, number>();
  /** A heap, the best on top. Entries of a colour that has changed since are passed over when they come up. */
  readonly #heap: Entry[] = [];
  #low: number;
  #high: number;

  /** @param low the first place of the part, @param high the place behind its last one */
  constructor(colours: readonly string[], places: ColourPlaces, low: number, high: number) {
    this.#colours = colours;
    this.#places = places;
    this.#low = low;
    this.#high = high;
    for (let at = low; at < high; at += 1) {
      const colour = colours[at] ?? '';
      this.#counts.set(colour, (this.#counts.get(colour) ?? 0) + 1);
    }
    for (const colour of this.#counts.keys()) this.#enter(colour);
  }

  /** Takes off everything outside of a smaller part. */
  shrink(low: number, high: number): void {
    const changed = new Set<string>();
    const drop = (at: number) => {
      const colour = this.#colours[at] ?? '';
      this.#counts.set(colour, (this.#counts.get(colour) ?? 0) - 1);
      changed.add(colour);
    };
    for (let at = this.#low; at < low; at += 1) drop(at);
    for (let at = high; at < this.#high; at += 1) drop(at);
    this.#low = low;
    this.#high = high;
    for (const colour of changed) this.#enter(colour);
  }

  /** The places of the colour that comes most often, if one comes back at all; of two the one that comes first. */
  mostFrequent(): readonly number[] | undefined {
    for (let best = this.#heap[0]; best !== undefined; best = this.#heap[0]) {
      const { colour, count, first } = best;
      if (this.#counts.get(colour) === count && this.#firstOf(colour) === first)
        return this.#placesOf(colour);
      this.#dropTop();
    }
    return undefined;
  }

  #placesOf(colour: string): readonly number[] {
    const places = this.#places.get(colour) ?? [];
    return places.slice(lowerBound(places, this.#low), lowerBound(places, this.#high));
  }

  #firstOf(colour: string): number {
    const places = this.#places.get(colour) ?? [];
    return places[lowerBound(places, this.#low)] ?? Infinity;
  }

  #enter(colour: string): void {
    const count = this.#counts.get(colour) ?? 0;
    if (count < 2) return;
    const heap = this.#heap;
    const entry = { colour, count, first: this.#firstOf(colour) };
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      const parent = heap[above];
      if (parent === undefined || !isBetter(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  #dropTop(): void {
    const heap = this.#heap;
    const entry = heap.pop();
    if (entry === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[at * 2 + 1], heap[at * 2 + 2]];
      const isLeft = right === undefined || (left !== undefined && !isBetter(right, left));
      const child = isLeft ? left : right;
      if (child === undefined || !isBetter(child, entry)) break;
      heap[at] = child;
      at = at * 2 + (isLeft ? 1 : 2);
    }
    heap[at] = entry;
  }
}

function isBetter(a: Entry, b: Entry): boolean {
  return a.count > b.count || (a.count === b.count && a.first < b.first);
}

/** The index of the first number that is not below a value. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
