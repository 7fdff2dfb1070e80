import type { DomainName } from '../../core/operation.ts';
import { DEFAULT_SAMPLES, PROOF_KINDS, type ProofKind } from '../../core/proof.ts';
import type { Backend, RunOutcome } from '../../database/port.ts';
import type { RecordServices } from '../ports.ts';

/** What a proof depends on: a change of it asks for a new one. */
const CONCERNS: Readonly<Record<ProofKind, readonly DomainName[]>> = {
  taxes: ['geography', 'settings', 'taxes', 'currency'],
  shipping: ['geography', 'settings', 'taxes', 'shipping', 'currency'],
  orders: ['geography', 'settings', 'taxes', 'shipping', 'payments', 'currency'],
};

/** Asks for the proofs of what a sync has changed, where the backend is set so. The service carries them out. */
export async function askAfterSync(
  backend: Pick<Backend, 'id' | 'verifyAfterSync'>,
  outcomes: readonly RunOutcome[],
  { database, now }: RecordServices,
): Promise<void> {
  if (backend.verifyAfterSync === 'never') return;
  const changed = new Set(outcomes.flatMap(({ domain, status }) => (status === 'applied' ? [domain] : [])));
  const kinds = PROOF_KINDS.filter((kind) => CONCERNS[kind].some((domain) => changed.has(domain)));
  for (const kind of kinds)
    await database.proofs.ask({
      ...{ backendId: backend.id, kind, origin: 'sync', askedBy: null, sample: DEFAULT_SAMPLES[kind] },
      askedAt: now().toISOString(),
    });
}
