/** Names of taxes are unique per company in Odoo, and a refused one would take its whole batch along. */
export class UniqueNames {
  readonly #taken: Set<string>;
  /** By name: the number to try next, since all below it are taken and stay so. */
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...taken].map(fold));
  }

  /** The name itself where it is free, else with the first free number: `DE VAT 19% (2)`. */
  take(name: string): string {
    const folded = fold(name);
    if (!this.#taken.has(folded)) {
      this.#taken.add(folded);
      return name;
    }
    let number = this.#next.get(folded) ?? 2;
    while (this.#taken.has(fold(`${name} (${number})`))) number += 1;
    this.#next.set(folded, number + 1);
    const free = `${name} (${number})`;
    this.#taken.add(fold(free));
    return free;
  }
}

const fold = (name: string) => name.trim().toLowerCase();
