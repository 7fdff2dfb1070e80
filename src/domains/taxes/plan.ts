import type { PlanInput } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { sortOperations, type DomainPlan } from '../../core/plan.ts';
import { taxAgreements } from './agreement/agreements.ts';
import type { OdooTaxes, StoreTaxes } from './facts.ts';
import { buildContext } from './match/context.ts';
import { findFreeze, planFrozen } from './match/freeze.ts';
import { LIMITATION_TYPE } from './operations/limitations.ts';
import { planPolicy } from './plan-policy.ts';
import { POSITION_TYPE } from './operations/positions.ts';
import { RATE_TYPE } from './operations/rates.ts';
import { RETIRED_TYPE } from './operations/removals.ts';

/**
 * In the order in which they are written: positions point to taxes, and rates are bound to them. What is archived goes
 * in the opposite order, so that no position that leaves maps to a tax that has gone.
 */
export const TYPES = ['tax_class', 'tax', RETIRED_TYPE, POSITION_TYPE, RATE_TYPE, LIMITATION_TYPE] as const;

/**
 * Plans the tax policy: the taxes that products of each class carry, those that places turn them into, the fiscal
 * positions that do it, and which tax each rate stands for. Pure; the order of the lists on either side does not matter.
 *
 * @throws ConnectorError `taxes.settings` when the store does not show its settings: nothing can be planned without
 */
export function planTaxes(input: PlanInput<StoreTaxes, OdooTaxes>): DomainPlan {
  const { store } = input;
  const { policy } = store;
  if (policy === null) throw settingsUnavailable(store);
  const context = buildContext(input);
  const freeze = findFreeze(policy, context);
  const { classTaxes, notes, operations, winners } =
    freeze === null
      ? planPolicy(policy, context)
      : { classTaxes: [], notes: [freeze.note], operations: planFrozen(freeze, context), winners: undefined };
  const agreements = taxAgreements({
    store,
    odoo: input.odoo,
    series: input.odooSeries,
    found: input.found,
    winners: winners && [
      ...winners.now.map(({ position: { id, name }, places }) => ({ id, name, places: places.length })),
      ...winners.next.map(({ id, name }) => ({ id, name, places: 0 })),
    ],
    classTaxes: new Map(
      classTaxes.map(({ operation, desired, ref }) => [
        desired.key,
        // One that this run puts into use again is as good as one that it makes.
        { percent: desired.percent, taxId: operation.kind === 'update' ? null : ref.id },
      ]),
    ),
  });
  const removals = freeze === null ? 'trusted' : 'withheld';
  return { domain: 'taxes', operations: sortOperations(operations, TYPES), notes, removals, agreements };
}

export function settingsUnavailable({ unavailable }: StoreTaxes): ConnectorError {
  const why = unavailable.map(({ group, message }) => `${group}: ${message}`).join('; ');
  return new ConnectorError({
    code: 'taxes.settings',
    message: `The store does not show the settings that decide taxes${why === '' ? '' : ` (${why})`}. Nothing was planned for taxes.`,
    hint: 'See that the settings General and Tax open in WooCommerce; "woo-odoo doctor" shows more.',
  });
}
