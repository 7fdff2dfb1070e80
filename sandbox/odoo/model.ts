import type { Json } from '../json.ts';

/** The Odoo series the sandbox can be. */
export type Series = 17 | 18 | 19;

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'binary'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'many2one'
  | 'one2many'
  | 'many2many'
  | 'many2one_reference';

export type OnDelete = 'cascade' | 'restrict' | 'set null';

/** One field of a model, as data. */
export interface FieldDefinition {
  readonly type: FieldType;
  /** What people read. */
  readonly string: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  /** With relations: the other model. */
  readonly relation?: string;
  /** With one2many: the many2one on the other model. */
  readonly inverse?: string;
  /** With many2one: what becomes of a record whose target is deleted; a required one stops that, any other forgets. */
  readonly onDelete?: OnDelete;
  /** Kept per language. */
  readonly translated?: boolean;
  /** Not kept here but as the other side of this many2many of the related model. */
  readonly mirrorOf?: string;
  /** Kept with a record this one points at, and written there: `product_tmpl_id.name`. */
  readonly related?: string;
  /** Worked out from other values whenever it is read; how, stands in `computed-fields.ts`. */
  readonly computed?: boolean;
  /** What `fields_get` shows where it differs from how the sandbox keeps the value. */
  readonly store?: boolean;
  /** With one2many: only the lines that hold this value, and new lines get it. */
  readonly only?: readonly [field: string, value: Json];
  /** With floats: how many decimals are kept, rounded half up. */
  readonly decimals?: number;
  /** With selections: `[value, label]`. */
  readonly selection?: readonly (readonly [string, string])[];
  /** The value of a new record where none is given. */
  readonly default?: Json;
}

/**
 * Which groups may do what: `rwcu` for read, write, create, unlink. A group is named by external id, or where an app
 * granted the right, by its record: `res.groups,57`. `*` is everybody.
 */
export type AccessRule = readonly [group: string, rights: string];

export interface UniqueRule {
  readonly fields: readonly string[];
  readonly message: string;
}

/** Where a record shows which companies it belongs to, and whether one that names none is everybody's. */
export interface CompanyRule {
  readonly field: string;
  readonly shared: boolean;
  /** Branches see those of the companies above them, too (`parent_of`). */
  readonly inherited?: boolean;
}

/** Which records the members of groups see; without groups everybody. The domain is Python and names `company_ids`. */
export interface RecordRule {
  readonly groups: readonly string[];
  readonly domain: string;
}

/** A stored field whose code refuses those who wrote other fields, but for members of some groups. */
export interface WriteGuard {
  readonly field: string;
  readonly dependsOn: ReadonlySet<string>;
  readonly groups: readonly string[];
}

/** A model, as data: what later issues (and generated `x_` models) add to. */
export interface ModelDefinition {
  readonly name: string;
  /** What people read: `Country state`. */
  readonly title: string;
  /** As Odoo writes it: `code, id desc`. */
  readonly order: string;
  /** The field that names a record. */
  readonly recName: string;
  /** Names a record where one field is not enough: `{name} ({country_id.code})`. */
  readonly display?: string;
  /** In the order of the columns: the first missing required one is the one reported. */
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly unique?: readonly UniqueRule[];
  readonly access: readonly AccessRule[];
  /** Records belong to companies: a user sees those of the companies the call is made for. */
  readonly companies?: CompanyRule;
  /** Record rules that apps brought: those without groups are joined by "and", those with groups by "or". */
  readonly rules?: readonly RecordRule[];
  readonly guard?: WriteGuard;
  /** The record that a new one brings along and keeps its related fields with: a product its template. */
  readonly inherits?: { readonly model: string; readonly field: string };
  /** Fields kept in upper case, as Odoo does with country codes. */
  readonly upper?: readonly string[];
  /** The model as it was before apps added fields or rights to it; absent where none did. */
  readonly shipped?: ModelDefinition;
  /** Made by an app, of data alone. */
  readonly custom?: boolean;
}

/** The values of a record as they are kept: many2one and the like as ids, empty as false. */
export type Row = Readonly<Record<string, Json>>;

/** The fields every model has besides its own. */
export const MAGIC_FIELDS: Readonly<Record<string, FieldDefinition>> = {
  id: { type: 'integer', string: 'ID', readonly: true },
  display_name: { type: 'char', string: 'Display Name', readonly: true },
  create_uid: { type: 'many2one', string: 'Created by', relation: 'res.users', readonly: true },
  create_date: { type: 'datetime', string: 'Created on', readonly: true },
  write_uid: { type: 'many2one', string: 'Last Updated by', relation: 'res.users', readonly: true },
  write_date: { type: 'datetime', string: 'Last Updated on', readonly: true },
};

/** A field of a model, the common ones included. */
export function fieldOf(model: ModelDefinition, name: string): FieldDefinition | undefined {
  return (
    (Object.hasOwn(model.fields, name) ? model.fields[name] : undefined) ??
    (Object.hasOwn(MAGIC_FIELDS, name) ? MAGIC_FIELDS[name] : undefined)
  );
}

/** Whether a field is kept with the record, or worked out from others. */
export function isStored(name: string, field: FieldDefinition): boolean {
  return (
    field.type !== 'one2many' &&
    name !== 'display_name' &&
    field.mirrorOf === undefined &&
    field.related === undefined &&
    field.computed !== true
  );
}

/** The field that marks archived records; null where a model has none. */
export function archiveField(model: ModelDefinition): 'active' | 'x_active' | null {
  if (fieldOf(model, 'active') !== undefined) return 'active';
  return fieldOf(model, 'x_active') === undefined ? null : 'x_active';
}
