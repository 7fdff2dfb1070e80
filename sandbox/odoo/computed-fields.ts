import type { Json } from '../json.ts';

type Computations<Env> = Readonly<Record<string, (env: Env, id: number) => Json>>;

/** Finds the computed fields of a model, by name. */
type ComputationFinder<Env> = (model: string) => Computations<Env> | undefined;

const finders: ComputationFinder<never>[] = [];

/** Adds the computed fields of some models; `behaviour.ts` does it once. Of several for a model the first count. */
export function registerComputations<Env>(find: ComputationFinder<Env>): void {
  finders.push(find);
}

/** The value of a field that a model declares as computed. `env` is of the kind that they were registered for. */
export function computeField(env: unknown, model: string, id: number, field: string): Json {
  for (const find of finders) {
    const fields = find(model) as Computations<unknown> | undefined;
    if (fields === undefined) continue;
    const compute = fields[field];
    if (compute !== undefined) return compute(env, id);
    break;
  }
  throw new Error(`the sandbox cannot compute ${model}.${field}`);
}
