/** One point on which the store and Odoo must agree so that both come to the same result. */
export interface Agreement {
  /** Stable and unique: `tax_rounding`. What `check --align` takes. */
  readonly key: string;
  /** For people: `Rounding of taxes`. */
  readonly topic: string;
  /** What each side says, for people; empty where it says nothing. */
  readonly store: string;
  readonly odoo: string;
  /** `unknown`: one side could not be asked, or it depends on the order. */
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

/** One write in Odoo, of one field on one record or several, that makes it agree with the store. */
export interface Alignment {
  readonly model: string;
  /** All of them hold `before`, and get `value`. */
  readonly ids: readonly number[];
  readonly field: string;
  /** For people. */
  readonly from: string;
  readonly to: string;
  /** What is written, and what must stand there now for the write to be allowed. */
  readonly value: string | number | boolean;
  readonly before: string | number | boolean;
}
