import { throwIfAborted } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { Backend } from '../../database/port.ts';
import type { Proved } from '../proof/compare-each.ts';
import { compareShipping, type ShippingProofs } from '../proof/compare-shipping.ts';
import { removeLeftovers } from '../proof/odoo-probe.ts';
import { stopOfReading } from '../proof/stop-of-reading.ts';
import type { ShippingsProof } from '../proof/shipping-report.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { EngineServices } from '../ports.ts';
import { abortable } from '../run/cancellation.ts';
import type { ProgressSink } from '../run/progress.ts';
import { withSessions, type Sessions } from '../sessions.ts';

export interface VerifyShipping {
  /** At most so many addresses. */
  readonly sample: number;
  /** Ask Odoo's own delivery form, for draft quotations that are deleted at once. Absent: our rules answer for Odoo. */
  readonly wizard?: boolean | undefined;
  readonly stop: AbortSignal;
}

/**
 * Compares what both servers offer to send baskets with, and at which price, at addresses of the zones: the store by
 * carts of a visitor, without an order; Odoo by the fields of its delivery methods, for which nothing is written, or by
 * its delivery form. The caller has locked the backend.
 *
 * @throws ConnectorError `run.stopped` before it compared, `verify.shipping_off`, `verify.delivery`, `verify.sales`, `verify.rights`,
 *   and what reading throws
 */
export async function verifyShipping(
  backend: Backend,
  { sample, stop, wizard = false }: VerifyShipping,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<Proved<ShippingsProof>> {
  const reading = stopOfReading(stop);
  return withSessions(backend, abortable(reading.signal, services), onProgress, async (sessions) => {
    const proofs = await proofsOf(sessions, services, onProgress);
    throwIfAborted(stop);
    reading.end();
    const { shipping, taxes } = proofs;
    requireShipping(proofs);
    if (wizard) await removeLeftovers(sessions.odoo, backend.id);
    // Zones know no cities, and taxes of cities are another check.
    const base = { ...(taxes?.base ?? NOWHERE), city: '' };
    const probes = shipping.probes(sample, base);
    const run = { onProgress, stop };
    return compareShipping(sessions, proofs, probes, wizard ? 'wizard' : 'rules', run);
  });
}

const NOWHERE = { country: '', state: '', postcode: '', city: '' };

function requireShipping({ shipping }: ShippingProofs): void {
  if (!shipping.isEnabled)
    throw new ConnectorError({
      code: 'verify.shipping_off',
      message: 'Shipping is switched off in the store: it offers none, and there is nothing to compare.',
      hint: 'Enable shipping in the WooCommerce settings (General, shipping locations), then sync.',
    });
  if (!shipping.isInstalled)
    throw new ConnectorError({
      code: 'verify.delivery',
      message: 'Odoo has no delivery methods, so there is nothing to compare.',
      hint: 'Install the app "Delivery Costs" (delivery) in Odoo, then sync.',
    });
}

async function proofsOf(
  sessions: Sessions,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<ShippingProofs> {
  const { facts, plan } = await makePlan(sessions, { domains: ['taxes', 'shipping'] }, services, onProgress);
  const failed = plan.domains.find(({ domain, failure }) => domain === 'shipping' && failure !== undefined);
  if (failed?.failure) throw new ConnectorError(failed.failure);
  const shipping = facts.get('shipping')?.planned.proveShipping?.();
  if (shipping === undefined) throw new Error('the domain shipping proves nothing');
  // Without what taxes need, prices are compared without them.
  return { shipping, taxes: facts.get('taxes')?.planned.proveTaxes?.() ?? null };
}
