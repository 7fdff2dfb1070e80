import type { FieldValues } from './memory.ts';

/**
 * A model of Odoo in which a domain creates records, and how they are taken back when a backend is removed with all that it
 * created:
 *
 * - `archive` they are archived
 * - `delete`  lines within records of others, which Odoo cannot archive: they are removed
 * - `stay`    Odoo cannot archive them, and anybody may use them by now: they are listed
 */
export interface CreatedModel {
  readonly model: string;
  /** The subject type that they are listed under: `fiscal_position`. */
  readonly type: string;
  readonly how: 'archive' | 'delete' | 'stay';
  /** The record that one of them is the only part of, which is archived with it: the template of a product. */
  readonly whole?: { readonly model: string; readonly field: string };
  /** Lines of it: whoever changed one of them has changed the record. */
  readonly lines?: { readonly model: string; readonly field: string };
  /** Where users may have put one of them to use, so that archiving it would hurt. */
  readonly uses?: readonly CreatedUse[];
}

/** A field that points to created records. It is looked at where this Odoo has it, pointing there. */
export interface CreatedUse {
  readonly model: string;
  readonly field: string;
  /** What uses the record, for people: `open quotation`. */
  readonly noun: string;
  /** Which records count; absent: all, archived ones too. */
  readonly where?: readonly (readonly [string, string, unknown])[];
  /** The record that the using one is a line of: where that is taken back too, this is no use. */
  readonly owner?: { readonly model: string; readonly field: string };
}

/** What the connector changed in records of others, with consent, and how that is undone. */
export type ForeignChange = { readonly model: string; readonly type: string } & (
  | {
      /** From what is remembered of the record: what it has now, unless a user changed it since, and what it had before. */
      readonly undo: (written: FieldValues) => FieldUndo | null;
    }
  | {
      /** Created records that the connector added to a many2many field, where what is remembered shows that it did. */
      readonly added: { readonly field: string; readonly isRemembered: (written: FieldValues) => boolean };
    }
);

/** One field as it was written, and as it was before; in the texts in which written values are remembered. */
export interface FieldUndo {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** All that a domain leaves in Odoo. */
export interface CreatedRecords {
  /** In the order in which they are taken back: what uses others comes first. */
  readonly models: readonly CreatedModel[];
  readonly foreign?: readonly ForeignChange[];
}
