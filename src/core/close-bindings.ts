import type { Binding } from './memory.ts';
import type { ArchiveOperation } from './operation.ts';

/**
 * The bindings in use whose object the store no longer lists, in the order in which they are remembered.
 *
 * @param isListed whether the store lists it, or it is bound by other means
 */
export function vanishedBindings(
  bindings: readonly Binding[],
  isListed: (binding: Binding) => boolean,
): Binding[] {
  return bindings.filter((binding) => binding.archivedAt === null && !isListed(binding));
}

/**
 * What bindings are called that the store has no name for any more: as their records in Odoo, by their keys where these are
 * gone. A list of records is looked through when the first of its model is asked for.
 *
 * @param records the records that were read, by model
 */
export function namesOfBound(
  records: Readonly<Record<string, readonly { readonly id: number; readonly name: string }[]>>,
): (binding: Pick<Binding, 'key' | 'model' | 'odooId'>) => string {
  const names = new Map<string, ReadonlyMap<number, string>>();
  const namesIn = (model: string) => {
    const known = names.get(model) ?? new Map((records[model] ?? []).map(({ id, name }) => [id, name]));
    names.set(model, known);
    return known;
  };
  return ({ key, model, odooId }) => namesIn(model).get(odooId) ?? key;
}

/** Closes a binding: it stays for old orders, and the record in Odoo stays as it is. */
export function closeBinding(
  { key, model, odooId, type }: Pick<Binding, 'key' | 'model' | 'odooId' | 'type'>,
  reason: string,
  label: string = key,
): ArchiveOperation {
  const record = { model, id: odooId };
  return { kind: 'archive', subject: { type, key, label }, record, rule: 'vanished', reason };
}
