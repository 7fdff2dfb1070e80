import type { Agreement } from './agreement.ts';
import { keptCount, type KeptOperations } from './kept-operations.ts';
import type { FieldValues } from './memory.ts';
import type {
  DomainName,
  ExistingRecord,
  Operation,
  OperationKind,
  OwnRecord,
  Subject,
} from './operation.ts';
import { OPERATION_KINDS, isChange, isNewLimitation, keepsApart, needsReview } from './operation.ts';

/** Raised when the shape of a plan changes, so that an old file is refused instead of misread. */
export const PLAN_FORMAT = 2;

/** Something worth knowing that is not an operation. A `review` note makes the run `partial`. */
export interface Note {
  readonly level: 'info' | 'review';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** A user left it as it is: it is no review note any more until it changes. */
  readonly left?: true;
  /** With what matters more than all else: a few words that come first in the summary of a run. Such notes are shown first. */
  readonly summary?: string;
}

/** The part of a plan that concerns one domain. */
export interface DomainPlan {
  readonly domain: DomainName;
  /** Sorted by type and key, so that equal inputs give equal documents. */
  readonly operations: readonly Operation[];
  /** Further operations, which keep what is there: counted where the plan was asked to (`PlanInput.kept`). */
  readonly kept?: readonly KeptOperations[];
  readonly notes: readonly Note[];
  /**
   * `withheld`: what the store did not list may still be there, so that nothing that is missing is archived; a note explains
   * why. Absent: what is missing is gone (`trusted`).
   */
  readonly removals?: 'trusted' | 'withheld';
  /** Where the two platforms must agree for the same result, and whether they do; absent where the domain knows no such point. */
  readonly agreements?: readonly Agreement[];
  /** Records of the connector for which Odoo has one of its own by now; absent: none. */
  readonly replacements?: readonly Replacement[];
  /** How many rows of the Odoo app are to be written; absent when the app is not installed. */
  readonly appRows?: { readonly create: number; readonly update: number; readonly vanished: number };
  /** What the connector's user may not do and these operations need; they are not tried. Absent: nothing. */
  readonly missingRights?: readonly MissingRight[];
  /** Set when a side could not be read: no operation was planned for this domain. */
  readonly failure?: PlanFailure;
}

/** A record of the connector that another one in Odoo can take the place of. */
export interface Replacement {
  readonly subject: Subject;
  readonly own: ExistingRecord & OwnRecord;
  readonly by: ExistingRecord;
  /** What the record of the connector contains once nothing uses it: it is renamed, never deleted. */
  readonly retired: FieldValues;
}

/** A right in Odoo that the connector's user lacks. */
export interface MissingRight {
  readonly model: string;
  readonly right: 'read' | 'create' | 'write';
  /** What it is needed for, after "may": `create states`. */
  readonly purpose: string;
}

/** Why a domain has no plan. */
export interface PlanFailure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** The whole plan: what `plan --json` prints. Holds no clock value and no secret. */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly backend: { readonly id: string; readonly name: string };
  readonly odoo: {
    readonly series: number;
    readonly database: string;
    readonly company: string;
    /** Whether the WooCommerce app is there for the connector's user. */
    readonly app: 'ready' | 'absent' | 'denied';
  };
  readonly domains: readonly DomainPlan[];
}

/** How many operations there are of each kind. */
export type OperationCounts = Readonly<Record<OperationKind, number>>;

/** Counts operations by kind, and those that were counted before; every kind is present. */
export function countOperations(
  operations: readonly Operation[],
  kept?: readonly KeptOperations[],
): OperationCounts {
  const counts = Object.fromEntries(OPERATION_KINDS.map((kind) => [kind, 0])) as Record<
    OperationKind,
    number
  >;
  for (const operation of operations) counts[operation.kind] += 1;
  counts.keep += keptCount(kept);
  return counts;
}

/**
 * The same for summaries. A limitation that was reported before and is as it was, and what a user left as it is, are
 * unchanged and no news.
 */
export function countNews(
  operations: readonly Operation[],
  kept?: readonly KeptOperations[],
): OperationCounts {
  const counts = countOperations(operations, kept);
  const known = operations.filter((each) => each.kind === 'unsupported' && !isNewLimitation(each)).length;
  const left = operations.filter((each) => each.kind === 'conflict' && !needsReview(each)).length;
  return {
    ...counts,
    conflict: counts.conflict - left,
    unsupported: counts.unsupported - known,
    keep: counts.keep + known + left,
  };
}

/** How much of a domain waits for a user: operations, and notes. Every summary counts by this. */
export function countReview({ notes, operations }: Pick<DomainPlan, 'notes' | 'operations'>): number {
  return operations.filter(needsReview).length + notes.filter(({ level }) => level === 'review').length;
}

/** Whether applying the plan would change anything. */
export function planHasChanges(plan: Plan): boolean {
  return plan.domains.some((domain) => domain.operations.some(isChange) || appRowsToWrite(domain) > 0);
}

/** Rows of the Odoo app that would be written: they follow the operations, so they are counted, not planned. */
export function appRowsToWrite({ appRows }: DomainPlan): number {
  return appRows === undefined ? 0 : appRows.create + appRows.update + appRows.vanished;
}

/** Whether both sides stay apart until a user has decided something, or something could not be planned. */
export function planNeedsReview(plan: Plan): boolean {
  return plan.domains.some(
    (domain) =>
      domain.failure !== undefined ||
      domain.operations.some(keepsApart) ||
      domain.notes.some((note) => note.level === 'review'),
  );
}

/** Orders operations by subject type (in the order given) and then by key, independent of the locale. */
export function sortOperations(operations: readonly Operation[], types: readonly string[]): Operation[] {
  // Type by type, so that comparisons are of the keys alone.
  const byType = Map.groupBy(operations, ({ subject }) => types.indexOf(subject.type));
  return [...byType]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ofType]) =>
      ofType.sort((a, b) => compareText(a.subject.key, b.subject.key) || compareText(a.kind, b.kind)),
    );
}

/** How many of some operations come before those of a type, in the order of `sortOperations`. */
export function rankBefore(type: string, operations: readonly Operation[], types: readonly string[]): number {
  const rank = types.indexOf(type);
  return operations.filter(({ subject }) => types.indexOf(subject.type) < rank).length;
}

/** Code-unit order: the same on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
