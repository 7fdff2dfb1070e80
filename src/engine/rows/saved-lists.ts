import type { AppRow } from '../../core/app-rows.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { DomainName } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { PlanResult } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';
import { computeRows } from './compute-rows.ts';
import { DomainLists } from './domain-lists.ts';
import { LIMITATION_LIST, limitationFacts } from './limitation-facts.ts';
import { recordLabels } from './record-labels.ts';
import { reviewFacts, REVIEW_TYPE, type ItemFacts } from './review-facts.ts';
import { MAX_SAVED_ITEMS } from '../odoo-app/left-items.ts';
import { digestOf } from './row-digest.ts';
import { RowSet, type Saving } from './row-set.ts';

/** A run whose plan is known. */
export interface RunForLists {
  readonly runId: number;
  readonly backendId: string;
  readonly planned: PlanResult;
}

/** Takes one row of a domain; give all of them, in their order. There is something to wait for now and then. */
export type RowSink = (row: AppRow) => Promise<void> | undefined;

/**
 * Saves what a run or preview found: each object of the store, what represents it in Odoo, and why. Whether the app is
 * installed does not matter; where its rows are computed for Odoo, the same rows are taken. No row is read or written of
 * those that are as they were. Lists that could not be saved are no failure of a run: the next one saves them.
 */
export class SavedLists {
  readonly #run: RunForLists;
  readonly #services: Pick<EngineServices, 'database' | 'now'>;
  readonly #domains = new Map<DomainName, DomainLists>();
  #opened: Promise<Saving> | undefined;
  #failure: ConnectorError | undefined;

  constructor(run: RunForLists, services: Pick<EngineServices, 'database' | 'now'>) {
    this.#run = run;
    this.#services = services;
  }

  /** Takes the rows of a domain that are computed anyway. @param outcomes what became of its operations so far */
  async taking(plan: DomainPlan, outcomes: readonly RunOutcome[]): Promise<RowSink> {
    const lists = await this.#guarded(() => this.#begin(plan, outcomes));
    return (row) => {
      if (this.#failure !== undefined) return undefined;
      const saving = lists?.add(row);
      return saving && this.#guarded(() => saving);
    };
  }

  /**
   * Computes the rows that nobody computed, and ends the lists.
   * @param outcomes what became of all operations
   * @returns why the lists could not be saved
   */
  async finish(outcomes: readonly RunOutcome[]): Promise<ConnectorError | undefined> {
    const byDomain = Map.groupBy(outcomes, ({ domain }) => domain);
    await this.#guarded(async () => {
      for (const plan of this.#run.planned.plan.domains)
        await this.#finishDomain(plan, byDomain.get(plan.domain) ?? []);
      await this.#saveReviews(outcomes);
      await this.#saveLimitations();
    });
    return this.#failure;
  }

  async #begin(plan: DomainPlan, outcomes: readonly RunOutcome[]): Promise<DomainLists | undefined> {
    const snapshot = this.#run.planned.facts.get(plan.domain);
    if (snapshot === undefined) return undefined;
    const lists = new DomainLists(plan, snapshot, outcomes, await this.#saving());
    this.#domains.set(plan.domain, lists);
    return lists;
  }

  async #finishDomain(plan: DomainPlan, outcomes: readonly RunOutcome[]): Promise<void> {
    const snapshot = this.#run.planned.facts.get(plan.domain);
    if (snapshot === undefined) return;
    let lists = this.#domains.get(plan.domain);
    if (lists === undefined) {
      lists = await this.#begin(plan, outcomes);
      for (const row of computeRows(plan, snapshot, outcomes, this.#run.backendId)) {
        const saving = lists?.add(row);
        if (saving !== undefined) await saving;
      }
    }
    await lists?.complete(outcomes);
    await this.#saveLabels(plan, outcomes);
  }

  async #saveLabels(plan: DomainPlan, outcomes: readonly RunOutcome[]): Promise<void> {
    const { at, backendId, before, runId, savedRows } = await this.#saving();
    const labels = recordLabels(plan, outcomes);
    const digest = digestOf(labels.map(({ id, label, model }) => `${model}\0${id}\0${label}\n`));
    const type = `records ${plan.domain}`;
    if (before.get(type)?.digest === digest) return;
    await savedRows.saveRecords(backendId, plan.domain, labels);
    await savedRows.complete(backendId, { domain: plan.domain, type, digest, runId, seenAt: at });
  }

  async #saveReviews(outcomes: readonly RunOutcome[]): Promise<void> {
    const saving = await this.#saving();
    for (const { domain, items, isComplete } of reviewFacts(this.#run.planned.plan, outcomes)) {
      // Each domain for itself: one that could not be read keeps its items.
      const set = new RowSet({ domain, type: REVIEW_TYPE, set: `${REVIEW_TYPE} ${domain}` }, saving);
      for (const { item } of items) await set.add(item);
      await set.complete((key) => isComplete && key.startsWith(`${domain} `));
      await this.#follow(items, saving);
    }
  }

  /** The next run reports as news only what is not among them. */
  async #saveLimitations(): Promise<void> {
    const saving = await this.#saving();
    for (const plan of this.#run.planned.plan.domains) {
      const { domain, failure } = plan;
      const set = new RowSet({ domain, type: LIMITATION_LIST, set: `${LIMITATION_LIST} ${domain}` }, saving);
      for (const facts of limitationFacts(plan)) await set.add(facts);
      await set.complete((key) => failure === undefined && key.startsWith(`${domain} `));
    }
  }

  /** What a user left as it is in Odoo, or took up there, is so on the page too: the item, and the row it is about. */
  async #follow(items: readonly ItemFacts[], { at, backendId, savedRows }: Saving): Promise<void> {
    if (items.length === 0) return;
    const asked = { type: REVIEW_TYPE, status: ['left'], sort: 'key', descending: false } as const;
    const { rows } = await savedRows.page(backendId, { ...asked, limit: MAX_SAVED_ITEMS });
    const left = new Set(rows.map(({ key }) => key));
    for (const { isLeft, item } of items) {
      const { key, values } = item;
      if (isLeft === left.has(key)) continue;
      const about = [values['type'] ?? '', values['key'] ?? ''] as const;
      for (const name of [[REVIEW_TYPE, key] as const, about])
        await (isLeft
          ? savedRows.leave(backendId, ...name, { by: 'Odoo', at })
          : savedRows.takeUp(backendId, ...name));
    }
  }

  #saving(): Promise<Saving> {
    return (this.#opened ??= this.#open());
  }

  async #open(): Promise<Saving> {
    const { database, now } = this.#services;
    const { backendId, runId } = this.#run;
    const { savedRows } = database;
    const before = new Map((await savedRows.sets(backendId)).map((set) => [set.type, set]));
    return { backendId, runId, savedRows, before, at: now().toISOString() };
  }

  /** What fails once is not tried again. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#failure !== undefined) return undefined;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.#failure = error;
      return undefined;
    }
  }
}
