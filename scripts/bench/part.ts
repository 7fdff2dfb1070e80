/** One part of the bench. */
export interface BenchPart {
  /** What is measured, and how, in a line. */
  readonly what: string;
  /** Measures, and answers one row per figure. `say` tells how far it is. Throws when it could not be measured. */
  measure(say: (text: string) => void): Promise<readonly Readonly<Record<string, string | number>>[]>;
}
