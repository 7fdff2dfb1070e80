import type { Operation } from '../../../core/operation.ts';
import type { DomainPlan } from '../../../core/plan.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedMethod } from '../match/match-method.ts';
import { withProduct } from './delivery-product.ts';
import { planInvalidMethods } from './invalid-methods.ts';
import { keepParts } from './kept-parts.ts';
import { planMethod } from './methods.ts';
import { shippingNotes } from './notes.ts';
import { withPickupTax } from './pickup-tax.ts';
import { planPrefixes } from './prefixes.ts';
import { planRemovals } from './removals.ts';
import { withReport } from './subject.ts';
import { withMethod } from './waiting-parts.ts';

/** Builds all operations of matched methods: methods, their products, the zip prefixes they share, and what vanished. */
export function buildOperations(
  matched: readonly MatchedMethod[],
  context: PlanContext,
): Pick<DomainPlan, 'notes' | 'operations' | 'removals'> {
  const alone = matched.map((each) => ({ each, operation: planMethod(each, context) }));
  const byKey = new Map(alone.map(({ each, operation }) => [each.desired.key, operation]));
  const pairs = alone.map(({ each, operation }) =>
    withProduct(each, withPickupTax(withMethod(operation, each, byKey, context), each, context), context),
  );
  const listed = new Set(matched.map(({ desired }) => desired.method.instanceId));
  const planned: Operation[] = [
    ...pairs.map(({ operation }) => withReport(operation)),
    ...planInvalidMethods(listed, context),
  ];
  const methods = [...planned, ...keepParts(planned, matched, context)];
  const kept = [
    ...methods,
    ...pairs.flatMap(({ product }) => product ?? []),
    ...planPrefixes(methods, context),
  ];
  const removals = planRemovals(kept, matched, context);
  return {
    operations: [...kept, ...removals.operations],
    notes: [...shippingNotes(methods, context), ...removals.notes],
    removals: removals.notes.length === 0 ? 'trusted' : 'withheld',
  };
}
