import type { DomainName, FieldChange, RecordRef } from '../core/operation.ts';
import type { RowStatus } from '../core/row-status.ts';

/** What only the page of one row needs, and no search. */
export interface SavedRowDetails {
  /** The store's values and what is derived from them, by name: `{ country: 'US', rate: '7.25' }`. */
  readonly values: Readonly<Record<string, string>>;
  /** Values in dispute, or about to be written. */
  readonly changes: readonly FieldChange[];
  /** Why it has this status; empty where both sides agree. */
  readonly reason: string;
  /** What to do; empty where there is nothing to do. */
  readonly remedy: string;
  readonly candidates: readonly RecordRef[];
  /** Whether the connector created the record. */
  readonly created: boolean;
}

/** An object of the store and what represents it in Odoo, as the last run or preview found it. */
export interface SavedRow extends SavedRowDetails {
  readonly domain: DomainName;
  readonly type: string;
  readonly key: string;
  readonly label: string;
  readonly status: RowStatus;
  /** The rule that matched it; empty where none did. */
  readonly rule: string;
  /** `label`: its name in Odoo, as far as it is known. */
  readonly record: (SavedRecord & { readonly label: string }) | null;
  /** Since when it has this status and this record. ISO. */
  readonly since: string;
  /** When any of its values changed last. ISO. */
  readonly changedAt: string;
  /** Who left it as it is; null where nobody has. */
  readonly left: { readonly by: string; readonly at: string } | null;
}

/** A record of Odoo. */
export interface SavedRecord {
  readonly model: string;
  readonly id: number;
}

/** A row to write. `filters`: the values by which its type is filtered and sorted, at most four. */
export interface SavedRowWrite extends SavedRowDetails, Pick<SavedRow, 'key' | 'label' | 'status' | 'rule'> {
  readonly record: SavedRecord | null;
  readonly filters: readonly string[];
  readonly fingerprint: string;
}

/** All rows of a type, as they were saved last. */
export interface SavedRowSet {
  readonly domain: DomainName;
  readonly type: string;
  /** Over all rows: the same digest, the same rows. */
  readonly digest: string;
  /** The run or preview that saw them last, and when. */
  readonly runId: number;
  readonly seenAt: string;
}

/** `key`: as people count; a filter by its place, from 0. */
export type RowSort = 'key' | 'label' | 'status' | 'since' | number;

export interface RowFilter {
  readonly type: string;
  readonly status?: readonly RowStatus[] | undefined;
  /** Values of filters, by place. */
  readonly filters?: ReadonlyMap<number, string> | undefined;
  /** Part of a name, key or value, whatever the case of its letters. */
  readonly search?: string | undefined;
}

export interface RowPage extends RowFilter {
  readonly sort: RowSort;
  readonly descending: boolean;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: RowPlace | undefined;
}

/** Where a row stands in an order. */
export interface RowPlace {
  readonly value: string;
  readonly order: string;
}

/** Rows of a type by status. */
export interface RowCounts extends Omit<SavedRowSet, 'digest'> {
  readonly counts: Readonly<Partial<Record<RowStatus, number>>>;
}

/** What keeps a backend from being in sync, and from needing nobody; and what Odoo does not support, which needs nobody. */
export interface RowAttention {
  readonly changes: number;
  readonly review: number;
  readonly limitations: number;
}

export interface SavedRowTable {
  sets(backendId: string): Promise<SavedRowSet[]>;
  /** The fingerprint of each row of a type, by key. */
  fingerprints(backendId: string, type: string): Promise<Map<string, string>>;
  /** Makes or writes rows; `since` stays where status and record are the same. */
  save(
    backendId: string,
    of: { readonly domain: DomainName; readonly type: string; readonly at: string },
    rows: readonly SavedRowWrite[],
  ): Promise<void>;
  /** Replaces the names of the records that rows of a domain point to. */
  saveRecords(
    backendId: string,
    domain: DomainName,
    records: readonly (SavedRecord & { readonly label: string })[],
  ): Promise<void>;
  remove(backendId: string, type: string, keys: readonly string[]): Promise<void>;
  /** Removes all of a backend. */
  clear(backendId: string): Promise<void>;
  /** Records that all rows of a type are as this digest shows. */
  complete(backendId: string, set: SavedRowSet): Promise<void>;
  page(backendId: string, page: RowPage): Promise<{ rows: SavedRow[]; next: RowPlace | null }>;
  count(backendId: string, filter: RowFilter): Promise<number>;
  /** How many rows of each type have which status. */
  counts(backendIds: readonly string[]): Promise<Map<string, RowCounts[]>>;
  /** How many rows of each backend a sync would change, or Odoo refused; and how many wait for a person, and how many are limitations. */
  attention(backendIds: readonly string[]): Promise<Map<string, RowAttention>>;
  /** The values of a filter with how many rows have each, the most frequent first. */
  filterValues(
    backendId: string,
    type: string,
    place: number,
    limit: number,
  ): Promise<{ value: string; count: number }[]>;
  get(backendId: string, type: string, key: string): Promise<SavedRow | null>;
  /** Leaves a row that waits for a user as it is, until its content changes. False where it does not wait. */
  leave(backendId: string, type: string, key: string, left: NonNullable<SavedRow['left']>): Promise<boolean>;
  /** Takes that back. */
  takeUp(backendId: string, type: string, key: string): Promise<boolean>;
}
