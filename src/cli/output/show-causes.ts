import { counted } from '../../core/counted.ts';
import { sentence } from './sentence.ts';
import { safe, type OutputStream } from './terminal.ts';
import { showToDos } from './to-do.ts';

/** Why results differ, with how many do and some examples. */
interface Cause {
  readonly results: number;
  readonly examples: readonly string[];
  readonly reason: string;
  readonly remedy: string;
}

/** Why comparisons differ, the most urgent first, each with the one thing to change. */
export function showCauses(
  out: OutputStream,
  causes: readonly Cause[],
  what: 'places' | 'orders' = 'places',
): void {
  const noun = what === 'orders' ? 'order' : 'place';
  listCauses(
    out,
    'Why they differ, and what to change',
    causes.map(({ results, ...cause }) => ({ title: counted(results, noun), ...cause })),
  );
}

/** `title`: `6 places`, `rate 4: 12 orders`. */
export interface TitledCause extends Omit<Cause, 'results'> {
  readonly title: string;
}

/** Prints causes as a numbered list: how often and where, why, and what to change. */
export function listCauses(out: OutputStream, title: string, causes: readonly TitledCause[]): void {
  const items = causes.map(({ examples, reason, remedy, title: name }) => ({
    title: safe(examples.length === 0 ? name : `${name}, such as ${examples.join('; ')}`),
    details: [sentence(safe(reason))],
    remedy: safe(remedy),
  }));
  showToDos(out, title, items);
}
