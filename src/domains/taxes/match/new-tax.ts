import { taxExternalId } from '../../shared/class-taxes.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import { TAX_MODEL } from '../models.ts';
import type { PlanContext } from './context.ts';
import { findTaxBooking } from './tax-booking.ts';
import type { TaxOutcome } from './tax-outcome.ts';
import { waitsFor } from './undecided.ts';
import type { UniqueNames } from './unique-names.ts';

/** A tax to which none of the company corresponds: it is created, unless something must be decided or set up first. */
export function matchNewTax(
  desired: DesiredTax,
  reason: string,
  names: UniqueNames,
  context: PlanContext,
): TaxOutcome {
  const externalId = taxExternalId(context.companyId, desired.taxKey);
  const lost = context.managed.get(externalId)?.odooId ?? null;
  if (lost !== null && !context.input.policy.recreateDeleted) {
    const why = `its tax ${lost} was deleted in Odoo; woo-odoo sync --recreate-deleted recreates it`;
    const record = { model: TAX_MODEL, id: lost };
    return { kind: 'conflict', record, target: 'missing', rule: 'deleted', reason: why };
  }
  if (desired.source?.state === 'missing') {
    return { kind: 'conflict', rule: 'class', reason: waitsFor(desired.source) };
  }
  const booking = findTaxBooking(desired, context);
  if ('rule' in booking) return { kind: 'conflict', ...booking };
  return { kind: 'create', externalId, name: names.take(desired.name), reason, booking };
}
