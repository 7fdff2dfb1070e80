import type { FoundSubject } from '../core/domain.ts';
import type { SubjectLinks } from '../core/operation.ts';
import type { RunOutcome } from '../store/port.ts';

/** Which record stands for which subject, as far as a run knows: what its plans found, and what it has made since. */
export class KnownRecords {
  readonly #ids = new Map<string, number>();

  constructor(found: ReadonlyMap<string, FoundSubject>) {
    for (const [name, { id }] of found) if (id !== null) this.#ids.set(name, id);
  }

  /** Takes in what became of operations: records just made can be pointed to from now on. */
  learn(outcomes: readonly RunOutcome[]): void {
    for (const { type, key, status, odooId } of outcomes)
      if (status === 'applied' && odooId !== null) this.#ids.set(`${type} ${key}`, odooId);
  }

  /** @param name as `subjectName` gives it (`state US:CA`), or a database id: `#12` */
  idOf(name: string): number | undefined {
    const id = /^#(\d+)$/u.exec(name)?.[1];
    return id === undefined ? this.#ids.get(name) : Number(id);
  }

  /** The columns of `load()` for links, by database id; the names of those that stand for nothing (yet). */
  columnsOf(links: SubjectLinks): { columns: Record<string, string>; missing: string[] } {
    const columns: Record<string, string> = {};
    const missing: string[] = [];
    for (const [field, names] of Object.entries(links)) {
      const ids = names.map((name) => this.idOf(name) ?? name);
      missing.push(...ids.filter((id) => typeof id === 'string'));
      columns[linkColumn(field)] = ids.join(',');
    }
    return { columns, missing };
  }
}

/** The column of `load()` that takes database ids for a relation. */
export function linkColumn(field: string): string {
  return `${field}/.id`;
}
