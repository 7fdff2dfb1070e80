import type { ExplainedTable } from '../../core/explanation.ts';

/** So many results that differ show both computations: a check of every address can have a hundred thousand. */
const MAX_COMPUTED = 1_000;

interface Computes<Args extends unknown[]> {
  computationsOf(...args: Args): readonly ExplainedTable[];
}

/** The same proof, which computes both sides for the first results that are asked for, and none for the others. */
export function computingFirst<Args extends unknown[], Proof extends Computes<Args>>(
  proof: Proof & Computes<Args>,
  limit = MAX_COMPUTED,
): Proof {
  let left = limit;
  const computationsOf = (...args: Args) => (left-- > 0 ? proof.computationsOf(...args) : []);
  return { ...proof, computationsOf };
}
