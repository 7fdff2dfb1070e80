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
