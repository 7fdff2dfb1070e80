/** One point on which the store and Odoo must agree so that both calculate the same result. */
export interface Agreement {
  /** Stable and unique: `tax_rounding`. What `check --align` takes. */
  readonly key: string;
  /** For people: `Rounding of taxes`. */
  readonly topic: string;
  /** The setting of each side, for people; empty where it has none. */
  readonly store: string;
  readonly odoo: string;
  /** `unknown`: one side could not be read, or it depends on the order. */
  readonly verdict: 'agree' | 'differ' | 'unknown';
  /** What it means for money, in one or two sentences. */
  readonly meaning: string;
  /** What to do; empty where both agree. */
  readonly remedy: string;
  /** How Odoo can be made to agree without harm; absent where it cannot be done by one write. */
  readonly align?: Alignment;
  /** Set where a sync makes it possible to align: what is to be written does not exist yet. */
  readonly alignAfterSync?: true;
}

/** One step in Odoo, of one field on one record or several, that makes it agree with the store. */
export interface Alignment {
  readonly model: string;
  /** All of them have `before` now, and get `value`, unless `each` has other values. */
  readonly ids: readonly number[];
  readonly field: string;
  /** For people. */
  readonly from: string;
  readonly to: string;
  /** What is written, and the value that the write expects to find. */
  readonly value: string | number | boolean;
  readonly before: string | number | boolean;
  /** The values of each record, where they differ; `value` and `before` are then those of the first one. */
  readonly each?: readonly AlignedRecord[];
}

/** What one record has and gets. */
export interface AlignedRecord {
  readonly id: number;
  readonly value: string | number | boolean;
  readonly before: string | number | boolean;
}

/** What every record of an alignment has and gets. */
export function alignedRecords({ before, each, ids, value }: Alignment): readonly AlignedRecord[] {
  return each ?? ids.map((id) => ({ id, value, before }));
}
