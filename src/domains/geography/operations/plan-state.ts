import { bind } from '../../../core/bind.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { FieldChange, Operation, Subject } from '../../../core/operation.ts';
import { decideFields } from '../../../core/three-way.ts';
import type { OdooState, StateFact } from '../facts.ts';
import { countryExternalId } from '../match/match-country.ts';
import { stateExternalId } from '../match/match-state.ts';
import type { StateMatch } from '../match/state-match.ts';
import { countryReference, stateKey, type GeographyMatches } from '../match/match.ts';
import { isRetired } from '../match/retired.ts';
import { STATE_MODEL } from '../models.ts';
import { deletedCountry } from './plan-country.ts';
import type { PlanContext } from './context.ts';

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
 * A state that the connector did not create is linked and left as it is. One it created follows the store's name, as long as
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
  const externalId = match.isOwn ? found.externalId : undefined;
  const bound = { model: STATE_MODEL, id: found.id, label: `${found.name} (${found.code})` };
  if (externalId === undefined) return bind(subject, bound, match, context);
  const record = { ...bound, externalId };
  const managed = context.managed.get(externalId);
  const follows = managed === undefined || managed.owner === context.input.backendId;
  if (!follows) return bind(subject, record, match, context);

  const desired = context.fieldsOfNew(state);
  const { onPersonChange } = context.input.policy;
  const decision = decideFields(desired, fieldsOf(found), managed, onPersonChange);
  const unsure = !managed?.written || managed.intended !== null;
  switch (decision.kind) {
    case 'keep': {
      const operation = bind(subject, record, match, context);
      return unsure ? { ...operation, seen: fieldsOf(found) } : operation;
    }
    case 'update':
      return {
        kind: 'update',
        subject,
        record,
        rule: match.rule,
        reason: whyUpdate(state, desired, decision.changes),
        changes: decision.changes,
        write: { fields: desired, references: references(state, matches) },
        // Where the store wins it may be a user's value, which must not be remembered as written.
        ...(unsure && onPersonChange === 'keep' && { seen: fieldsOf(found) }),
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
  const rule = 'country';
  if (
    countryMatch?.kind === 'ambiguous' ||
    (countryMatch?.kind === 'none' && deletedCountry(state.country, context) !== null)
  ) {
    const reason = `its country ${state.country} must be matched in Odoo first`;
    return { kind: 'conflict', subject, rule, reason };
  }
  if (countryReference(countryMatch, state.country) === null) {
    const reason = `its country ${state.country} cannot exist in Odoo`;
    return { kind: 'unsupported', subject, rule, reason };
  }
  const externalId = stateExternalId(state.country, state.code);
  const conflict = lostRecord(subject, externalId, context);
  if (conflict !== null) return conflict;
  const waiting = context.waiting(state, subject);
  if (waiting !== null) return waiting;
  return {
    kind: 'create',
    subject,
    record: { model: STATE_MODEL, externalId },
    rule: 'new',
    reason,
    write: { fields: context.fieldsOfNew(state), references: references(state, matches) },
    ...(countryMatch?.kind === 'none' && { after: countryExternalId(state.country) }),
  };
}

/** Values differ from the store's where Odoo needs others; then it is not the store that changed. */
function whyUpdate(state: StateFact, desired: FieldValues, changes: readonly FieldChange[]): string {
  const why = changes.map(({ field, to }) => {
    if (field === 'code' && to !== state.code)
      return `Odoo brings a state of its own under the code ${state.code}`;
    if (field === 'name' && desired['name'] !== (state.name || state.code))
      return 'another state of this country has the same name';
    return 'the store changed it';
  });
  return [...new Set(why)].join('; ');
}

function fieldsOf(state: OdooState): Record<'name' | 'code', string> {
  return { name: state.name, code: state.code };
}

function references(state: StateFact, matches: GeographyMatches): Record<string, string> {
  const reference = countryReference(matches.countries.get(state.country), state.country);
  return reference === null ? {} : { [reference.column]: reference.value };
}

/**
 * The conflict over the record that this state had and no rule finds any more: a user moved it to another country (to load
 * it again would move it back), turned it into another state, or deleted it. Null when it had none, or may be recreated.
 */
function lostRecord(subject: Subject, externalId: string, context: PlanContext): Operation | null {
  const { policy } = context.input;
  const moved = context.statesByExternalId.get(externalId);
  // One that was replaced is there for nothing any more.
  if (moved && !isRetired(moved)) {
    return {
      kind: 'conflict',
      subject,
      rule: 'moved',
      reason: `its record ${moved.id} was moved to the country ${moved.country} in Odoo; move it back, or delete it`,
      candidates: [{ model: STATE_MODEL, id: moved.id, label: `${moved.name} (${moved.code})` }],
    };
  }
  const binding = context.bindingOf(subject.type, subject.key);
  const id = binding?.odooId ?? context.managed.get(externalId)?.odooId ?? null;
  if (id === null || policy.recreateDeleted) return null;
  const what = context.stateLabels.has(id) ? 'which was turned into another state' : 'which was deleted';
  return {
    kind: 'conflict',
    subject,
    record: { model: STATE_MODEL, id },
    target: 'missing',
    rule: 'deleted',
    reason: `it was bound to record ${id}, ${what} in Odoo; woo-odoo sync --recreate-deleted recreates it`,
  };
}
