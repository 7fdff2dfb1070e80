import { ConnectorError } from '../../core/errors.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import type { BindingChange, RunOutcome } from '../../database/port.ts';
import type { EngineDomain } from '../ports.ts';
import { labelsIn } from './labels.ts';
import { outcomeOf } from './outcome.ts';
import type { RunContext } from './run-context.ts';

/**
 * Links and closed bindings, which change our own memory alone: those whose record exists, and those to a record that
 * the plan is to make. What is a row of the app is settled when the rows are written.
 */
export function bindingsOf(
  plan: DomainPlan,
  { rowModels }: Pick<EngineDomain, 'rowModels'>,
): { readonly now: readonly Operation[]; readonly later: readonly Operation[] } {
  const appModels = new Set(rowModels.map(({ model }) => model));
  const all = plan.operations.filter(
    ({ kind, record, write }) =>
      (kind === 'link' || (kind === 'archive' && write === undefined)) && !appModels.has(record.model),
  );
  return {
    now: all.filter(({ through }) => through === undefined),
    later: all.filter(({ through }) => through !== undefined),
  };
}

/** How many bindings are saved and recorded at once, of 50,000 that a first sync may make. */
const BATCH = 5_000;

/** @throws ConnectorError `plan.incomplete`, a fault of the program: the plan has a link without a record */
export async function applyBindings(
  { backend, journal, services }: RunContext,
  plan: DomainPlan,
  operations: readonly Operation[],
): Promise<void> {
  const called = labelsIn(journal.planResult?.plan);
  for (let start = 0; start < operations.length; start += BATCH) {
    const changes: BindingChange[] = [];
    const outcomes: RunOutcome[] = [];
    for (const operation of operations.slice(start, start + BATCH)) {
      const { record, through, kind, subject } = operation;
      const id = through === undefined ? record?.id : journal.records.idOf(through);
      if (record !== undefined && id !== undefined) {
        changes.push(bindingOf(operation, record.model, id, services.now()));
        outcomes.push(outcomeOf(plan.domain, operation, 'applied', null, id));
      } else if (through !== undefined) {
        outcomes.push(
          outcomeOf(plan.domain, operation, 'skipped', `not bound, because ${called(through)} is missing`),
        );
      } else {
        throw new ConnectorError({
          code: 'plan.incomplete',
          message: `The plan of ${plan.domain} has a ${kind} of ${subject.key} without a record.`,
          hint: 'This is a fault of the connector. Nothing of this domain is lost: report it with the output of "woo-odoo plan --json".',
        });
      }
    }
    if (changes.length > 0) await services.database.memory.saveBindings(backend.id, plan.domain, changes);
    await journal.settled(outcomes);
  }
}

/** The binding that an operation leaves: of an archived record a closed one. */
export function bindingOf(
  { kind, rule, subject: { type, key } }: Operation,
  model: string,
  odooId: number,
  now: Date,
): BindingChange {
  const archivedAt = kind === 'archive' ? now.toISOString() : null;
  return { type, key, model, odooId, rule, archivedAt };
}
