import type { Agreement } from '../../core/agreement.ts';
import type { PlanInput } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import { rankBefore, sortOperations, type DomainPlan } from '../../core/plan.ts';
import { taxAgreements } from './agreement/agreements.ts';
import type { AgreementInput } from './agreement/point.ts';
import type { OdooPosition, OdooTaxes, StoreTaxes } from './facts.ts';
import { buildContext } from './match/context.ts';
import { withKnownClasses } from './known-classes.ts';
import { findFreeze } from './match/freeze.ts';
import {
  CHART_TYPE,
  CLASS_TYPE,
  GROUP_TYPE,
  LIMITATION_TYPE,
  ORDER_TYPE,
  POSITION_TYPE,
  RATE_TYPE,
  RETIRED_TYPE,
} from './models.ts';
import { withReleased } from './released-taxes.ts';
import { openChartPositions } from './operations/chart-position-notes.ts';
import { frozenOperations } from './operations/frozen.ts';
import { buildNotes } from './operations/notes.ts';
import { settingNotes } from './operations/setting-notes.ts';
import { buildOperations } from './operations/operations.ts';
import { matchStore, type MatchedStore } from './match/match-store.ts';
import { wrongPlaces } from './position-order/winners.ts';

/**
 * In the order in which they are written: positions point to taxes, and rates are bound to them. What is archived goes
 * in the opposite order, so that no position that leaves maps to a tax that has gone.
 */
export const TYPES = [
  GROUP_TYPE,
  CLASS_TYPE,
  'tax',
  RETIRED_TYPE,
  CHART_TYPE,
  ORDER_TYPE,
  POSITION_TYPE,
  RATE_TYPE,
  LIMITATION_TYPE,
] as const;

/**
 * Plans the tax policy: the taxes that products of each class carry, those that places turn them into, the fiscal
 * positions that do it, and which tax represents each rate. Pure; the order of the lists on either side does not matter.
 *
 * @throws ConnectorError `taxes.settings` when the store does not show its settings: nothing can be planned without
 */
export function planTaxes(given: PlanInput<StoreTaxes, OdooTaxes>): DomainPlan {
  const input = withReleased(withKnownClasses(given));
  const { store } = input;
  const { policy } = store;
  if (policy === null) throw settingsUnavailable(store);
  const context = buildContext(input);
  const freeze = findFreeze(policy, context);
  if (freeze !== null) {
    const operations = sortOperations(frozenOperations(freeze, context), TYPES);
    const agreements = agreementsOf(input);
    return {
      domain: 'taxes',
      operations,
      notes: [...settingNotes(context), freeze.note],
      removals: 'withheld',
      agreements,
    };
  }
  const matched = matchStore(policy, context);
  const { kept, ...built } = buildOperations(matched, policy, context);
  const operations = sortOperations(built.operations, TYPES);
  const notes = buildNotes(matched, context);
  return {
    domain: 'taxes',
    operations,
    ...(kept && { kept: [{ ...kept, before: rankBefore(kept.type, operations, TYPES) }] }),
    notes,
    removals: 'trusted',
    agreements: agreementsOf(input, matched, openChartPositions(matched.chart, context)),
  };
}

function agreementsOf(
  { found, odoo, odooSeries: series, store }: PlanInput<StoreTaxes, OdooTaxes>,
  matched?: MatchedStore,
  open: readonly OdooPosition[] = [],
): Agreement[] {
  return taxAgreements({
    ...{ store, odoo, series, found },
    positions: matched && positionsOf(matched),
    chart: matched && { open: open.map(({ name }) => name) },
    classTaxes: new Map(
      (matched?.classTaxes ?? []).map(({ desired: { key, percent }, outcome, ref }) => [
        key,
        // One that this run puts into use again is as good as one that it makes.
        { percent, taxId: outcome.kind === 'restore' ? null : ref.id },
      ]),
    ),
  });
}

function positionsOf({
  order,
  winners: { next, now },
}: MatchedStore): NonNullable<AgreementInput['positions']> {
  return {
    winners: [
      ...now.map(({ position: { id, name }, places }) => ({ id, name, places: places.length })),
      ...next.map(({ id, name }) => ({ id, name, places: 0 })),
    ],
    moves: order.consent === 'align' ? [] : order.moves,
    wrong: wrongPlaces(order).length,
  };
}

export function settingsUnavailable({ unavailable }: StoreTaxes): ConnectorError {
  const why = unavailable.map(({ group, message }) => `${group}: ${message}`).join('; ');
  return new ConnectorError({
    code: 'taxes.settings',
    message: `The store does not show the settings that decide taxes${why === '' ? '' : ` (${why})`}. Nothing was planned for taxes.`,
    hint: 'See that the settings General and Tax open in WooCommerce; "woo-odoo doctor" shows more.',
  });
}
