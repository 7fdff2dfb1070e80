import { NOT_DONE } from '../../core/cancellation.ts';
import type { DomainName, Operation } from '../../core/operation.ts';
import type { RunOutcome } from '../../database/port.ts';

/** What became of an operation, as it is recorded. `message` gives the reason where it was not applied. */
export function outcomeOf(
  domain: DomainName,
  { subject: { type, key } }: Operation,
  status: RunOutcome['status'],
  message: string | null = null,
  odooId: number | null = null,
): RunOutcome {
  return { domain, type, key, status, message, odooId };
}

/** An operation that a stop of the run came before: nothing is wrong with it, and the next sync does it. */
export function notDone(domain: DomainName, operation: Operation, odooId: number | null = null): RunOutcome {
  return { ...outcomeOf(domain, operation, 'skipped', NOT_DONE, odooId), isNotDone: true };
}
