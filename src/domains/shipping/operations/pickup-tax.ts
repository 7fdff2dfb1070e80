import type { Operation } from '../../../core/operation.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import type { PlanContext } from '../match/context.ts';

const TEXT =
  "WooCommerce charges whoever collects the tax of the store's own address, Odoo the tax of the delivery address: on " +
  "quotations with this delivery method, choose the store's address for the delivery.";

/**
 * Says of a local pickup by which address it is taxed: WooCommerce takes its own for the whole cart
 * (`woocommerce_apply_base_tax_for_local_pickup`). Nothing differs while taxes are off or always those of that address.
 */
export function withPickupTax(
  operation: Operation,
  { desired: { method } }: MatchedMethod,
  { input: { store } }: PlanContext,
): Operation {
  const { taxedAtBase, taxesEnabled } = store.policy;
  if (method.methodId !== 'local_pickup' || !method.enabled || !taxesEnabled || taxedAtBase) return operation;
  const { reason, subject } = operation;
  return {
    ...operation,
    subject: { ...subject, details: { ...subject.details, tax: TEXT } },
    reason: `${reason}. ${TEXT}`,
  };
}
