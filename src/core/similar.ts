/** At most this share of the longer text may differ. */
const MAX_DIFFERENCE = 0.4;

/** The candidate that was probably meant: the one with the fewest slips of typing; undefined where none is close. */
export function mostSimilar(typed: string, candidates: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, slips: editDistance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, slips }) => slips <= MAX_DIFFERENCE * Math.max(candidate.length, typed.length))
    .sort((a, b) => a.slips - b.slips);
  return best?.candidate;
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
