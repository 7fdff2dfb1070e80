import type { Operation } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';

/** Which record in Odoo stands for which subject. By type and key apart, since 50,000 joined names are megabytes. */
export class SubjectIds {
  readonly #byType = new Map<string, Map<string, number>>();

  get(type: string, key: string): number | undefined {
    return this.#byType.get(type)?.get(key);
  }

  set(type: string, key: string, id: number): void {
    const ids = this.#byType.get(type) ?? new Map<string, number>();
    this.#byType.set(type, ids.set(key, id));
  }

  /** Takes in the records that a plan found. */
  addFound(operations: Iterable<Operation>): this {
    for (const { subject, record } of operations)
      if (record?.id !== undefined) this.set(subject.type, subject.key, record.id);
    return this;
  }

  /** Takes in the records that operations have made or bound. */
  addMade(outcomes: Iterable<RunOutcome>): this {
    for (const { type, key, odooId } of outcomes) if (odooId !== null) this.set(type, key, odooId);
    return this;
  }
}
