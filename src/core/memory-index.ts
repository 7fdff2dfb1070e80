import { choicesOf, type AppRowModel } from './app-rows.ts';
import type { PlanInput } from './domain.ts';
import type { Binding, ManagedRecord } from './memory.ts';

/** What is remembered and chosen, to be looked up by the parts of a plan. */
export interface MemoryIndex {
  /** This backend's binding of a subject. */
  readonly bindingOf: (type: string, key: string) => Binding | undefined;
  /** What the connector created, by external id. */
  readonly managed: ReadonlyMap<string, ManagedRecord>;
  /** The records that users chose, by subject name. */
  readonly choices: ReadonlyMap<string, number>;
  /** Records that other backends bind, by model and id. */
  readonly isBoundByOthers: (model: string, id: number) => boolean;
}

/** @param models those of the domain's rows in the app */
export function indexMemory(
  { memory, mirror }: Pick<PlanInput<never, never>, 'memory' | 'mirror'>,
  models: readonly AppRowModel[],
): MemoryIndex {
  const others = new Set((memory.boundByOthers ?? []).map(({ model, odooId }) => `${model} ${odooId}`));
  for (const { model, binding } of models)
    for (const id of mirror?.boundByOthers?.get(model) ?? []) others.add(`${binding?.model ?? ''} ${id}`);
  // By type and key apart, since 50,000 joined names are megabytes.
  const bindings = new Map<string, Map<string, Binding>>();
  for (const binding of memory.bindings) {
    const ofType = bindings.get(binding.type) ?? new Map<string, Binding>();
    bindings.set(binding.type, ofType.set(binding.key, binding));
  }
  return {
    bindingOf: (type, key) => bindings.get(type)?.get(key),
    managed: new Map(memory.managed.map((record) => [record.externalId, record])),
    choices: choicesOf(mirror, models),
    isBoundByOthers: (model, id) => others.has(`${model} ${id}`),
  };
}

/** Records by their external id; those without one are left out, and the last of several counts. */
export function byExternalId<Row extends { readonly externalId: string | undefined }>(
  records: readonly Row[],
): ReadonlyMap<string, Row> {
  return new Map(
    records.flatMap((record) => (record.externalId === undefined ? [] : [[record.externalId, record]])),
  );
}
