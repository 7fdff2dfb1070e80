import { Decimal } from 'decimal.js';
import type { StoreTaxRate } from '../../../woocommerce/port.ts';
import { classKey } from '../woocommerce-rules/rate-table.ts';
import type { Column } from './types.ts';

/** A rate that applies at a place, and how specific WooCommerce takes it to be there. */
export interface ApplicableRate {
  readonly rate: StoreTaxRate;
  /** 0 for rates without postcodes; else postcodes that fit times postcodes that the rate has. */
  readonly specificity: number;
}

/** What is charged at a place. */
export interface Charge {
  /** By position of the column: ids in the order of application. */
  readonly rates: readonly (readonly number[])[];
  /** By position of the column: the result of the rates. */
  readonly kinds: readonly string[];
  /** Equal for charges that result in the same taxes in every column, whichever rates they are made of. */
  readonly alike: string;
}

const NOTHING: readonly number[] = [];

/**
 * Computes the result of the rates that apply at a place in each column: per class the best rate of each priority
 * (`WC_Tax::get_matched_tax_rates`), and of these, for shipping, the ones charged on shipping. Remembers which equal
 * rates it saw applied together.
 */
export class Resolver {
  readonly #columns: readonly Column[];
  /** By position of the column, the class that decides. */
  readonly #classes: readonly string[];
  readonly #tokens = new Map<string, string>();
  readonly #together = new Map<string, readonly number[]>();

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
    this.#classes = columns.map(({ taxClass }) => classKey(taxClass));
  }

  /** The result of rates that apply together. */
  charge(applicable: readonly ApplicableRate[]): Charge {
    return this.#chargeColumns(applicable, { rates: [], kinds: [], alike: '' }, new Set(this.#classes));
  }

  /**
   * The result of `wide` and `more` together, where `base` is the result of `wide`: most columns are of other classes
   * than those of `more`, and taken from there.
   */
  chargeMore(wide: readonly ApplicableRate[], base: Charge, more: readonly ApplicableRate[]): Charge {
    const classes = new Set<string>();
    for (const { rate } of more) classes.add(classKey(rate.taxClass));
    return this.#chargeColumns(wide.length === 0 ? more : [...wide, ...more], base, classes);
  }

  #chargeColumns(applicable: readonly ApplicableRate[], base: Charge, classes: ReadonlySet<string>): Charge {
    const ranked = applicable.length < 2 ? applicable : applicable.toSorted(compareApplicable);
    // By position, null where it is as in `base`. Not by push(), which makes room for 17 in each of many thousand lists.
    const applied = this.#columns.map(({ shipping }, at) => {
      const taxClass = this.#classes[at] ?? '';
      if (!classes.has(taxClass)) return null;
      const first = firstOfEachPriority(ranked, taxClass);
      return shipping ? first.filter((rate) => rate.shipping) : first;
    });
    const kinds = applied.map((list, at) => (list === null ? (base.kinds[at] ?? '') : this.#kind(list)));
    const rates = applied.map((list, at) => (list === null ? (base.rates[at] ?? NOTHING) : idsOf(list)));
    return { rates, kinds, alike: kinds.join('|') };
  }

  /** Lists of rates equal in percentage and compound behaviour that apply together, each list and its ids ascending. */
  together(): readonly (readonly number[])[] {
    return [...this.#together.values()].toSorted((a, b) => compareNumbers(a, b));
  }

  #kind(applied: readonly StoreTaxRate[]): string {
    const [only, ...others] = applied;
    if (only === undefined) return '';
    if (others.length === 0) return this.token(only);
    const tokens = applied.map((rate) => this.token(rate));
    if (new Set(tokens).size < tokens.length) this.#noteEqual(applied, tokens);
    return tokens.toSorted().join('+');
  }

  #noteEqual(applied: readonly StoreTaxRate[], tokens: readonly string[]): void {
    for (const equal of Map.groupBy(applied, (_, at) => tokens[at]).values()) {
      if (equal.length > 1) this.noteTogether(equal.map(({ id }) => id));
    }
  }

  noteTogether(ids: readonly number[]): void {
    const sorted = ids.toSorted((a, b) => a - b);
    this.#together.set(sorted.join(), sorted);
  }

  /** Equal for rates that one tax of Odoo can represent: `19`, `9.975c`. */
  token({ rate, compound }: Pick<StoreTaxRate, 'rate' | 'compound'>): string {
    let percent = this.#tokens.get(rate);
    if (percent === undefined) {
      percent = new Decimal(rate).toFixed();
      this.#tokens.set(rate, percent);
    }
    return compound ? `${percent}c` : percent;
  }
}

/** By priority, then those that name the country, then the state, then the more specific, then by id. */
function compareApplicable(a: ApplicableRate, b: ApplicableRate): number {
  return (
    a.rate.priority - b.rate.priority ||
    Number(a.rate.country === '') - Number(b.rate.country === '') ||
    Number(a.rate.state === '') - Number(b.rate.state === '') ||
    b.specificity - a.specificity ||
    a.rate.id - b.rate.id
  );
}

function firstOfEachPriority(ranked: readonly ApplicableRate[], taxClass: string): StoreTaxRate[] {
  const [only, ...others] = ranked;
  if (only === undefined) return [];
  if (others.length === 0) return classKey(only.rate.taxClass) === taxClass ? [only.rate] : [];
  const first: StoreTaxRate[] = [];
  for (const { rate } of ranked) {
    if (classKey(rate.taxClass) === taxClass && first.at(-1)?.priority !== rate.priority) first.push(rate);
  }
  return first;
}

function idsOf(rates: readonly StoreTaxRate[]): readonly number[] {
  return rates.length === 0 ? NOTHING : rates.map(({ id }) => id);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (const [at, id] of a.entries()) {
    const difference = id - (b[at] ?? -Infinity);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
