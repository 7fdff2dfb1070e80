/** What the connector remembers of earlier runs. Data only: the store keeps it, the plans read it. */

/** The link from an object of one backend's store to an Odoo record. */
export interface Binding {
  readonly type: string;
  readonly key: string;
  readonly model: string;
  readonly odooId: number;
  readonly rule: string;
  /** Set when the object vanished from the store (an ISO date); the row stays because old orders may name it. */
  readonly archivedAt: string | null;
}

/** Whether a user chose the record. */
export function wasChosen({ rule }: Pick<Binding, 'rule'>): boolean {
  return rule === 'choice';
}

/** Field values as text, in the form `canonicalValue` gives them. */
export type FieldValues = Readonly<Record<string, string>>;

/**
 * An Odoo record that this connector created. Known per Odoo database, not per backend, because several stores may bind it.
 * `written` is what Odoo answered when read back after the last write; `intended` is what a write in progress was
 * about to put there, recorded before the call so that a kill between Odoo's commit and ours is no false conflict.
 */
export interface ManagedRecord {
  readonly externalId: string;
  readonly model: string;
  readonly odooId: number | null;
  /** The backend whose store the values follow. Others bind the record and leave its fields alone. */
  readonly owner: string;
  readonly written: FieldValues | null;
  readonly intended: FieldValues | null;
}

/** What is known of earlier runs when a domain plans. */
export interface Memory {
  /** This backend's bindings of this domain. */
  readonly bindings: readonly Binding[];
  /** The records this installation made in this Odoo, all backends. */
  readonly managed: readonly ManagedRecord[];
  /**
   * How many objects of each type the last complete read of the store listed, and what else the domain remembers of it
   * (`Domain.remembered`); absent before the first.
   */
  readonly lastCounts: Readonly<Record<string, number>>;
  /** Records that other backends of this installation bind in the same Odoo. */
  readonly boundByOthers?: readonly Pick<Binding, 'model' | 'odooId'>[];
}

/** A memory of nothing: the state before the first run. */
export const EMPTY_MEMORY: Memory = { bindings: [], managed: [], lastCounts: {} };
