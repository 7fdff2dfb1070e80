import type { AppRow } from '../../core/app-rows.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome, SavedRowTable } from '../../database/port.ts';
import type { DomainSnapshot, PlanResult } from '../plan/plan-result.ts';
import type { EngineServices } from '../ports.ts';
import { RecordIndex } from '../run/record-index.ts';
import { recordLabels } from './record-labels.ts';
import { reviewFacts, REVIEW_TYPE } from './review-facts.ts';
import { rowReader, type RowFacts } from './row-facts.ts';
import { fingerprintOf, RowDigest } from './row-digest.ts';

/** Rows that are written at once. */
const AT_ONCE = 1_000;

/** A run whose plan is known, and what became of it. */
export interface RunForRows {
  readonly runId: number;
  readonly backendId: string;
  readonly planned: PlanResult;
  readonly outcomes: readonly RunOutcome[];
}

/** Where rows are saved. */
interface Saving {
  readonly backendId: string;
  readonly runId: number;
  /** ISO. */
  readonly at: string;
  readonly savedRows: SavedRowTable;
  /** The digests that were saved last, by type. */
  readonly before: ReadonlyMap<string, string>;
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
    const digest = new RowDigest();
    for (const each of facts) digest.add(each);
    // Each domain for itself: one that could not be read keeps its items.
    const set = `${REVIEW_TYPE} ${domain}`;
    const isOwn = (key: string) => key.startsWith(`${domain} `);
    await saveSet(
      { domain, type: REVIEW_TYPE, set, digest, keepsMissing: !isComplete, isOwn },
      () => facts,
      saving,
    );
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
  const digests = new Map(rowModels.map(({ model }) => [model, new RowDigest()]));
  for (const { facts, model } of rows()) digests.get(model)?.add(facts);
  await saveLabels(plan, outcomes, saving);
  const isRemovable = (model: string) => (key: string) => !snapshot.planned.isUnavailable(model, key);
  for (const { model, type } of rowModels) {
    const digest = digests.get(model) ?? new RowDigest();
    const keepsMissing = plan.removals === 'withheld';
    await saveSet(
      { domain: plan.domain, type, set: type, digest, keepsMissing, isOwn: isRemovable(model) },
      () => ofModel(rows(), model),
      saving,
    );
  }
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

function* ofModel(rows: Iterable<RowOfModel>, model: string): Generator<RowFacts> {
  for (const row of rows) if (row.model === model) yield row.facts;
}

/** Gives the rows of a domain, as often as they are asked for, one at a time. */
function rowsOf(
  plan: DomainPlan,
  { domain, planned }: DomainSnapshot,
  outcomes: readonly RunOutcome[],
  backendId: string,
): () => Generator<RowOfModel> {
  const ids = new RecordIndex().addFound(plan.operations).addMade(outcomes);
  const nameOf = (type: string, key: string) => `${type} ${key}`;
  const operations = new Map(
    plan.operations.map((each) => [nameOf(each.subject.type, each.subject.key), each]),
  );
  const outcomeOf = new Map(outcomes.map((each) => [nameOf(each.type, each.key), each]));
  const readers = new Map(
    domain.rowModels.map((model) => [model.model, { type: model.type, read: rowReader(model) }]),
  );
  return function* () {
    const rows: Iterable<AppRow> = planned.rows({
      ...{ operations: plan.operations, agreements: plan.agreements ?? [], backendId },
      recordId: (type, key) => ids.get({ type, key }) ?? null,
      // What was last written is no matter of these lists.
      written: () => null,
    });
    for (const row of rows) {
      const reader = readers.get(row.model);
      if (reader === undefined) continue;
      const name = nameOf(reader.type, row.key);
      yield { model: row.model, facts: reader.read(row, operations.get(name), outcomeOf.get(name)) };
    }
  };
}

interface RowSet {
  readonly domain: DomainPlan['domain'];
  readonly type: string;
  /** Under which name its digest is kept. */
  readonly set: string;
  readonly digest: RowDigest;
  /** Whether rows that are not listed any more stay. */
  readonly keepsMissing: boolean;
  /** Which of the rows of the type may be removed. */
  readonly isOwn: (key: string) => boolean;
}

async function saveSet(
  { domain, type, set, digest, isOwn, keepsMissing }: RowSet,
  rows: () => Iterable<RowFacts>,
  { at, backendId, before, runId, savedRows }: Saving,
): Promise<void> {
  const text = digest.text();
  if (before.get(set) !== text) {
    const known = await savedRows.fingerprints(backendId, type);
    const of = { domain, type, at };
    for (const changed of changedRows(rows(), known)) await savedRows.save(backendId, of, changed);
    if (!keepsMissing) await savedRows.remove(backendId, type, [...known.keys()].filter(isOwn));
  }
  await savedRows.complete(backendId, { domain, type: set, digest: text, runId, seenAt: at });
}

/** Rows whose fingerprint is another one, in parts; what is left in `known` is listed no more. */
function* changedRows(rows: Iterable<RowFacts>, known: Map<string, string>) {
  let changed: (RowFacts & { readonly fingerprint: string })[] = [];
  for (const facts of rows) {
    const fingerprint = fingerprintOf(facts);
    const before = known.get(facts.key);
    known.delete(facts.key);
    if (before !== fingerprint) changed.push({ ...facts, fingerprint });
    if (changed.length < AT_ONCE) continue;
    yield changed;
    changed = [];
  }
  if (changed.length > 0) yield changed;
}
