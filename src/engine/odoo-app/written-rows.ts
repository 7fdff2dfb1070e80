import type { ConnectorError } from '../../core/errors.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { RunOutcome } from '../../database/port.ts';
import type { DomainSnapshot } from '../plan/plan-result.ts';
import type { SelectedDomain } from '../plan/select-changes.ts';
import { notDone, outcomeOf } from '../run/outcome.ts';
import type { QueuedRows, RefusedRow } from './row-queue.ts';

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
  /** Whether some were not sent any more, because the run is to stop. */
  readonly isCutShort: boolean;
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
  const byName = new Map(refused.map((row) => [`${row.model} ${row.key}`, row]));
  const { outcomes, settled } = outcomesOfRows(applied, byName, error !== undefined);
  const others = [...byName].flatMap(([name, { message }]) =>
    settled.has(name) ? [] : [`${name}: ${message}`],
  );
  const isCutShort = refused.some(({ notSent }) => notSent);
  return { counts, written, outcomes, refused: others, isCutShort, error };
}

/** Operations whose record is a row of the app were settled by writing the rows; with the names of those rows. */
function outcomesOfRows(
  { facts, selected }: AppliedDomain,
  refused: ReadonlyMap<string, RefusedRow>,
  refusedAlone: boolean,
): { readonly outcomes: RunOutcome[]; readonly settled: ReadonlySet<string> } {
  const nameOf = rowNames(facts.domain);
  const outcomes: RunOutcome[] = [];
  const settled = new Set<string>();
  for (const operation of selected.operations) {
    const { kind, record, subject } = operation;
    const name = nameOf(operation);
    if (kind === 'keep' || record === undefined || name !== `${record.model} ${subject.key}`) continue;
    const row = refused.get(name);
    if (row === undefined && refusedAlone) continue;
    const id = record.id ?? null;
    outcomes.push(
      row?.notSent
        ? notDone(selected.domain, operation, id)
        : outcomeOf(selected.domain, operation, row ? 'failed' : 'applied', row?.message ?? null, id),
    );
    settled.add(name);
  }
  return { outcomes, settled };
}
