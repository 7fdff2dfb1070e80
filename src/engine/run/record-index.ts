import { hasRecord } from '../../core/found-subjects.ts';
import { subjectName, type Operation, type Subject, type SubjectLinks } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';

/** Which record in Odoo represents which subject, as far as a run knows: what its plans found, and what it made since. */
export class RecordIndex {
  /** By type and key: 50,000 joined names would be megabytes. */
  readonly #ids = new Map<string, Map<string, number>>();
  readonly #only: ReadonlySet<string> | undefined;

  /** @param only the names that will be asked for, where that is known: 50,000 names take megabytes */
  constructor(only?: ReadonlySet<string>) {
    this.#only = only;
  }

  get(subject: Pick<Subject, 'type' | 'key'>): number | undefined {
    return this.#ids.get(subject.type)?.get(subject.key);
  }

  /** Adds the records that a plan found. */
  addFound(operations: Iterable<Operation>): this {
    for (const { subject, record } of operations) if (record?.id !== undefined) this.#add(subject, record.id);
    return this;
  }

  /** Adds the records that operations have made or bound. */
  addMade(outcomes: Iterable<RunOutcome>): this {
    for (const outcome of outcomes)
      if (outcome.status === 'applied' && outcome.odooId !== null) this.#add(outcome, outcome.odooId);
    return this;
  }

  /** @param name as `subjectName` gives it (`state US:CA`), or a database id: `#12` */
  idOf(name: string): number | undefined {
    const id = /^#(\d+)$/u.exec(name)?.[1];
    if (id !== undefined) return Number(id);
    // No type has a space in it.
    const space = name.indexOf(' ');
    return this.#ids.get(name.slice(0, space))?.get(name.slice(space + 1));
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

  #add(subject: Pick<Subject, 'type' | 'key'>, id: number): void {
    if (this.#only?.has(subjectName(subject)) === false) return;
    const ofType = this.#ids.get(subject.type) ?? new Map<string, number>();
    this.#ids.set(subject.type, ofType.set(subject.key, id));
  }
}

/** An index of the records that operations of these plans point to, as far as the plans found them. */
export function indexOf(plans: readonly (readonly Operation[])[]): RecordIndex {
  const index = new RecordIndex(new Set(plans.flatMap((operations) => operations.flatMap(linkedNames))));
  for (const operations of plans) index.addFound(operations.filter(hasRecord));
  return index;
}

function linkedNames({ through, write }: Operation): string[] {
  const links = [write?.links ?? {}, ...(write?.lines ?? []).map((line) => line.links ?? {})];
  const names = links.flatMap((each) => Object.values(each).flat());
  return through === undefined ? names : [...names, through];
}

/** The column of `load()` that takes database ids for a relation. */
export function linkColumn(field: string): string {
  return `${field}/.id`;
}
