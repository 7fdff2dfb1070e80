import type { Operation } from '../../../core/operation.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { readMethodKey } from '../models.ts';

/**
 * Holds a part back while the carrier of its method waits for a user and is still offered in countries of the part: both would
 * be offered there.
 *
 * @param planned the operations on methods and parts, by their keys
 */
export function withMethod(
  operation: Operation,
  { desired: { isPart }, representation }: MatchedMethod,
  planned: ReadonlyMap<string, Operation>,
  context: PlanContext,
): Operation {
  const { kind, record, subject } = operation;
  const isChange = kind === 'create' || kind === 'update';
  if (!isPart || !isChange || !representation.ok) return operation;
  const method = planned.get(readMethodKey(subject.key).method);
  const carrier = method?.kind === 'conflict' ? context.carriers.get(method.record?.id ?? 0) : undefined;
  if (carrier?.active !== true) return operation;
  const countries = (representation.carrier.places.links['country_ids'] ?? []).map(
    (name) => context.input.found('country', name.slice('country '.length))?.id,
  );
  const isShared =
    carrier.countryIds.length === 0 || countries.some((id) => carrier.countryIds.includes(id ?? 0));
  if (!isShared) return operation;
  const reason = `the delivery method "${carrier.name}" is offered there as well, and its shipping method needs review first`;
  return {
    ...{ kind: 'conflict', subject, rule: 'changed', reason },
    ...(kind === 'update' && { record }),
  };
}
