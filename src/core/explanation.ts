/** What a domain explains to a person: how both servers come to a result, and whether it is the same. Texts are for people. */
export interface Explanation {
  /** What was asked, as it was understood. */
  readonly asked: readonly ExplainedValue[];
  readonly tables: readonly ExplainedTable[];
  /** What each side comes to. */
  readonly results: readonly ExplainedValue[];
  /** `unknown`: one side cannot say. */
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
  /** What is said instead where there is no row. */
  readonly empty: string;
}
