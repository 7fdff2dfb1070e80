import type { FieldValues } from './memory.ts';

/** The kinds of metadata. Each one that exists is a folder under `src/domains`. */
export const DOMAIN_NAMES = ['geography', 'settings', 'currency', 'taxes', 'shipping', 'payments'] as const;
export type DomainName = (typeof DOMAIN_NAMES)[number];

/**
 * What the connector will do about one object of the store:
 *
 * - `create`   no record in Odoo fits: make one, under an external id of ours
 * - `link`     a record in Odoo fits: remember that it stands for the store's object; Odoo is not written
 * - `update`   a record we made still holds what we last wrote, and the store says something else now
 * - `archive`  the object vanished from the store: its binding is closed (and the record archived, where it can be)
 * - `keep`     both sides agree
 * - `conflict` a person must decide; nothing is written
 * - `unsupported` cannot be said in Odoo; listed, never hidden
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

/** An object of the store. `key` is unique within its type and stable over time: `MX:JA`. */
export interface Subject {
  readonly type: string;
  readonly key: string;
  /** For people: `Jalisco`. */
  readonly label: string;
  /** What it is listed under: `Mexico`. */
  readonly group?: string;
  /** What else the rows of the app show of it, where the store's answer alone does not say it: `{ percent: '19' }`. */
  readonly details?: FieldValues;
}

/** A record in Odoo. `id` is absent while it does not exist yet. */
export interface RecordRef {
  readonly model: string;
  readonly id?: number;
  /** `module.name` of the record, where it carries a key of ours. */
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
  /** Managed values without a column of their own, such as what the lines say: remembered as they are given here. */
  readonly told?: FieldValues;
  /** Lines of one2many fields, which go in with the record, in the same transaction. */
  readonly lines?: readonly LineWrite[];
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

/** One line of a plan. */
export interface Operation {
  readonly kind: OperationKind;
  readonly subject: Subject;
  readonly record?: RecordRef;
  /** The rule that decided, for people and tests: `crosswalk`, `code`, `name`, `external id`, `new`. */
  readonly rule: string;
  /** One sentence saying why. */
  readonly reason: string;
  /** With `create` and `update`. */
  readonly write?: RecordWrite;
  /**
   * With `link`, `keep` and `update` of a record we made whose last written values are not known for sure (a kill
   * between Odoo's commit and ours): it holds these, so they are remembered as written, before anything else is.
   */
  readonly seen?: FieldValues;
  /** With `update` and with a `conflict` over values. */
  readonly changes?: readonly FieldChange[];
  /** With a `conflict` over identity: the records among which a person must choose. */
  readonly candidates?: readonly RecordRef[];
  /** The external id of a record that must exist before this one is written (the country of a new state). */
  readonly after?: string;
  /**
   * With a `link` to a record that another operation of this plan creates: the name of that operation's subject
   * (`tax 19`). The binding is made once the record is there.
   */
  readonly through?: string;
}

/** Whether an operation changes anything, in Odoo or among the bindings. */
export function isChange(operation: Operation): boolean {
  return ['create', 'link', 'update', 'archive'].includes(operation.kind);
}

/** Whether an operation waits for a person. */
export function needsReview(operation: Operation): boolean {
  return operation.kind === 'conflict';
}
