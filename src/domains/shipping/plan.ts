import type { PlanInput } from '../../core/domain.ts';
import { sortOperations, type DomainPlan } from '../../core/plan.ts';
import { desiredMethods } from './desired/methods.ts';
import type { OdooShipping, StoreShipping } from './facts.ts';
import { buildContext } from './match/context.ts';
import { findFreeze } from './match/freeze.ts';
import { matchMethods } from './match/match-method.ts';
import { METHOD_TYPE, PART_TYPE, PRODUCT_TYPE, RETIRED_TYPE, ZIP_PREFIX_TYPE } from './models.ts';
import { buildOperations } from './operations/build.ts';
import { planFrozen } from './operations/frozen.ts';

/** In the order in which they are written: carriers point to prefixes and products. */
export const TYPES = [ZIP_PREFIX_TYPE, PRODUCT_TYPE, RETIRED_TYPE, METHOD_TYPE, PART_TYPE] as const;

/**
 * Plans shipping: what the store offers (`desired`), which carrier of Odoo represents each method (`match`), and what is
 * to be done about it (`operations`). Pure; the order of the lists on either side does not matter.
 */
export function planShipping(input: PlanInput<StoreShipping, OdooShipping>): DomainPlan {
  const context = buildContext(input);
  const freeze = findFreeze(context);
  const { operations, ...plan } =
    freeze === null
      ? buildOperations(matchMethods(desiredMethods(input.store), context), context)
      : { notes: [freeze.note], operations: planFrozen(freeze, context), removals: 'withheld' as const };
  return { domain: 'shipping', operations: sortOperations(operations, TYPES), ...plan };
}
