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

/** Closes a binding: it stays for old orders, and the record in Odoo stays as it is. */
export function closeBinding(
  { key, model, odooId, type }: Pick<Binding, 'key' | 'model' | 'odooId' | 'type'>,
  reason: string,
  label: string = key,
): ArchiveOperation {
  const record = { model, id: odooId };
  return { kind: 'archive', subject: { type, key, label }, record, rule: 'vanished', reason };
}
