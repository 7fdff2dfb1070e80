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
  const listsOf = new Map<number, (readonly number[])[]>();
  for (const list of together) {
    for (const id of list) {
      const lists = listsOf.get(id);
      if (lists === undefined) listsOf.set(id, [list]);
      else lists.push(list);
    }
  }
  const numbers = new Map<number, number>();
  for (const id of ids.toSorted((one, other) => one - other)) {
    const taken = new Set((listsOf.get(id) ?? []).flat().map((other) => numbers.get(other)));
    let number = 1;
    while (taken.has(number)) number += 1;
    numbers.set(id, number);
  }
  return numbers;
}
