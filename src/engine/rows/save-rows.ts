import type { AppRow } from '../../core/app-rows.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { DomainSnapshot, PlanResult } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';
import { RecordIndex } from '../run/record-index.ts';
import { BySubject } from './by-subject.ts';
import { recordLabels } from './record-labels.ts';
import { reviewFacts, REVIEW_TYPE } from './review-facts.ts';
import { rowReader, type RowFacts } from './row-facts.ts';
import { RowDigest } from './row-digest.ts';
import { RowSet, type Saving } from './row-set.ts';

/** A run whose plan is known, and what became of it. */
export interface RunForRows {
  readonly runId: number;
  readonly backendId: string;
  readonly planned: PlanResult;
  readonly outcomes: readonly RunOutcome[];
}

/**
 * Saves what a run or preview found: each object of the store, what represents it in Odoo, and why. Whether the app is
 * installed does not matter. No row is read or written of a type whose rows are as they were: one digest over all of
 * them is compared.
 */
export async function saveRows(
  { backendId, outcomes, planned, runId }: RunForRows,
  { database: { savedRows }, now }: Pick<EngineServices, 'database' | 'now'>,
): Promise<void> {
  const before = new Map((await savedRows.sets(backendId)).map(({ digest, type }) => [type, digest]));
  const saving: Saving = { backendId, runId, savedRows, before, at: now().toISOString() };
  const byDomain = Map.groupBy(outcomes, ({ domain }) => domain);
  for (const plan of planned.plan.domains) {
    const snapshot = planned.facts.get(plan.domain);
    if (snapshot !== undefined) await saveDomain(plan, snapshot, byDomain.get(plan.domain) ?? [], saving);
  }
  for (const { domain, facts, isComplete } of reviewFacts(planned.plan, outcomes)) {
    // Each domain for itself: one that could not be read keeps its items.
    const set = new RowSet({ domain, type: REVIEW_TYPE, set: `${REVIEW_TYPE} ${domain}` }, saving);
    for (const each of facts) await set.add(each);
    if (set.isToCompare) for (const each of facts) await set.compare(each);
    await set.complete((key) => isComplete && key.startsWith(`${domain} `));
  }
}

async function saveDomain(
  plan: DomainPlan,
  snapshot: DomainSnapshot,
  outcomes: readonly RunOutcome[],
  saving: Saving,
): Promise<void> {
  const { rowModels } = snapshot.domain;
  const rows = rowsOf(plan, snapshot, outcomes, saving.backendId);
  const sets = new Map(
    rowModels.map(({ model, type }) => [model, new RowSet({ domain: plan.domain, type, set: type }, saving)]),
  );
  await saveLabels(plan, outcomes, saving);
  for (const { facts, model } of rows()) {
    const writing = sets.get(model)?.add(facts);
    if (writing !== undefined) await writing;
  }
  const changed = new Map([...sets].filter(([, set]) => set.isToCompare));
  for (const { facts, model } of changed.size > 0 ? rows() : []) {
    const writing = changed.get(model)?.compare(facts);
    if (writing !== undefined) await writing;
  }
  const keepsMissing = plan.removals === 'withheld';
  for (const [model, set] of sets)
    await set.complete((key) => !keepsMissing && !snapshot.planned.isUnavailable(model, key));
}

async function saveLabels(
  plan: DomainPlan,
  outcomes: readonly RunOutcome[],
  { at, backendId, before, runId, savedRows }: Saving,
): Promise<void> {
  const labels = recordLabels(plan, outcomes);
  const digest = new RowDigest();
  for (const { id, label, model } of labels) digest.addText(`${model}\0${id}\0${label}\n`);
  const [type, text] = [`records ${plan.domain}`, digest.text()];
  if (before.get(type) === text) return;
  await savedRows.saveRecords(backendId, plan.domain, labels);
  await savedRows.complete(backendId, { domain: plan.domain, type, digest: text, runId, seenAt: at });
}

interface RowOfModel {
  readonly model: string;
  readonly facts: RowFacts;
}

/** Gives the rows of a domain, as often as they are asked for, one at a time. */
function rowsOf(
  plan: DomainPlan,
  { domain, planned }: DomainSnapshot,
  outcomes: readonly RunOutcome[],
  backendId: string,
): () => Generator<RowOfModel> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  const operations = new BySubject(plan.operations, ({ subject }) => subject);
  const outcomeOf = new BySubject(outcomes, (outcome) => outcome);
  const readers = new Map(
    domain.rowModels.map((model) => [model.model, { type: model.type, read: rowReader(model) }]),
  );
  return function* () {
    const rows: Iterable<AppRow> = planned.rows({
      ...{ operations: plan.operations, kept: plan.kept, agreements: plan.agreements ?? [], backendId },
      recordId: (type, key) => ids.get({ type, key }) ?? null,
      // What was last written is no matter of these lists.
      written: () => null,
    });
    for (const row of rows) {
      const reader = readers.get(row.model);
      if (reader === undefined) continue;
      // Without an operation it is one of those that were counted: it is in sync.
      const [operation, outcome] = [
        operations.get(reader.type, row.key),
        outcomeOf.get(reader.type, row.key),
      ];
      yield { model: row.model, facts: reader.read(row, operation, outcome) };
    }
  };
}
