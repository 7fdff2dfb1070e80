import type { FieldValues } from './memory.ts';
import type { Rule } from './rules.ts';

/** The kinds of metadata. Each one that exists is a folder under `src/domains`. */
export const DOMAIN_NAMES = ['geography', 'settings', 'currency', 'taxes', 'shipping', 'payments'] as const;
export type DomainName = (typeof DOMAIN_NAMES)[number];

/**
 * What the connector will do about one object of the store:
 *
 * - `create`   no record in Odoo matches: create one, under an external id of the connector
 * - `link`     a record in Odoo matches: remember that it represents the store's object; Odoo is not written
 * - `update`   a record of the connector still has what was last written, and the store has changed
 * - `archive`  the object vanished from the store: its binding is closed (and the record archived, where it can be)
 * - `keep`     both sides agree
 * - `conflict` a user must decide; nothing is written
 * - `unsupported` not supported by Odoo; listed, never hidden
 */
export const OPERATION_KINDS = [
  'create',
  'link',
  'update',
  'archive',
  'keep',
  'conflict',
  'unsupported',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** What the changes of a kind are called once they are applied. */
export const APPLIED = { create: 'created', link: 'linked', update: 'updated', archive: 'archived' } as const;

/** An object of the store. `key` is unique within its type and stable over time: `MX:JA`. */
export interface Subject {
  readonly type: string;
  readonly key: string;
  /** For people: `Jalisco`. */
  readonly label: string;
  /** What it is listed under: `Mexico`. */
  readonly group?: string;
  /** What else the rows of the app show of it, where the store's answer alone does not have it: `{ percent: '19' }`. */
  readonly details?: FieldValues;
}

/** A record in Odoo. `id` is absent while it does not exist yet. */
export interface RecordRef {
  readonly model: string;
  readonly id?: number;
  /** `module.name` of the record, where it has one of the connector's keys. */
  readonly externalId?: string;
  readonly label?: string;
}

/**
 * What goes to Odoo's `load()` for a create or an update, under `record.externalId`.
 * `fields` are managed: remembered as last written, compared on later runs. `references` are load columns that place
 * the record (`country_id/.id`) and are not followed afterwards.
 */
export interface RecordWrite {
  readonly fields: FieldValues;
  readonly references: Readonly<Record<string, string>>;
  /**
   * Relations to records of other subjects, some of which this very run may create: by field, the names of the subjects
   * (`state US:CA`, see `subjectName`), or `#12` for a record that is known by its id. An empty list empties the relation.
   */
  readonly links?: SubjectLinks;
  /** Managed values without a column of their own, derived from others such as the lines: remembered as they are given here. */
  readonly derived?: FieldValues;
  /** Lines of one2many fields, which go in with the record, in the same transaction. */
  readonly lines?: readonly LineWrite[];
  /**
   * The column among `references` whose value must be unique in Odoo: where it is refused, since a record that the user cannot see
   * has it, the same with the next number is tried, `GST 5% (2)`.
   */
  readonly numbered?: string;
  /** The backend whose store the record follows, where it is another one: who adds to a record does not take it over. */
  readonly owner?: string;
}

/** By relational field, the names of the subjects whose records it points to. */
export type SubjectLinks = Readonly<Record<string, readonly string[]>>;

/** One line of a record. Lines that are not mentioned stay as they are. */
export interface LineWrite {
  /** The one2many field: `invoice_repartition_line_ids`. */
  readonly field: string;
  /** Without its own external id a line would be added again by every write. */
  readonly externalId: string;
  readonly values: Readonly<Record<string, string>>;
  readonly links?: SubjectLinks;
}

/** How a subject is called where another operation points to it: `state US:CA`. */
export function subjectName({ type, key }: Pick<Subject, 'type' | 'key'>): string {
  return `${type} ${key}`;
}

/** One field of an update or a conflict: Odoo's value now and the store's. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** A record that is in Odoo. */
export type ExistingRecord = RecordRef & { readonly id: number };

/** A record that the connector creates, or created, under an external id of its own. */
export type OwnRecord = RecordRef & { readonly externalId: string };

/** What every operation has. */
interface Common {
  readonly subject: Subject;
  /** The rule that decided. It is printed and remembered; nothing else depends on it. */
  readonly rule: Rule;
  /** One sentence that gives the reason. */
  readonly reason: string;
  /** `user`: a user chose the record in the app. Absent: the connector decided by a rule. */
  readonly decidedBy?: 'user';
  /** A user left the conflict as it is: nobody has to look at it until it changes. */
  readonly left?: true;
  /** A choice that nothing depends on yet: it waits for a user, and both sides are in sync without it. */
  readonly optional?: true;
}

/** The fields that depend on the kind. */
interface Fields {
  readonly record: RecordRef;
  readonly write: RecordWrite;
  readonly changes: readonly FieldChange[];
  readonly seen: FieldValues;
  readonly candidates: readonly RecordRef[];
  readonly after: string;
  readonly usedUntil: readonly string[];
  readonly unbound: true;
  readonly isNowSecret: true;
  readonly through: string;
  readonly target: 'missing';
  readonly frozen: true;
  readonly obstacle: 'currency';
  readonly known: true;
}

/** An operation of one kind: the fields it has, and none of the others. */
type OfKind<Kind extends OperationKind, Own extends Partial<Fields>> = Common & {
  readonly kind: Kind;
} & Own & {
    readonly [Name in Exclude<keyof Fields, keyof Own>]?: never;
  };

/**
 * The record has these values, and whether the connector wrote them is not certain (a kill between both commits):
 * they are remembered as written, before anything else is.
 */
interface Unsure {
  readonly seen?: FieldValues;
}

/** `after`: the external id of a record that must exist before this one is written (the country of a new state). */
export type CreateRecord = OfKind<
  'create',
  { readonly record: OwnRecord; readonly write: RecordWrite; readonly after?: string }
>;

/** `write` may be more than `changes` show, which lists managed values alone. */
export type UpdateRecord = OfKind<
  'update',
  {
    readonly record: ExistingRecord & OwnRecord;
    readonly write: RecordWrite;
    readonly changes: readonly FieldChange[];
  } & Unsure
>;

/** A row of the Odoo app that represents nothing but itself (a setting); it is written with the other rows. */
export type CreateRow = OfKind<'create', { readonly record: RowRef }>;
/** `isNowSecret`: what the row showed is recognized as secret, and leaves the operations of earlier runs, too. */
export type UpdateRow = OfKind<
  'update',
  {
    readonly record: ExistingRecord;
    readonly changes: readonly FieldChange[];
    readonly isNowSecret?: true;
  }
>;

/** A row of the app by its model alone. */
interface RowRef extends RecordRef {
  readonly id?: never;
  readonly externalId?: never;
}

/** To a record that is there, or `through` another operation of this plan, which creates it: its subject's name. */
export type LinkOperation =
  | OfKind<'link', { readonly record: ExistingRecord } & Unsure>
  | OfKind<'link', { readonly record: RecordRef; readonly through: string }>;

/**
 * With `write` the record is archived, too; without it only the binding is closed. `usedUntil`: names of subjects whose
 * records use it until this run has changed them, of domains that are written later: it is archived after them, and only where
 * all were. `unbound`: its subject is a record of the connector and no object of the store, so that there is no binding to close.
 */
export type ArchiveOperation = OfKind<
  'archive',
  {
    readonly record: ExistingRecord;
    readonly write?: RecordWrite;
    readonly usedUntil?: readonly string[];
    readonly unbound?: true;
  }
>;

/**
 * Without a record nothing is bound, and nothing is to be. `frozen`: nothing of the domain may change now, so its row of
 * the app stays as it is.
 */
export type KeepOperation = OfKind<
  'keep',
  { readonly record?: ExistingRecord; readonly frozen?: true } & Unsure
>;

/**
 * `candidates`: the records among which a user must choose. `changes`: the values in dispute. `target`: `missing` where
 * the record was deleted in Odoo, and `record.id` is only how it was known. `obstacle`: see `UnsupportedOperation`.
 */
export type ConflictOperation = OfKind<
  'conflict',
  {
    readonly record?: RecordRef;
    readonly candidates?: readonly RecordRef[];
    readonly changes?: readonly FieldChange[];
    readonly target?: 'missing';
    readonly obstacle?: 'currency';
  }
>;

/**
 * `obstacle`: `currency` where its price is in a currency that the policy refuses, so that it must not be offered. `known`:
 * an earlier run reported it, and it has not changed since: it is no news.
 */
export type UnsupportedOperation = OfKind<
  'unsupported',
  { readonly record?: RecordRef; readonly obstacle?: 'currency'; readonly known?: true }
>;

/** One line of a plan. Its kind shows which fields it has. */
export type Operation =
  | CreateRecord
  | CreateRow
  | UpdateRecord
  | UpdateRow
  | LinkOperation
  | ArchiveOperation
  | KeepOperation
  | ConflictOperation
  | UnsupportedOperation;

/** Whether the record of an operation is in Odoo: `pending` while this plan is still to create it. */
export type Target = 'exists' | 'missing' | 'pending';

/** Whether what an operation is about is in Odoo. Without a record it is missing. */
export function targetOf({ kind, record, target, through }: Operation): Target {
  if (kind === 'create' || through !== undefined) return 'pending';
  return target === 'missing' || record?.id === undefined ? 'missing' : 'exists';
}

/** Whether an operation changes anything, in Odoo or among the bindings. */
export function isChange(operation: Operation): boolean {
  return ['create', 'link', 'update', 'archive'].includes(operation.kind);
}

/** Whether nothing of the domain may change now: the row of the operation's subject stays as it is. */
export function isFrozen({ frozen }: Operation): boolean {
  return frozen === true;
}

/** Whether an operation waits for a user. */
export function needsReview({ kind, left }: Operation): boolean {
  return kind === 'conflict' && left !== true;
}

/** Whether an operation reports for the first time, or anew, what Odoo does not support. */
export function isNewLimitation({ kind, known }: Operation): boolean {
  return kind === 'unsupported' && known !== true;
}

/** Whether both sides stay apart until a user has decided. */
export function keepsApart(operation: Operation): boolean {
  return needsReview(operation) && operation.optional !== true;
}
