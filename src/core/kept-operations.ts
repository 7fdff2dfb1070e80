import type { ExistingRecord, KeepOperation } from './operation.ts';
import type { Rule } from './rules.ts';

/** Whether a plan lists what it keeps one by one, or counts it where it can. */
export type KeptAs = 'listed' | 'counted';

/** How many operations keep what is there, by model of the record (null: nothing is bound) and rule. */
export interface KeptCount {
  readonly model: string | null;
  readonly rule: Rule;
  readonly count: number;
}

/**
 * Operations of one type that keep what is there, counted and not made: of 50,000 tax rates that did not change, none is.
 * Only for a type to which no operation links, and about which no other domain asks.
 */
export interface KeptOperations {
  readonly type: string;
  /** How many of the listed operations come before those of this type. */
  readonly before: number;
  readonly counts: readonly KeptCount[];
  /** The records that they keep, each once. */
  readonly records: readonly ExistingRecord[];
  /** The operation of a subject, made now; undefined where it is not one of these. */
  find(key: string): KeepOperation | undefined;
}

/** How many operations were counted and not made; of one type alone where it is given. */
export function keptCount(kept: readonly KeptOperations[] = [], type?: string): number {
  return kept
    .filter((each) => type === undefined || each.type === type)
    .reduce((sum, { counts }) => sum + counts.reduce((total, { count }) => total + count, 0), 0);
}

/** Counts what is kept, by model and rule, one at a time. */
export class KeptCounter {
  readonly #counts = new Map<string | null, Map<Rule, number>>();

  add(model: string | null, rule: Rule): void {
    const ofModel = this.#counts.get(model) ?? new Map<Rule, number>();
    this.#counts.set(model, ofModel.set(rule, (ofModel.get(rule) ?? 0) + 1));
  }

  counts(): KeptCount[] {
    return [...this.#counts].flatMap(([model, rules]) =>
      [...rules].map(([rule, count]) => ({ model, rule, count })),
    );
  }
}
