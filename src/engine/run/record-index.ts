import { hasRecord } from '../../core/found-subjects.ts';
import type { Operation, Subject, SubjectLinks } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';

/**
 * Which record in Odoo represents which subject, as far as a run knows: what its plans found, and what it has made since.
 * By type and key apart, since 50,000 joined names are megabytes.
 */
export class RecordIndex {
  readonly #byType = new Map<string, Map<string, number>>();

  get({ type, key }: Pick<Subject, 'type' | 'key'>): number | undefined {
    return this.#byType.get(type)?.get(key);
  }

  /** Adds the records that a plan found. */
  addFound(operations: Iterable<Operation>): this {
    for (const { subject, record } of operations)
      if (record?.id !== undefined) this.#set(subject.type, subject.key, record.id);
    return this;
  }

  /** Adds the records that operations have made or bound. */
  addMade(outcomes: Iterable<RunOutcome>): this {
    for (const { type, key, status, odooId } of outcomes)
      if (status === 'applied' && odooId !== null) this.#set(type, key, odooId);
    return this;
  }

  /** @param name as `subjectName` gives it (`state US:CA`), or a database id: `#12` */
  idOf(name: string): number | undefined {
    const id = /^#(\d+)$/u.exec(name)?.[1];
    if (id !== undefined) return Number(id);
    const end = name.indexOf(' ');
    return this.get({ type: name.slice(0, end), key: name.slice(end + 1) });
  }

  /** The columns of `load()` for links, by database id; the names of those without a record (yet). */
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

  #set(type: string, key: string, id: number): void {
    const ids = this.#byType.get(type) ?? new Map<string, number>();
    this.#byType.set(type, ids.set(key, id));
  }
}

/** An index of what the plans of a run found, with those of the domains that the chosen ones build on. */
export function indexOf(plans: readonly (readonly Operation[])[]): RecordIndex {
  const index = new RecordIndex();
  for (const operations of plans) index.addFound(operations.filter(hasRecord));
  return index;
}

/** The column of `load()` that takes database ids for a relation. */
export function linkColumn(field: string): string {
  return `${field}/.id`;
}
