import { X_REVIEW } from '../../core/app-names.ts';
import type { AppRow, ExistingAppRow, ExistingAppRows } from '../../core/app-rows.ts';
import type { DomainPlan, Plan } from '../../core/plan.ts';
import type { SavedRow } from '../../database/port.ts';
import { itemKey, REVIEW_MODEL, reviewNotes, reviewRows } from './review-items.ts';

/** Nobody leaves more items than these as they are. */
export const MAX_SAVED_ITEMS = 10_000;

/** What is known of an item by the page's list. */
export type SavedItem = Pick<SavedRow, 'key' | 'label' | 'reason' | 'status'>;

/**
 * The plan with what a user left as it is marked, through whichever door: nobody has to look at it until its text changes.
 * Where Odoo's list and the page's list differ, the one that changed since the last sync is right.
 *
 * @param saved reads the page's list; asked only where something waits
 * @param reviews the app's list; null without the app
 */
export async function markLeft(
  plan: Plan,
  saved: () => Promise<readonly SavedItem[]>,
  reviews: ExistingAppRows | null,
): Promise<Plan> {
  const items = reviewRows(plan, []);
  if (items.length === 0) return plan;
  const onPage = new Map((await saved()).map((item) => [item.key, item]));
  const inOdoo = new Map((reviews?.rows.get(REVIEW_MODEL.model) ?? []).map((row) => [row.key, row]));
  const left = new Set(
    items.filter((item) => isLeft(item, onPage.get(item.key), inOdoo.get(item.key))).map(({ key }) => key),
  );
  return left.size === 0 ? plan : { ...plan, domains: plan.domains.map((each) => markDomain(each, left)) };
}

function isLeft(item: AppRow, saved: SavedItem | undefined, row: ExistingAppRow | undefined): boolean {
  const onPage = saved === undefined ? undefined : saved.status === 'left' && isSameOnPage(item, saved);
  if (row === undefined || !row.active) return onPage ?? false;
  const now = row.values[X_REVIEW.left] === '1';
  const before = row.values[X_REVIEW.leftSynced] === '1';
  if (now !== before || onPage === undefined) return now && isSameInOdoo(item, row);
  return onPage;
}

function isSameInOdoo({ values }: AppRow, row: ExistingAppRow): boolean {
  return [X_REVIEW.name, X_REVIEW.reason].every(
    (field) => (values[field] ?? '') === (row.values[field] ?? ''),
  );
}

/** The message of a note is its name there, and has no reason beside it. */
function isSameOnPage({ values }: AppRow, { label, reason }: SavedItem): boolean {
  const isNote = values[X_REVIEW.type] === 'note';
  return label === values[X_REVIEW.name] && (isNote || reason === values[X_REVIEW.reason]);
}

function markDomain(plan: DomainPlan, left: ReadonlySet<string>): DomainPlan {
  const { domain } = plan;
  const notes = new Set(
    reviewNotes(plan).flatMap(({ note, ...item }) => (left.has(itemKey(item)) ? [note] : [])),
  );
  return {
    ...plan,
    operations: plan.operations.map((operation) =>
      operation.kind === 'conflict' && left.has(itemKey({ domain, ...operation.subject }))
        ? { ...operation, left: true }
        : operation,
    ),
    notes: plan.notes.map((note) => (notes.has(note) ? { ...note, level: 'info', left: true } : note)),
  };
}
