import type { Operation, Subject } from './operation.ts';

/** What stands in place of a value that is recognized as secret. */
export const HIDDEN_VALUE = '(now hidden)';

/** What stands in place of the reason of an operation that showed such a value. */
export const HIDDEN_REASON = 'its values are secret and no longer shown';

/** A subject whose values are secret by now, with the name that it is shown under since. */
export type HiddenSubject = Pick<Subject, 'type' | 'key' | 'label'>;

/** An operation of an earlier run without anything that it showed of its subject's values. */
export function withoutValues(operation: Operation, { label }: Pick<HiddenSubject, 'label'>): Operation {
  const { group, key, type } = operation.subject;
  const hide = (value: string) => (value === '' ? '' : HIDDEN_VALUE);
  const hidden = {
    ...operation,
    subject: { type, key, label, ...(group !== undefined && { group }) },
    reason: HIDDEN_REASON,
    ...(operation.changes && {
      changes: operation.changes.map(({ field, from, to }) => ({ field, from: hide(from), to: hide(to) })),
    }),
  };
  // The same kind with the same fields, which a spread of a union does not show.
  return hidden as Operation;
}
