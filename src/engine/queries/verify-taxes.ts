import { throwIfAborted } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { TaxProof } from '../../core/tax-proof.ts';
import type { Backend } from '../../database/port.ts';
import type { Proved } from '../proof/compare-each.ts';
import { compareTaxes } from '../proof/compare-taxes.ts';
import { removeLeftovers } from '../proof/odoo-probe.ts';
import { stopOfReading } from '../proof/stop-of-reading.ts';
import type { TaxesProof } from '../proof/taxes-report.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import { abortable } from '../run/cancellation.ts';
import { withBackendLock } from '../run/lock.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withOdoo, withSessions, type Sessions } from '../sessions.ts';

export interface VerifyTaxes {
  /** At most so many addresses. */
  readonly sample: number;
  readonly stop: AbortSignal;
}

/**
 * Asks both servers what tax they charge at addresses of the table of rates, and compares to the cent: the store by a cart
 * of a visitor, without an order; Odoo by a quotation that is not written, for one archived contact and archived products
 * that are removed at the end. The caller has locked the backend.
 *
 * @throws ConnectorError `run.stopped` before it compared, `verify.taxes_off`, `verify.sales`, `verify.rights`, and what reading throws
 */
export async function verifyTaxes(
  backend: Backend,
  { sample, stop }: VerifyTaxes,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Proved<TaxesProof>> {
  const reading = stopOfReading(stop);
  return withSessions(backend, abortable(reading.signal, services), onProgress, async (sessions) => {
    const proof = await proofOf(sessions, services, onProgress);
    throwIfAborted(stop);
    reading.end();
    if (!proof.isEnabled) {
      throw new ConnectorError({
        code: 'verify.taxes_off',
        message: 'Taxes are switched off in the store: it charges none, and there is nothing to compare.',
        hint: 'Enable tax rates and calculations in the WooCommerce settings, then sync.',
      });
    }
    await removeLeftovers(sessions.odoo, backend.id);
    return compareTaxes(sessions, proof, proof.probes(sample), { onProgress, stop });
  });
}

/** Removes from Odoo what a killed proof left behind; answers how many records. */
export async function cleanProof(
  backend: Backend,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<number> {
  return withBackendLock(backend, services, (locked) =>
    withOdoo(backend, locked, onProgress, (odoo) => removeLeftovers(odoo, backend.id)),
  );
}

async function proofOf(
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<TaxProof> {
  const { facts, plan } = await makePlan(sessions, { domains: ['taxes'] }, services, onProgress);
  const failure = plan.domains[0]?.failure;
  if (failure) throw new ConnectorError(failure);
  const prove = facts.get('taxes')?.planned.proveTaxes;
  if (prove === undefined) throw new Error('the domain taxes proves nothing');
  return prove();
}
