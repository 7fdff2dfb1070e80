import { isRange } from '../../shared/postcode-ranges.ts';
import { normalisePostcode } from '../../shared/postcode.ts';

/** Postcodes of a zone in a form in which those of two zones are quickly compared. */
interface CodeSpans {
  /** Whole postcodes with letters, bare. */
  readonly texts: ReadonlySet<string>;
  /** Numbers from and to. */
  readonly spans: readonly (readonly [number, number])[];
  /** How many digits the bounds of its ranges have; null without ranges. */
  readonly width: number | null;
}

const DIGITS = /^\d{1,12}$/u;

/** @returns null where there are postcodes of another kind: beginnings, letters in ranges, what PHP takes for a number */
function spansOf(codes: readonly string[]): CodeSpans | null {
  const texts = new Set<string>();
  const spans: [number, number][] = [];
  const widths = new Set<number>();
  for (const code of codes) {
    if (code.endsWith('*')) return null;
    if (isRange(code)) {
      const [from = '', to = '', ...more] = code.split('...');
      if (more.length > 0 || !DIGITS.test(from) || !DIGITS.test(to)) return null;
      widths.add(from.length).add(to.length);
      if (Number(from) <= Number(to)) spans.push([Number(from), Number(to)]);
      continue;
    }
    // The letters of the country may come before it or not.
    const bare = normalisePostcode(code).replace(/^[A-Z]{2}-?(?=\d+$)/u, '');
    if (DIGITS.test(bare)) spans.push([Number(bare), Number(bare)]);
    else if (/^\d*[.E]\d*$/u.test(bare)) return null;
    else texts.add(bare);
  }
  if (widths.size > 1) return null;
  const [width = null] = widths;
  return { texts, spans, width };
}

/**
 * Whether it can be decided that no postcode is in both. Ranges compare as texts where a postcode is no number, which goes
 * by the same order only where all bounds are of one length.
 */
function isComparable(a: CodeSpans, b: CodeSpans): boolean {
  const isMixed = (a.texts.size > 0 && b.width !== null) || (b.texts.size > 0 && a.width !== null);
  if (isMixed) return false;
  return a.width === null || b.width === null || a.width === b.width;
}

/** Zones that meet more than so many others count as sharing postcodes with all. */
const MAX_MEETINGS = 200;
/** Nor is any zone, where so many ranges contain one postcode: to compare them all would take too long. */
const MAX_AT_ONCE = 1000;

/** Finds which of thousands of zones share no postcode, without comparing each with each. */
export class ZoneCodes {
  readonly #zones: readonly (CodeSpans | null)[];
  readonly #meetings = new Map<number, Set<number>>();
  #isCrowded = false;

  /** @param zones the postcodes of each */
  constructor(zones: readonly (readonly string[])[]) {
    this.#zones = zones.map(spansOf);
    this.#meetByTexts();
    this.#meetBySpans();
  }

  /** Whether two zones share no postcode; false where that is unknown. By their places in the list. */
  areApart(a: number, b: number): boolean {
    const [codesOfA, codesOfB] = [this.#zones[a], this.#zones[b]];
    if (this.#isCrowded || !codesOfA || !codesOfB || !isComparable(codesOfA, codesOfB)) return false;
    const [met, meeting] = [this.#meetings.get(a), this.#meetings.get(b)];
    const isFull = [met, meeting].some((each) => (each?.size ?? 0) >= MAX_MEETINGS);
    return !isFull && met?.has(b) !== true;
  }

  #meetByTexts(): void {
    const byText = new Map<string, number[]>();
    for (const [at, zone] of this.#zones.entries()) {
      for (const text of zone?.texts ?? []) {
        const others = byText.get(text) ?? [];
        for (const other of others.slice(0, MAX_MEETINGS)) this.#meet(at, other);
        byText.set(text, others);
        others.push(at);
      }
    }
  }

  /** Goes through the spans by where they begin; those that are open meet. */
  #meetBySpans(): void {
    const all = this.#zones.flatMap((zone, at) =>
      (zone?.spans ?? []).map(([from, to]) => ({ at, from, to })),
    );
    let open: typeof all = [];
    for (const span of all.sort((a, b) => a.from - b.from)) {
      open = open.filter(({ to }) => to >= span.from);
      if (open.length > MAX_AT_ONCE) {
        this.#isCrowded = true;
        return;
      }
      for (const { at } of open) this.#meet(at, span.at);
      open.push(span);
    }
  }

  #meet(a: number, b: number): void {
    if (a === b) return;
    for (const [at, met] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = this.#meetings.get(at) ?? new Set();
      if (known.size < MAX_MEETINGS) this.#meetings.set(at, known.add(met));
    }
  }
}
