/** How both servers calculate a result, and whether it is the same. Texts are for people. */
export interface Explanation {
  /** What was asked, as it was understood. */
  readonly asked: readonly ExplainedValue[];
  readonly tables: readonly ExplainedTable[];
  /** The result of each side. */
  readonly results: readonly ExplainedValue[];
  /** `unknown`: one side has no result. */
  readonly verdict: 'agree' | 'differ' | 'unknown';
  readonly reason: string;
}

export interface ExplainedValue {
  readonly name: string;
  readonly value: string;
}

export interface ExplainedTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Shown instead where there is no row. */
  readonly empty: string;
}
