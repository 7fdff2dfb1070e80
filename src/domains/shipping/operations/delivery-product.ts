import type { Operation } from '../../../core/operation.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { CARRIER_MODEL } from '../models.ts';
import { planProduct } from './products.ts';

/** A carrier that we make or made, and that stays in use, has a product of its own; without one it cannot be made. */
export function withProduct(
  { desired, representation }: MatchedMethod,
  operation: Operation,
  context: PlanContext,
): { readonly operation: Operation; readonly product?: Operation } {
  const { kind, obstacle, record, subject, target } = operation;
  const isOurs = record?.externalId !== undefined && record.model === CARRIER_MODEL && target !== 'missing';
  if (!isOurs || obstacle === 'currency') return { operation };
  // Out of use, and what it has to be is not known: its product comes back into use with it.
  if (!representation.ok && record.id !== undefined && context.carriers.get(record.id)?.active === false)
    return { operation };
  const product = planProduct(desired, operation, context);
  // One that is not there is made with its carrier alone.
  if (product === null || (!representation.ok && product.kind === 'create')) return { operation };
  if (kind !== 'create' || product.kind !== 'conflict') return { operation, product };
  const reason = `its delivery product must be decided first: ${product.reason}`;
  return { operation: { kind: 'conflict', subject, rule: 'product', reason }, product };
}
