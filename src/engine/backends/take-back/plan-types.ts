import type { FieldUndo } from '../../../core/created-records.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { DomainName, Subject } from '../../../core/operation.ts';

/** A record in Odoo that the connector created or wrote, as taking back sees it. */
export interface FoundRecord {
  readonly domain: DomainName;
  readonly subject: Subject;
  readonly model: string;
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  /** What is remembered of it: the values last written. */
  readonly written: FieldValues;
}

/** A record that is archived, with the record that it is the only part of. */
export interface ArchivedRecord extends FoundRecord {
  readonly whole?: { readonly model: string; readonly id: number };
}

/** A change of a record of others that is undone. */
export interface UndoneChange extends FoundRecord {
  /** `field`: it gets the value of before; `added`: ids that are taken out of a many2many field. */
  readonly undo:
    | ({ readonly kind: 'field' } & FieldUndo)
    | { readonly kind: 'added'; readonly field: string; readonly ids: readonly number[] };
}

/** Why a record stays as it is. */
export interface LeftRecord extends FoundRecord {
  readonly why: 'changed' | 'shared' | 'used' | 'unreadable' | 'unknown';
  /** One sentence part: `used by 3 products`. */
  readonly reason: string;
}

/** Records that Odoo cannot archive, counted by subject type. */
export interface StayingRecords {
  readonly type: string;
  readonly count: number;
  /** Names of the first ones. */
  readonly examples: readonly string[];
}

/** What taking back does, in the order in which it does it. */
export interface TakeBackPlan {
  readonly undone: readonly UndoneChange[];
  /** Lines within records of others that are removed. */
  readonly deleted: readonly FoundRecord[];
  readonly archived: readonly ArchivedRecord[];
  readonly left: readonly LeftRecord[];
  readonly staying: readonly StayingRecords[];
  /** External ids of what a user, or an earlier try whose answer was lost, has undone: it is remembered no longer. */
  readonly settled: readonly { readonly externalId: string }[];
}

/** Whether there is nothing to do. */
export function isNothing({
  archived,
  deleted,
  undone,
}: Pick<TakeBackPlan, 'archived' | 'deleted' | 'undone'>): boolean {
  return archived.length + deleted.length + undone.length === 0;
}
