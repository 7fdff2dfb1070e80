import type { FieldValues } from '../../core/memory.ts';
import type { Operation } from '../../core/operation.ts';
import type { Note } from '../../core/plan.ts';
import type { StoreTaxRate } from '../../woocommerce/port.ts';
import { RateTable } from './woocommerce-rules/rate-table.ts';
import type { StoreTaxPolicy } from './facts.ts';
import { derivePlaces } from './places/derive-places.ts';
import { classColumns } from './desired/class-columns.ts';
import type { PlanContext } from './match/context.ts';
import { destinationKeys, type DestinationInput, type DestinationKeys } from './desired/destination-keys.ts';
import { limitationAppender, planLimitations } from './operations/limitations.ts';
import { planMappings } from './match/map-places.ts';
import { productNotes, rateNotes, roundedNotes } from './operations/notes.ts';
import { numberRates } from './desired/number-rates.ts';
import { planPosition } from './operations/positions.ts';
import { positionNotes } from './operations/position-notes.ts';
import { positionOrder } from './match/position-order.ts';
import { planFault, planRate, planUnusable, rateSubject, rateTarget } from './operations/rates.ts';
import { planTax, type PlannedTax } from './operations/taxes.ts';
import { neededBy } from './operations/needed.ts';
import { planRemovals } from './operations/removals.ts';
import { sourcesOf } from './match/sources.ts';
import { UniqueNames } from './match/unique-names.ts';
import { splitUsable, unreadableRates } from './desired/usable-rates.ts';
import { desiredClassTax, desiredDestinationTaxes } from './desired/desired-taxes.ts';
import { findWinners, type Winners } from './match/winners.ts';

export interface PlannedPolicy {
  readonly operations: readonly Operation[];
  readonly notes: readonly Note[];
  readonly classTaxes: readonly PlannedTax[];
  /** Positions of others that Odoo uses in places of the store, with another tax. */
  readonly winners: Winners;
}

/** Plans the taxes of a store that charges them. */
export function planPolicy(policy: StoreTaxPolicy, context: PlanContext): PlannedPolicy {
  const { odooSeries: series, odoo, policy: wishes, store } = context.input;
  const { usable, unusable } = splitUsable(store.rates);
  const columns = classColumns(store.classes, usable, policy, new RateTable(usable));
  const { limitations, places, together } = derivePlaces(usable, columns, {
    limit: wishes.taxes.positionLimit,
  });
  const numbers = numberRates(
    usable.map(({ id }) => id),
    together,
  );
  const names = new UniqueNames(odoo.taxes.map(({ name }) => name));
  const byClass = Map.groupBy(usable, ({ taxClass }) => taxClass);
  const classTaxes = columns.map((column) =>
    planTax(desiredClassTax(column, byClass.get(column.taxClass) ?? []), names, context),
  );
  const sources = sourcesOf(columns, classTaxes, context);
  const destination: DestinationInput = { rates: usable, sources, places, numbers, series };
  // All 50,000 rates may be in it, so it is made once.
  const keys = destinationKeys(destination);
  const taxes = desiredDestinationTaxes(destination, keys).map((desired) => planTax(desired, names, context));
  const rates = [
    ...planRates(destination, keys, taxes, limitationAppender(limitations), context),
    ...unusable.map((entry) => planUnusable(entry, subjectOf(entry.rate, context), context)),
    ...unreadableRates(store).map((fault) => planFault(fault, context)),
  ];
  const order = positionOrder(context);
  const positions = planMappings(destination, keys, taxes, rates, context).map((desired) =>
    planPosition({ ...desired, sequence: desired.place.rank + order.shift }, context),
  );
  const winners = findWinners(destination, order.shift, context);
  const kept = [...classTaxes, ...taxes];
  return {
    ...{ classTaxes, winners },
    operations: [
      ...kept.map(({ operation }) => operation),
      ...positions,
      ...rates,
      ...planRemovals(neededBy(kept, positions, rates, context), context),
      ...planLimitations(limitations, policy, destination, columns),
    ],
    notes: [
      ...positionNotes(places, winners, order, context),
      ...rateNotes(store, context),
      ...productNotes(sources, classTaxes, context),
      ...roundedNotes(columns),
    ],
  };
}

/** Binds each rate to the tax that it is on the goods of its class. */
function planRates(
  destination: DestinationInput,
  keys: DestinationKeys,
  taxes: readonly PlannedTax[],
  appendLimitations: (rate: StoreTaxRate, operation: Operation) => Operation,
  context: PlanContext,
): Operation[] {
  const { rates, sources } = destination;
  const targets = new Map(taxes.map((planned) => [planned.desired.key, rateTarget(planned, context)]));
  const details = new Map(taxes.map(({ desired: { key } }) => [key, { shipping: key }]));
  const current = sources.filter(({ former }) => !former);
  const goods = new Map(
    current.filter(({ column }) => !column.shipping).map((source) => [source.column.taxClass, source]),
  );
  const freight = new Map(
    current.filter(({ column }) => column.shipping).map((source) => [source.column.taxClass, source]),
  );
  return rates.map((rate) => {
    const onGoods = goods.get(rate.taxClass);
    const onFreight = rate.shipping ? freight.get(rate.taxClass) : undefined;
    const subject = subjectOf(rate, context, onFreight && details.get(keys.bound(rate, onFreight)));
    const target = onGoods && targets.get(keys.bound(rate, onGoods));
    return appendLimitations(rate, planRate(subject, target, context));
  });
}

function subjectOf(rate: StoreTaxRate, { classNames }: PlanContext, details?: FieldValues) {
  return rateSubject(rate, classNames.get(rate.taxClass) ?? rate.taxClass, details);
}
