/**
 * Reads something for each item, so many at once, and gives the results in the items' order. The first failure ends it:
 * nothing new is begun, what is under way is waited for, and the failure is thrown.
 */
export async function readSideBySide<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  read: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const left = items.entries();
  const worker = async () => {
    // One iterator for all workers: each takes what the others have not begun.
    for (const [index, item] of left) {
      try {
        results[index] = await read(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
