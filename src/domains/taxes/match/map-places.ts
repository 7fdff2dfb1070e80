import type { PositionOrder } from '../position-order/position-order.ts';
import type { DestinationInput, DestinationKeys } from '../desired/destination-keys.ts';
import { noTaxKey } from '../models.ts';
import { FIRST_WITHOUT_LINES } from '../series.ts';
import type { PlanContext } from './context.ts';
import type { Mapping } from './mapping.ts';
import type { MatchedRate } from './match-rates.ts';
import type { DesiredPosition } from './position-values.ts';
import { taxText, type Source, type TaxRef } from '../desired/tax-ref.ts';
import type { MatchedTax } from './tax-outcome.ts';

/**
 * The positions that there have to be: for each place, what becomes of each tax of products.
 *
 * @param order gives each place its sequence
 */
export function mapPlaces(
  destination: DestinationInput,
  keys: DestinationKeys,
  taxes: readonly MatchedTax[],
  matchedRates: readonly MatchedRate[],
  order: Pick<PositionOrder, 'sequenceOf'>,
  context: PlanContext,
): DesiredPosition[] {
  const { places, rates, series, sources } = destination;
  const refs = new Map(taxes.map(({ desired, ref }) => [desired.key, ref]));
  const byId = new Map(rates.map((rate) => [rate.id, rate]));
  const chosen = chosenTaxes(matchedRates, context);
  const noTax = (source: Source): TaxRef[] => {
    const ref = series >= FIRST_WITHOUT_LINES ? refs.get(noTaxKey(source.ref.text)) : undefined;
    return ref === undefined ? [] : [ref];
  };
  const mappingOf = (source: Source, ids: readonly number[]): Mapping => {
    const there = ids.flatMap((id) => byId.get(id) ?? []);
    const withCompound = there.some(({ compound }) => compound);
    const charged = there.flatMap(
      (rate) => chosen(rate.id, source) ?? refs.get(keys.at(rate, source, withCompound)) ?? [],
    );
    const all = charged.length === 0 ? noTax(source) : charged;
    // One record counts once, whether a rate's choice or the rate's kind leads to it: Odoo refuses two lines of one pair.
    return { source, destinations: [...new Map(all.map((ref) => [ref.id ?? ref.name, ref])).values()] };
  };
  return places.map((place) => ({
    place,
    sequence: order.sequenceOf(place),
    mappings: sources.map((source) => mappingOf(source, place.rates.get(source.column.key) ?? [])),
  }));
}

/**
 * The tax that a user chose for a rate, where positions can charge it: on goods, whose inclusion it may be trusted to
 * have, and on 19 only if it replaces what the goods carry, which the tax itself names.
 */
function chosenTaxes(
  rates: readonly MatchedRate[],
  { series, taxes, taxKeys }: PlanContext,
): (rateId: number, source: Source) => TaxRef | undefined {
  const chosen = new Map(
    rates.flatMap(({ match, rate }) =>
      match.state === 'there' && match.decidedBy === 'user' ? [[rate.id, match.record.id] as const] : [],
    ),
  );
  return (rateId, { column, ref }) => {
    const id = chosen.get(rateId);
    const tax = taxes.get(id ?? 0);
    if (tax === undefined || column.shipping) return undefined;
    const replaces = ref.id !== null && tax.originalTaxIds.includes(ref.id);
    if (series >= FIRST_WITHOUT_LINES && !replaces) return undefined;
    const text = taxText(taxKeys.get(tax.id), tax.id);
    return { name: `#${tax.id}`, id: tax.id, state: 'there', text, label: tax.name };
  };
}
