import type { FieldValues } from '../../../core/memory.ts';
import type { Operation, Subject } from '../../../core/operation.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { METHOD_TYPE, PART_TYPE } from '../models.ts';

/** How accurately Odoo represents a method. */
export type Report = 'exact' | 'limited' | 'unsupported';

/**
 * The subject of a method, with how accurately Odoo represents it.
 *
 * @param differences of the carrier of other people that represents it
 * @param limits of our own carrier, which a user set
 */
export function methodSubject(
  { desired: { isPart, key, method, name, zone }, representation }: MatchedMethod,
  differences: readonly string[] = [],
  limits: readonly string[] = [],
): Subject {
  const own = representation.ok ? representation.limitations : [];
  const limitations = [...own, ...differences, ...limits];
  const supported: Report = limitations.length === 0 ? 'exact' : 'limited';
  const report: Report = representation.ok ? supported : 'unsupported';
  const details: FieldValues = {
    ...{ report, limitation: limitations.join('\n') },
    ...(differences.length > 0 && { differs: differences.join(' ') }),
  };
  return {
    ...(isPart
      ? { type: PART_TYPE, key, label: name }
      : { type: METHOD_TYPE, key, label: method.title || `${method.methodId} ${key}` }),
    ...{ group: zone.name, details },
  };
}

/** What a plan shows of a method that waits for a user: it is not represented exactly, however well Odoo could. */
export function withReport(operation: Operation): Operation {
  const { kind, reason, subject } = operation;
  if (kind !== 'conflict' || subject.details?.['report'] !== 'exact') return operation;
  const limitation = `It needs review: ${reason}.`;
  return {
    ...operation,
    subject: { ...subject, details: { ...subject.details, report: 'limited', limitation } },
  };
}
