import type { Operation } from '../../../core/operation.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import type { PlanContext } from '../match/context.ts';
import type { MatchedStore } from '../match/match-store.ts';
import { chartMappingOperations } from './chart-mappings.ts';
import { includedPrices } from './included-prices.ts';
import { limitationAppender, planLimitations } from './limitations.ts';
import { neededBy } from './needed.ts';
import { orderOperations } from './order-operations.ts';
import { positionOperation } from './positions.ts';
import { rateOperations, type RateOperations } from './rates.ts';
import { planRemovals } from './removals.ts';
import { taxGroupOperations } from './tax-groups.ts';
import { taxOperation } from './taxes.ts';
import { keysOfUnknownAreas, unknownAreaOperations } from './unknown-areas.ts';

/** All operations for a store: taxes, positions, rates, what is no longer needed, and what Odoo does not support. */
export function buildOperations(
  store: MatchedStore,
  policy: StoreTaxPolicy,
  context: PlanContext,
): { readonly operations: readonly Operation[]; readonly kept: RateOperations['kept'] } {
  const { classTaxes, desired, destination, order, positions: matched, rates: matchedRates } = store;
  const { columns, limitations } = desired;
  const taxes = [...classTaxes, ...store.taxes];
  const positions = matched.map((position) => positionOperation(position, context));
  const rates = rateOperations(matchedRates, limitationAppender(limitations), context);
  const operations = [
    ...taxGroupOperations(taxes, context),
    ...taxes.map((tax) => taxOperation(tax, context)),
    ...orderOperations(order, context),
    ...chartMappingOperations(store.chart, context),
    ...positions,
    ...unknownAreaOperations(desired),
    ...rates.listed,
    ...planRemovals(
      neededBy(taxes, positions, keysOfUnknownAreas(desired, context), rates, context),
      context,
    ),
    ...planLimitations(limitations, policy, destination, columns),
    ...includedPrices(destination, columns),
  ];
  return { operations, kept: rates.kept };
}
