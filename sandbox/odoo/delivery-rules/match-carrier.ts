import type { Series } from '../model.ts';
import type { CarrierRecord, Destination, OrderMeasures } from './types.ts';

/**
 * Whether a carrier fits an order (`_match` of `delivery.carrier`): its destination, and from 18 on its limits. An order
 * must have all the tags that 18 asks for, and one of those that 19 does.
 */
export function matchesOrder(
  series: Series,
  carrier: CarrierRecord,
  place: Destination,
  order: OrderMeasures,
): boolean {
  return (
    matchesAddress(carrier, place) &&
    hasTags(series, carrier.mustHaveTagIds, order.tagIds) &&
    !carrier.excludedTagIds.some((tag) => order.tagIds.includes(tag)) &&
    withinLimit(order.wholeWeight, carrier.maxWeight) &&
    withinLimit(order.wholeVolume, carrier.maxVolume)
  );
}

/** Whether a carrier delivers to an address (`_match_address`); the same on 17, 18 and 19. */
export function matchesAddress(carrier: CarrierRecord, place: Destination): boolean {
  return (
    isOneOf(carrier.countryIds, place.countryId) &&
    isOneOf(carrier.stateIds, place.stateId) &&
    matchesZip(carrier.zipPatterns, place.zip)
  );
}

/**
 * Whether a zip begins as one of the patterns says. Odoo joins them to one regular expression and matches it at the
 * start of the zip in capitals; an address without zip then fits none. Patterns are kept in capitals too, which turns
 * `\d` into `\D`, its opposite.
 *
 * @throws SyntaxError for a pattern that is none, as Odoo fails on it
 */
export function matchesZip(patterns: readonly string[], zip: string): boolean {
  if (patterns.length === 0) return true;
  if (zip === '') return false;
  // Sticky: at the start or nowhere, also where a pattern brings alternatives of its own.
  return new RegExp(patterns.map((pattern) => `^${pattern}`).join('|'), 'y').test(zip.toUpperCase());
}

function isOneOf(ids: readonly number[], id: number | null): boolean {
  return ids.length === 0 || (id !== null && ids.includes(id));
}

function hasTags(series: Series, asked: readonly number[], carried: readonly number[]): boolean {
  const has = (tag: number) => carried.includes(tag);
  return series === 18 ? asked.every(has) : asked.length === 0 || asked.some(has);
}

function withinLimit(value: number, limit: number): boolean {
  return limit === 0 || value <= limit;
}
