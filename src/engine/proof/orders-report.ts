import type { OrderNeed } from './order-questions.ts';

/** Whether the last orders of a store can be imported: what each of them needs is in Odoo, or not. Texts are for people. */
export interface OrdersProof {
  readonly backend: { readonly id: string; readonly name: string };
  /** How many orders were read, those that could not be understood included. */
  readonly read: number;
  /** How many the store has in all; null where it does not report it. */
  readonly available: number | null;
  readonly ready: number;
  /** Decimal text with one decimal; null where no order was read. */
  readonly readyPercent: string | null;
  /** What keeps orders from being imported, most orders first. */
  readonly causes: readonly OrderCause[];
  /** What is worth knowing and keeps none from it. */
  readonly notes: readonly OrderCause[];
  /** Orders whose tax is what their rates give: to the cent, and within a cent of rounding a line. */
  readonly tax: {
    readonly equal: number;
    readonly cent: number;
    readonly differs: number;
    readonly unknown: number;
  };
}

export interface OrderCause {
  readonly need: OrderNeed | 'tax' | 'status' | 'order';
  /** The value of the orders: `US, ZZ`, `rate 4`. Never personal data. */
  readonly value: string;
  /** `pending`: the next sync mends it. */
  readonly status: 'pending' | 'conflict' | 'none';
  readonly reason: string;
  readonly remedy: string;
  readonly orders: number;
  /** Numbers of some, the latest first. */
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

/** Collects causes of the same kind into one. */
export class Causes {
  readonly #found = new Map<
    string,
    { cause: Omit<OrderCause, 'orders' | 'examples'>; orders: Set<string> }
  >();

  add(cause: Omit<OrderCause, 'orders' | 'examples'>, order: string): void {
    const key = [cause.need, cause.value, cause.status, cause.reason].join('\n');
    const known = this.#found.get(key) ?? { cause, orders: new Set<string>() };
    known.orders.add(order);
    this.#found.set(key, known);
  }

  list(): OrderCause[] {
    return [...this.#found.values()]
      .map(({ cause, orders }) => ({
        ...cause,
        orders: orders.size,
        examples: [...orders].slice(0, EXAMPLES),
      }))
      .toSorted((a, b) => b.orders - a.orders || (a.need + a.value < b.need + b.value ? -1 : 1));
  }
}
