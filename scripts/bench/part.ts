/** What a user chose for a part. */
export interface BenchOptions {
  /** How many records; absent: the part's own number. */
  readonly size?: number | undefined;
  /** Measure twice as many, too. */
  readonly double: boolean;
}

/** One part of the bench. */
export interface BenchPart {
  /** What is measured, and how, in a line. */
  readonly what: string;
  /** Whether a user may choose how many records. */
  readonly sized?: true;
  /** Measures, and answers one row per figure. `report` shows how far it is. Throws when it could not be measured. */
  measure(
    report: (text: string) => void,
    options: BenchOptions,
  ): Promise<readonly Readonly<Record<string, string | number>>[]>;
}
