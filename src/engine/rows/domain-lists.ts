import type { AppRow } from '../../core/app-rows.ts';
import { isChange } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import { BySubject } from './by-subject.ts';
import { rowReader } from './row-facts.ts';
import { RowSet, type Saving } from './row-set.ts';

/** One list that rows of a model go to. */
interface List {
  readonly type: string;
  readonly read: ReturnType<typeof rowReader>;
  readonly set: RowSet;
}

/** The lists of one domain, to which each of its rows is given once. */
export class DomainLists {
  readonly #plan: DomainPlan;
  readonly #snapshot: DomainSnapshot;
  readonly #lists: ReadonlyMap<string, List>;
  readonly #operations: BySubject<DomainPlan['operations'][number]>;
  readonly #outcomes: BySubject<RunOutcome>;
  /** Rows whose operations are settled by writing the rows themselves: settings. */
  readonly #waiting = new Map<string, AppRow[]>();

  /** @param outcomes what became of its operations so far; those on rows of the app may follow */
  constructor(plan: DomainPlan, snapshot: DomainSnapshot, outcomes: readonly RunOutcome[], saving: Saving) {
    const { domain } = plan;
    this.#plan = plan;
    this.#snapshot = snapshot;
    this.#lists = new Map(
      snapshot.domain.rowModels.map((model) => {
        const { type } = model;
        return [
          model.model,
          { type, read: rowReader(model), set: new RowSet({ domain, type, set: type }, saving) },
        ];
      }),
    );
    this.#operations = new BySubject(plan.operations, ({ subject }) => subject);
    this.#outcomes = new BySubject(outcomes, (outcome) => outcome);
    for (const operation of plan.operations) {
      const { record, subject } = operation;
      if (record === undefined || !isChange(operation)) continue;
      if (this.#lists.get(record.model)?.type === subject.type) this.#waiting.set(record.model, []);
    }
  }

  /** Takes one row; give all of them, in their order. There is something to wait for now and then. */
  add(row: AppRow): Promise<void> | undefined {
    const waiting = this.#waiting.get(row.model);
    if (waiting === undefined) return this.#read(row, this.#outcomes);
    waiting.push(row);
    return undefined;
  }

  /** @param outcomes what became of all operations of the domain */
  async complete(outcomes: readonly RunOutcome[]): Promise<void> {
    if (this.#waiting.size > 0) {
      const settled = new BySubject(outcomes, (outcome) => outcome);
      for (const rows of this.#waiting.values()) for (const row of rows) await this.#read(row, settled);
    }
    const keepsMissing = this.#plan.removals === 'withheld';
    const { planned } = this.#snapshot;
    for (const [model, { set }] of this.#lists)
      await set.complete((key) => !keepsMissing && !planned.isUnavailable(model, key));
  }

  #read(row: AppRow, outcomes: BySubject<RunOutcome>): Promise<void> | undefined {
    const list = this.#lists.get(row.model);
    if (list === undefined) return undefined;
    const { read, set, type } = list;
    // Without an operation it is one of those that were counted: it is in sync.
    return set.add(read(row, this.#operations.get(type, row.key), outcomes.get(type, row.key)));
  }
}
