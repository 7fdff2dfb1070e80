/** Names of taxes are unique per company in Odoo, and a refused one would take its whole batch along. */
export class UniqueNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...taken].map(fold));
  }

  /** The name itself where it is free, else with the first free number: `DE VAT 19% (2)`. */
  take(name: string): string {
    let free = name;
    for (let number = 2; this.#taken.has(fold(free)); number += 1) free = `${name} (${number})`;
    this.#taken.add(fold(free));
    return free;
  }
}

const fold = (name: string) => name.trim().toLowerCase();
