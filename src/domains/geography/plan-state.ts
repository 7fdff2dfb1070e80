import type { Operation, Subject } from '../../core/operation.ts';
import { decideFields } from '../../core/three-way.ts';
import type { OdooState, StateFact } from './facts.ts';
import { countryExternalId } from './match-country.ts';
import { stateExternalId, type StateMatch } from './match-state.ts';
import { countryReference, stateKey, type GeographyMatches } from './match.ts';
import { STATE_MODEL } from './models.ts';
import { bindOperation } from './plan-binding.ts';
import type { PlanContext } from './plan.ts';

/** Plans one state of the store. */
export function planState(state: StateFact, matches: GeographyMatches, context: PlanContext): Operation {
  const group = context.countryNames.get(state.country) ?? state.country;
  const subject = { type: 'state', key: stateKey(state), label: state.name || state.code, group };
  const match = matches.states.get(subject.key);
  if (match?.kind === 'bound') return planBound(state, subject, match, matches, context);
  if (match?.kind === 'ambiguous') {
    return {
      kind: 'conflict',
      subject,
      rule: 'ambiguous',
      reason: match.reason,
      candidates: match.candidates
        .map(({ id, name, code }) => ({ model: STATE_MODEL, id, label: `${name} (${code})` }))
        .sort((a, b) => a.id - b.id),
    };
  }
  return planNew(state, subject, match?.reason ?? 'not in Odoo', matches, context);
}

/**
 * A state of Odoo's, or of a person's, is linked and left as it is. One we made follows the store's name, as long as
 * this backend is the one whose store it follows (two stores in two languages would rename it in turn).
 */
function planBound(
  state: StateFact,
  subject: Subject,
  match: StateMatch & { kind: 'bound' },
  matches: GeographyMatches,
  context: PlanContext,
): Operation {
  const found = match.state;
  const externalId = match.rule === 'external id' ? found.externalId : undefined;
  const record = {
    model: STATE_MODEL,
    id: found.id,
    label: `${found.name} (${found.code})`,
    ...(externalId && { externalId }),
  };
  const managed = externalId === undefined ? undefined : context.managed.get(externalId);
  const follows =
    externalId !== undefined && (managed === undefined || managed.owner === context.input.backendId);
  if (!follows) return bindOperation(subject, record, match, context);

  const wanted = stateFields(state);
  const decision = decideFields(wanted, fieldsOf(found), managed, context.input.policy.onPersonChange);
  switch (decision.kind) {
    case 'keep': {
      const operation = bindOperation(subject, record, match, context);
      return managed?.written ? operation : { ...operation, seen: fieldsOf(found) };
    }
    case 'update':
      return {
        kind: 'update',
        subject,
        record,
        rule: match.rule,
        reason: 'the store changed it',
        changes: decision.changes,
        write: { fields: wanted, references: references(state, matches) },
      };
    case 'conflict':
      return {
        kind: 'conflict',
        subject,
        record,
        rule: 'changed',
        reason: decision.reason,
        changes: decision.changes,
      };
  }
}

function planNew(
  state: StateFact,
  subject: Subject,
  reason: string,
  matches: GeographyMatches,
  context: PlanContext,
): Operation {
  const countryMatch = matches.countries.get(state.country);
  if (countryReference(countryMatch, state.country) === null) {
    const rule = 'country';
    return countryMatch?.kind === 'ambiguous'
      ? { kind: 'conflict', subject, rule, reason: `which country ${state.country} is must be decided first` }
      : { kind: 'unsupported', subject, rule, reason: `its country ${state.country} cannot exist in Odoo` };
  }
  const externalId = stateExternalId(state.country, state.code);
  const deleted = deletedRecord(subject, externalId, context);
  if (deleted !== null && !context.input.policy.recreateDeleted) {
    return {
      kind: 'conflict',
      subject,
      record: { model: STATE_MODEL, id: deleted },
      rule: 'deleted',
      reason: `it was bound to record ${deleted}, which somebody deleted in Odoo; --recreate-deleted makes it again`,
    };
  }
  return {
    kind: 'create',
    subject,
    record: { model: STATE_MODEL, externalId },
    rule: 'new',
    reason,
    write: { fields: stateFields(state), references: references(state, matches) },
    ...(countryMatch?.kind === 'none' && { after: countryExternalId(state.country) }),
  };
}

function stateFields(state: StateFact): Record<'name' | 'code', string> {
  return { name: state.name || state.code, code: state.code };
}

function fieldsOf(state: OdooState): Record<'name' | 'code', string> {
  return { name: state.name, code: state.code };
}

function references(state: StateFact, matches: GeographyMatches): Record<string, string> {
  const reference = countryReference(matches.countries.get(state.country), state.country);
  return reference === null ? {} : { [reference.column]: reference.value };
}

/** The id of the record this state had. That no rule found it, nor its binding, means that it is gone. */
function deletedRecord(subject: Subject, externalId: string, context: PlanContext): number | null {
  const binding = context.bindings.get(`${subject.type} ${subject.key}`);
  return binding?.odooId ?? context.managed.get(externalId)?.odooId ?? null;
}
