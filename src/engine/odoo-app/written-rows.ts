import { NOT_DONE } from '../../core/cancellation.ts';
import type { ConnectorError } from '../../core/errors.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import type { SelectedDomain } from '../plan/select-changes.ts';
import { outcomeOf } from '../run/outcome.ts';
import type { QueuedRows } from './row-queue.ts';

/** A domain whose selected operations were applied, with the facts that it was planned from. */
export interface AppliedDomain extends SelectedDomain {
  readonly facts: DomainSnapshot;
}

/** What became of the rows of one domain. */
export interface WrittenRows {
  readonly counts: Required<DomainPlan>['appRows'];
  readonly written: number;
  /** The outcomes of operations that *are* rows of the app (a setting). */
  readonly outcomes: readonly RunOutcome[];
  /** Odoo's messages for other rows that it refused. */
  readonly refused: readonly string[];
  /** Set where the rows, or some of them, could not be written: then only refused ones have an outcome. */
  readonly error?: ConnectorError | undefined;
}

/** Finds the row of the app that shows a subject: `x_woo_state US-CA`. */
export function rowNames({
  rowModels,
}: Pick<DomainSnapshot['domain'], 'rowModels'>): (operation: Operation) => string {
  const models = new Map(rowModels.map(({ model, type }) => [type, model]));
  return ({ subject: { key, type } }) => `${models.get(type) ?? ''} ${key}`;
}

const NO_ROWS: QueuedRows = { counts: { create: 0, update: 0, vanished: 0 }, written: 0, refused: [] };

/** @param failure why no rows, or not all of them, could be computed */
export function writtenRows(
  applied: AppliedDomain,
  rows: QueuedRows = NO_ROWS,
  failure?: ConnectorError,
): WrittenRows {
  const { counts, refused, written } = rows;
  const error = failure ?? rows.error;
  const messages = new Map(refused.map(({ key, message, model }) => [`${model} ${key}`, message]));
  const { outcomes, settled } = outcomesOfRows(applied, messages, error !== undefined);
  const others = [...messages].flatMap(([name, message]) =>
    settled.has(name) ? [] : [`${name}: ${message}`],
  );
  return { counts, written, outcomes, refused: others, error };
}

/** Operations whose record is a row of the app were settled by writing the rows; with the names of those rows. */
function outcomesOfRows(
  { facts, selected }: AppliedDomain,
  messages: ReadonlyMap<string, string>,
  refusedAlone: boolean,
): { readonly outcomes: RunOutcome[]; readonly settled: ReadonlySet<string> } {
  const nameOf = rowNames(facts.domain);
  const outcomes: RunOutcome[] = [];
  const settled = new Set<string>();
  for (const operation of selected.operations) {
    const { kind, record, subject } = operation;
    const name = nameOf(operation);
    if (kind === 'keep' || record === undefined || name !== `${record.model} ${subject.key}`) continue;
    const message = messages.get(name) ?? null;
    if (message === null && refusedAlone) continue;
    // Nothing is wrong with what a stop left.
    const status = message === null ? 'applied' : message === NOT_DONE ? 'skipped' : 'failed';
    outcomes.push(outcomeOf(selected.domain, operation, status, message, record.id ?? null));
    settled.add(name);
  }
  return { outcomes, settled };
}
