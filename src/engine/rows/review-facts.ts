import { X_REVIEW } from '../../core/app-names.ts';
import type { AppRow } from '../../core/app-rows.ts';
import type { DomainName, Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import { remedyOf } from '../../core/remedy.ts';
import type { RunOutcome } from '../../database/port.ts';
import { isLeft, reviewRows } from '../odoo-app/review-items.ts';
import { MAX_CANDIDATES, type RowFacts } from './row-facts.ts';

/** The type under which items to review are saved. */
export const REVIEW_TYPE = 'review';

/** An item; `isLeft`: a user left it as it is. */
export interface ItemFacts {
  readonly item: RowFacts;
  readonly isLeft: boolean;
}

/** The items of one domain. */
export interface ReviewFacts {
  readonly domain: DomainName;
  readonly items: readonly ItemFacts[];
  /** False where the domain could not be read: what waited before may still wait. */
  readonly isComplete: boolean;
}

/** What waits for a user, by domain: the same items as the app's list "To Review". */
export function reviewFacts(plan: Plan, outcomes: readonly RunOutcome[]): ReviewFacts[] {
  const byDomain = Map.groupBy(reviewRows(plan, outcomes), ({ values }) => values[X_REVIEW.domain]);
  return plan.domains.map(({ domain, failure, operations }) => {
    const rows = byDomain.get(domain) ?? [];
    const names = new Set(rows.map(({ values }) => nameOf(values[X_REVIEW.type], values[X_REVIEW.key])));
    const subjects = new Map(
      operations.flatMap((each): [string, Operation][] => {
        const name = nameOf(each.subject.type, each.subject.key);
        return names.has(name) ? [[name, each]] : [];
      }),
    );
    const items = rows.map((row) => ({
      item: factsOf(row, subjects.get(nameOf(row.values[X_REVIEW.type], row.values[X_REVIEW.key]))),
      isLeft: isLeft(row),
    }));
    return { domain, items, isComplete: failure === undefined };
  });
}

const nameOf = (type = '', key = '') => `${type} ${key}`;

function factsOf({ key, values }: AppRow, operation: Operation | undefined): RowFacts {
  const text = (column: string) => values[column] ?? '';
  const type = text(X_REVIEW.type);
  const about = text(X_REVIEW.reason);
  const isNote = type === 'note';
  const { record } = operation ?? {};
  return {
    ...{ key, label: text(X_REVIEW.name), status: 'review', rule: operation?.rule ?? '' },
    record: record?.id === undefined ? null : { model: record.model, id: record.id },
    values: { domain: text(X_REVIEW.domain), type, key: text(X_REVIEW.key) },
    filters: [text(X_REVIEW.domain), type],
    changes: operation?.changes ?? [],
    // The message of a note is its name; beside it stands what to do.
    reason: isNote ? '' : about,
    remedy: isNote ? about : remedyOf('review', operation),
    candidates: (operation?.candidates ?? []).slice(0, MAX_CANDIDATES),
    created: false,
  };
}
