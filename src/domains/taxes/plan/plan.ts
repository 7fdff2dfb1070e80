import type { PlanInput } from '../../../core/domain.ts';
import { ConnectorError } from '../../../core/errors.ts';
import { sortOperations, type DomainPlan, type Note } from '../../../core/plan.ts';
import { taxAgreements } from '../agreement/agreements.ts';
import type { OdooTaxes, StoreTaxes } from '../facts.ts';
import { buildContext, type PlanContext } from './context.ts';
import { LIMITATION_TYPE } from './limitations.ts';
import { planPolicy, type PlannedPolicy } from './plan-policy.ts';
import { POSITION_TYPE } from './plan-positions.ts';
import { planRateOff, RATE_TYPE, rateSubject } from './plan-rates.ts';
import { RETIRED_TYPE } from './retired.ts';

/** In the order in which they are written: positions point to taxes, and rates are bound to them. */
export const TYPES = ['tax_class', 'tax', POSITION_TYPE, RATE_TYPE, RETIRED_TYPE, LIMITATION_TYPE] as const;

/**
 * Plans the tax policy: the taxes that products of each class carry, those that places turn them into, the fiscal
 * positions that do it, and which tax each rate stands for. Pure; the order of the lists on either side does not matter.
 *
 * @throws ConnectorError `taxes.settings` when the store does not show its settings: nothing can be planned without
 */
export function planTaxes(input: PlanInput<StoreTaxes, OdooTaxes>): DomainPlan {
  const { store } = input;
  const { policy } = store;
  if (policy === null) throw settingsUnread(store);
  const context = buildContext(input);
  const { classTaxes, notes, operations } = policy.enabled
    ? planPolicy(policy, context)
    : planSwitchedOff(context);
  const agreements = taxAgreements({
    store,
    odoo: input.odoo,
    series: input.odooSeries,
    found: input.found,
    classTaxes: new Map(
      classTaxes.map(({ wanted, ref }) => [wanted.key, { percent: wanted.percent, taxId: ref.id }]),
    ),
  });
  return { domain: 'taxes', operations: sortOperations(operations, TYPES), notes, agreements };
}

/** Rates that the store does not charge are shown with what they were bound to; nothing is made and nothing archived. */
function planSwitchedOff(context: PlanContext): PlannedPolicy {
  const { classNames } = context;
  const note: Note = {
    level: 'info',
    // The code by which rows of the app are kept, too.
    code: 'removals_blocked',
    message: 'Taxes are switched off in the store. What was made in Odoo for them is left as it is.',
    hint: 'Where they are switched off for good, archive the taxes and fiscal positions in Odoo by hand.',
  };
  return {
    classTaxes: [],
    operations: context.input.store.rates.map((rate) =>
      planRateOff(rateSubject(rate, classNames.get(rate.taxClass) ?? rate.taxClass), context),
    ),
    notes: [note],
  };
}

export function settingsUnread({ unread }: StoreTaxes): ConnectorError {
  const why = unread.map(({ group, message }) => `${group}: ${message}`).join('; ');
  return new ConnectorError({
    code: 'taxes.settings',
    message: `The store does not show the settings that decide taxes${why === '' ? '' : ` (${why})`}. Nothing was planned for taxes.`,
    hint: 'See that the settings General and Tax open in WooCommerce; "woo-odoo doctor" tells more.',
  });
}
