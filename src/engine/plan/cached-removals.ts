import { counted } from '../../core/counted.ts';
import type { ArchiveOperation, KeepOperation, Operation } from '../../core/operation.ts';
import type { DomainPlan, Note } from '../../core/plan.ts';
import type { CachedAnswers } from '../../woocommerce/port.ts';

/**
 * The plans without removals where a page cache answered in place of the store: what an old list lacks may be there, and which
 * list is old is not known. What would have been archived is kept as it is, and the plans show why. A read that failed names
 * the cache too, since pages of different age do not fit together.
 */
export function withoutCachedRemovals(
  plans: readonly DomainPlan[],
  caches: readonly CachedAnswers[],
): DomainPlan[] {
  const [first] = caches;
  if (first === undefined) return [...plans];
  const hint = [...new Set(caches.map(({ remedy }) => remedy))].join(' ');
  const message = describeCaches(caches, first);
  // The plan that names the caches; the others refer to it.
  const naming = plans.find(({ failure }) => failure === undefined);
  return plans.map((plan) => {
    if (plan.failure !== undefined) {
      const { failure } = plan;
      const all = [failure.hint, `A page cache stands before the store: ${message}`, hint]
        .filter((text) => text !== undefined)
        .join(' ');
      return { ...plan, failure: { ...failure, hint: all } };
    }
    const note = cachedNote(plan, { hint, message: plan === naming ? message : null });
    return {
      ...plan,
      operations: plan.operations.map(kept),
      ...(note && { notes: [...plan.notes, note] }),
      removals: 'withheld',
      ...(plan.appRows && { appRows: { ...plan.appRows, vanished: 0 } }),
    };
  });
}

function describeCaches(caches: readonly CachedAnswers[], { address, evidence }: CachedAnswers): string {
  const names = caches.map(({ cache }) => cache).join(', ');
  const count = caches.reduce((sum, each) => sum + each.count, 0);
  return `${names} answered ${counted(count, 'request')} (${address}: ${evidence}).`;
}

function cachedNote(
  { operations }: DomainPlan,
  { hint, message }: { readonly hint: string; readonly message: string | null },
): Note | null {
  const archived = operations.filter(({ kind }) => kind === 'archive').length;
  const withheld =
    archived === 0
      ? null
      : `${counted(archived, 'removal was', 'removals were')} not planned, because an old list may lack what the store has.`;
  const text = [message, withheld].filter((part) => part !== null).join(' ');
  if (text === '') return null;
  return {
    level: 'review',
    code: 'store_cached',
    message: `A page cache answered in place of the store, so that the data may be old. ${text}`,
    hint,
  };
}

const REASON = 'it is missing from answers of a page cache, which may be old; it is left unchanged';

function kept(operation: Operation): Operation {
  return operation.kind === 'archive' ? keep(operation) : operation;
}

function keep({ record, subject }: ArchiveOperation): KeepOperation {
  return { kind: 'keep', subject, record, rule: 'unseen', reason: REASON, frozen: true };
}
