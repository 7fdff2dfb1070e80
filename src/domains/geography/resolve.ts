import type { Resolution } from '../../core/domain.ts';
import type { Operation } from '../../core/operation.ts';
import type { DomainPlan } from '../../core/plan.ts';
import { resolveNothing, resolveOperation } from '../../core/resolution.ts';
import { nameKey } from '../../core/text.ts';

/**
 * The Odoo country and state of an order's address. Orders carry codes (`MX`, `JA`); where the store knows no states
 * for a country its form takes free text, which represents no state. A name is accepted too.
 */
export function resolveAddress(plan: DomainPlan, question: Readonly<Record<string, string>>): Resolution[] {
  const desired = question['country'] ?? '';
  const country = find(plan, 'country', '', desired);
  const resolutions = [answer('country', desired, country, 'the store does not list this country')];
  const state = question['state'];
  if (state === undefined || state === '') return resolutions;
  if (country === undefined)
    return [...resolutions, resolveNothing('state', state, 'its country is not known')];

  const prefix = `${country.subject.key}:`;
  const listed = plan.operations.some(
    ({ subject }) => subject.type === 'state' && subject.key.startsWith(prefix),
  );
  const why = listed
    ? `the store lists no state ${state} in ${country.subject.key}`
    : `the store knows no states in ${country.subject.key}; what customers type there stays text`;
  const resolved = answer('state', state, find(plan, 'state', prefix, state), why);
  const isFreeText = !listed && resolved.status === 'none';
  return [...resolutions, isFreeText ? { ...resolved, isFreeText } : resolved];
}

function find(plan: DomainPlan, type: string, prefix: string, value: string): Operation | undefined {
  const candidates = plan.operations.filter(
    ({ kind, subject }) => kind !== 'archive' && subject.type === type && subject.key.startsWith(prefix),
  );
  const key = (prefix + value).toUpperCase();
  const exact = candidates.find(({ subject }) => subject.key === prefix + value);
  const folded = candidates.filter(({ subject }) => subject.key.toUpperCase() === key);
  const named = candidates.filter(({ subject }) => nameKey(subject.label) === nameKey(value));
  return exact ?? only(folded) ?? only(named);
}

function only(operations: readonly Operation[]): Operation | undefined {
  return operations.length === 1 ? operations[0] : undefined;
}

function answer(field: string, value: string, operation: Operation | undefined, why: string): Resolution {
  return operation === undefined
    ? resolveNothing(field, value, why)
    : resolveOperation(field, value, operation);
}
