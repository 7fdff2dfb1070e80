/**
 * Gives every rate a number from 1 so that no two rates of one kind (percentage and compound behaviour) that are
 * charged together have the same: the n-th equal rate of a place gets the n-th tax (state 4% and county 4% are 8%).
 *
 * @param ids of all rates
 * @param together lists of ids that are charged together somewhere, of one kind each
 */
export function numberRates(
  ids: readonly number[],
  together: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const listsOf = new Map<number, NumberedList[]>();
  for (const list of together) {
    const numbered = new NumberedList();
    for (const id of list) {
      const lists = listsOf.get(id);
      if (lists === undefined) listsOf.set(id, [numbered]);
      else lists.push(numbered);
    }
  }
  const numbers = new Map<number, number>();
  for (const id of ids.toSorted((a, b) => a - b)) {
    const lists = listsOf.get(id) ?? [];
    let number = 1;
    for (const { free } of lists) number = Math.max(number, free);
    while (lists.some((list) => list.has(number))) number += 1;
    for (const list of lists) list.take(number);
    numbers.set(id, number);
  }
  return numbers;
}

/** The numbers that rates of one list have got so far. */
class NumberedList {
  readonly #taken = new Set<number>();
  #free = 1;

  /** The least number that none of them has. */
  get free(): number {
    return this.#free;
  }

  has(number: number): boolean {
    return this.#taken.has(number);
  }

  take(number: number): void {
    this.#taken.add(number);
    while (this.#taken.has(this.#free)) this.#free += 1;
  }
}
