/** The last checks of a backend. Texts are for people. */
export interface AppProofReport {
  readonly rowId: number;
  /** Of the backend, in the external ids of the items. */
  readonly backendId: string;
  /** ISO: when the last check ended. */
  readonly date: string;
  readonly state: 'agree' | 'differ' | 'failed';
  /** A line for each kind. */
  readonly summary: string;
  readonly items: readonly AppProofItem[];
  /** Kinds of which `items` names everything: other items of these are resolved. Those of other kinds stay as they are. */
  readonly complete: readonly string[];
}

/** What a check found, as an item of To Review. */
export interface AppProofItem {
  /** The kind of check: `taxes`. */
  readonly kind: string;
  /** The same in the next check, as long as the same has to be changed. */
  readonly key: string;
  /** What is at stake, as the list groups by it. */
  readonly stake: string;
  /** Why they differ. */
  readonly name: string;
  /** Where, and what to change. */
  readonly reason: string;
}
