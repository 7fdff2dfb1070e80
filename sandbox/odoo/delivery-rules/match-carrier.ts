import type { CarrierRecord, Destination, OrderMeasures } from './types.ts';

/** Whether a carrier fits an order (`_match` of `delivery.carrier`): its destination, and from 18 on its limits. */
export function matchesOrder(carrier: CarrierRecord, place: Destination, order: OrderMeasures): boolean {
  return (
    matchesAddress(carrier, place) &&
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

function withinLimit(value: number, limit: number): boolean {
  return limit === 0 || value <= limit;
}
