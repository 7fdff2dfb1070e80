import type { ExistingAppRow, LastWritten } from '../../core/app-rows.ts';

/** Parts the texts of a row. PostgreSQL, and so Odoo, has no text with it. */
const SEPARATOR = '\0';

/**
 * A row as Odoo has it. The texts of 50,000 rows stay in memory for a whole run, so each row keeps its own in one
 * string, a fraction of what an object with a field per column takes, and parts them when it is compared.
 */
export class PackedRow implements ExistingAppRow {
  readonly id: number;
  readonly key: string;
  readonly active: boolean;
  readonly choice: number | null;
  readonly written: LastWritten | null;
  readonly boundId: number | null;
  readonly #columns: readonly string[];
  readonly #texts: string;

  /** @param columns those of the row's model, in the order of the texts; one list for all rows */
  constructor(
    { id, key, active, choice, written, boundId }: Omit<ExistingAppRow, 'values'>,
    columns: readonly string[],
    texts: readonly string[],
  ) {
    this.id = id;
    this.key = key;
    this.active = active;
    this.choice = choice;
    this.written = written;
    this.boundId = boundId;
    this.#columns = columns;
    this.#texts = texts.join(SEPARATOR);
  }

  /** Compares without parting the texts, which nearly all of 50,000 rows make unnecessary. */
  matches(values: Readonly<Record<string, string>>): boolean {
    const texts = this.#texts;
    let at = 0;
    let compared = 0;
    for (const column of this.#columns) {
      const end = endOf(texts, at);
      const value = values[column];
      if (value !== undefined) {
        if (value.length !== end - at || !texts.startsWith(value, at)) return false;
        compared += 1;
      }
      at = end + 1;
    }
    return compared === Object.keys(values).length;
  }

  get values(): Readonly<Record<string, string>> {
    const texts = this.#texts.split(SEPARATOR);
    return Object.fromEntries(this.#columns.map((column, index) => [column, texts[index] ?? '']));
  }
}

/** Where the text that begins at a place ends. */
function endOf(texts: string, from: number): number {
  const end = texts.indexOf(SEPARATOR, from);
  return end < 0 ? texts.length : end;
}
