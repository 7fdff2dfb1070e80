import type { Decimal } from 'decimal.js';
import { Exact, NOTHING } from './money.ts';

/** What the words in a cost text mean. */
export interface FormulaValues {
  readonly quantity: number;
  readonly cost: Decimal;
}

/**
 * The amount of a cost text such as `10 + 2 * [qty]` or `[fee percent="10" min_fee="4"]`. What cannot be computed is
 * nothing, as in the store.
 */
export function evaluateCost(text: string, values: FormulaValues): Decimal {
  const plain = text
    .replaceAll('[qty]', `(${values.quantity})`)
    .replaceAll('[cost]', `(${values.cost.toFixed()})`)
    .replace(/\[fee([^\]]*)\]/g, (_, attributes: string) => `(${feeOf(attributes, values.cost).toFixed()})`);
  const reader = new Reader(plain.replace(/\s/g, '').replaceAll(',', '.'));
  return reader.whole() ?? NOTHING;
}

function feeOf(attributes: string, cost: Decimal): Decimal {
  const named = (name: string) => new RegExp(`${name}=["'](-?[\\d.]+)["']`).exec(attributes)?.[1];
  const fee = cost.times(named('percent') ?? 0).div(100);
  const [least, most] = [named('min_fee'), named('max_fee')];
  const raised = least !== undefined && fee.lt(least) ? new Exact(least) : fee;
  return most !== undefined && raised.gt(most) ? new Exact(most) : raised;
}

/** Reads sums of products of numbers and brackets. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Decimal | null {
    const value = this.#sum();
    return this.#at === this.#text.length ? value : null;
  }

  #take(signs: string): string | null {
    const next = this.#text[this.#at];
    if (next === undefined || !signs.includes(next)) return null;
    this.#at += 1;
    return next;
  }

  #sum(): Decimal | null {
    let value = this.#product();
    for (let sign = this.#take('+-'); sign !== null; sign = this.#take('+-')) {
      const next = this.#product();
      if (value === null || next === null) return null;
      value = sign === '+' ? value.plus(next) : value.minus(next);
    }
    return value;
  }

  #product(): Decimal | null {
    let value = this.#atom();
    for (let sign = this.#take('*/'); sign !== null; sign = this.#take('*/')) {
      const next = this.#atom();
      if (value === null || next === null || (sign === '/' && next.isZero())) return null;
      value = sign === '*' ? value.times(next) : value.div(next);
    }
    return value;
  }

  #atom(): Decimal | null {
    if (this.#take('-') !== null) return this.#atom()?.neg() ?? null;
    if (this.#take('(') !== null) {
      const value = this.#sum();
      return this.#take(')') === null ? null : value;
    }
    const number = /^\d*\.?\d+|^\d+\.?/.exec(this.#text.slice(this.#at))?.[0];
    if (number === undefined) return null;
    this.#at += number.length;
    return new Exact(number);
  }
}
