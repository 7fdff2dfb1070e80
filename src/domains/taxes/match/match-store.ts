import { desiredStore, type DesiredStore } from '../desired/desired-store.ts';
import { desiredDestinationTaxes } from '../desired/desired-taxes.ts';
import { destinationKeys, type DestinationInput } from '../desired/destination-keys.ts';
import type { StoreTaxPolicy } from '../facts.ts';
import { chartMappings, type ChartMapping } from './chart-mappings.ts';
import type { PlanContext } from './context.ts';
import { mapPlaces } from './map-places.ts';
import { matchPosition, type MatchedPosition } from './match-positions.ts';
import { matchRates, matchUnusable, type MatchedRate } from './match-rates.ts';
import { matchTaxes } from './match-taxes.ts';
import { orderPositions, type PositionOrder } from '../position-order/position-order.ts';
import { findWinners, type Winners } from '../position-order/winners.ts';
import type { DesiredPosition } from './position-values.ts';
import { sourcesOf } from './sources.ts';
import type { Source } from '../desired/tax-ref.ts';
import { limitTaxes, type LimitedTaxes } from './unmade-taxes.ts';
import { withStandingKeys } from './standing-position.ts';
import type { MatchedTax } from './tax-outcome.ts';
import { UniqueNames } from './unique-names.ts';
import { separateWaiting } from './waiting-mappings.ts';

/** What the store needs, beside what Odoo has. */
export interface MatchedStore {
  readonly desired: DesiredStore;
  readonly destination: DestinationInput;
  readonly classTaxes: readonly MatchedTax[];
  readonly taxes: readonly MatchedTax[];
  /** The same, with what the limit of taxes leaves out. */
  readonly limited: LimitedTaxes;
  readonly rates: readonly MatchedRate[];
  readonly positions: readonly MatchedPosition[];
  /** What positions of the chart have to make of the taxes of products. */
  readonly chart: readonly ChartMapping[];
  /** Where the positions of the store stand among others, and who gets which. */
  readonly order: PositionOrder;
  readonly winners: Winners;
}

/**
 * Compares what the store needs with Odoo, with what is remembered and with what people chose. Desired and matched twice:
 * which taxes places need depends on what products of each class carry.
 */
export function matchStore(policy: StoreTaxPolicy, context: PlanContext): MatchedStore {
  const { found, odoo, policy: settings, store } = context.input;
  const names = new UniqueNames(odoo.taxes.map(({ name }) => name));

  const derived = desiredStore(store, policy, {
    limit: settings.taxes.positionLimit,
    isKnown: (country, state) =>
      (state === '' ? found('country', country) : found('state', `${country}:${state}`)) !== null,
  });
  const desired = { ...derived, places: withStandingKeys(derived.places, context) };
  const classTaxes = matchTaxes(desired.classTaxes, names, context);

  const { carried: sources, released } = sourcesOf(desired.columns, classTaxes, context);
  const { numbers, places, rates: usable, unusable } = desired;
  const destination: DestinationInput = {
    ...{ rates: usable, sources, places, numbers, series: context.series },
    ...{ home: odoo.company.fiscalCountry?.code ?? null, splitAbroad: context.chart.usesTags },
  };
  // All 50,000 rates may be in it, so it is made once.
  const keys = destinationKeys(destination);
  const matched = matchTaxes(desiredDestinationTaxes(destination, keys), names, context);
  const limited = limitTaxes(matched, destination, keys, context);
  const { taxes } = limited;

  const rates = matchRates(destination, keys, limited, context);
  const order = orderPositions(destination, context);
  const mapped = mapPlaces(destination, keys, taxes, rates, order, context).map((position) =>
    withReleased(position, released),
  );
  const positions = separateWaiting(mapped, context);
  return {
    ...{ desired, destination, classTaxes, taxes, limited, order },
    rates: [...rates, ...unusable.map((rate) => matchUnusable(rate, context))],
    positions: positions.map((position) => matchPosition(position, context)),
    chart: chartMappings(sources, context),
    winners: findWinners(order),
  };
}

/**
 * A position that the run writes keeps what it makes of taxes that products carry until the run has changed them: they are
 * changed after it.
 */
function withReleased(position: DesiredPosition, released: readonly Source[]): DesiredPosition {
  if (released.length === 0) return position;
  return { ...position, released: released.map((source) => ({ source, destinations: [] })) };
}
