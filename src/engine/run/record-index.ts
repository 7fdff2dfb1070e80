import { hasRecord } from '../../core/found.ts';
import type { Operation, SubjectLinks } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';
import { SubjectIds } from './subject-ids.ts';

/** Which record stands for which subject, as far as a run knows: what its plans found, and what it has made since. */
export class KnownRecords {
  readonly #ids = new SubjectIds();

  /** @param plans the operations of each domain that was read */
  constructor(plans: readonly (readonly Operation[])[]) {
    for (const operations of plans) this.#ids.addFound(operations.filter(hasRecord));
  }

  /** Takes in what became of operations: records just made can be pointed to from now on. */
  learn(outcomes: readonly RunOutcome[]): void {
    this.#ids.addMade(outcomes.filter(({ status }) => status === 'applied'));
  }

  /** @param name as `subjectName` gives it (`state US:CA`), or a database id: `#12` */
  idOf(name: string): number | undefined {
    const id = /^#(\d+)$/u.exec(name)?.[1];
    if (id !== undefined) return Number(id);
    const end = name.indexOf(' ');
    return this.#ids.get(name.slice(0, end), name.slice(end + 1));
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
