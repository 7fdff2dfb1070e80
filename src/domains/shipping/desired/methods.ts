import type { StoreShippingMethod, StoreShippingZone } from '../../../woocommerce/port.ts';
import { BUILT_IN_METHODS, type StoreShipping, type StoreShippingPolicy } from '../facts.ts';
import { partKey, readMethodKey } from '../models.ts';
import type { Destination } from '../places/destination.ts';
import { destinationsOf } from '../places/destinations.ts';
import { zonesInOrder } from '../places/zone-areas.ts';

/** A method of a zone as the store has it, and where the store offers it. */
export interface DesiredMethod {
  readonly zone: StoreShippingZone;
  readonly method: StoreShippingMethod;
  /** Its instance id. */
  readonly key: string;
  /** What a carrier of it is called. */
  readonly name: string;
  /** False for those of plugins: only the plugin knows what they cost. */
  readonly isBuiltIn: boolean;
  /** Undefined where the zone is not known. */
  readonly destination: Destination | undefined;
  /** Whether it is a part of the method, for the countries of its destination alone. */
  readonly isPart: boolean;
  /** What hides it in the store, and cannot in Odoo: sentences for people. */
  readonly hiding: readonly string[];
}

/** All methods of all zones, in the order in which the store asks. From the store alone. */
export function desiredMethods(store: StoreShipping): DesiredMethod[] {
  const shipping = destinationsOf({ ...store, shipsTo: store.policy.shipsTo });
  // Who picks up is sent nothing: the store offers it everywhere.
  const pickup = store.policy.shipsTo === null ? shipping : destinationsOf({ ...store, shipsTo: null });
  return zonesInOrder(store.zones).flatMap((zone) =>
    zone.methods.map((method): DesiredMethod => ({
      ...{ zone, method, key: String(method.instanceId), name: carrierName(method) },
      isPart: false,
      isBuiltIn: BUILT_IN_METHODS.some((known) => known === method.methodId),
      destination: (method.methodId === 'local_pickup' ? pickup : shipping).get(zone.id),
      hiding: hidden(method, zone, store.policy),
    })),
  );
}

/** Odoo offers every carrier that fits, whatever else is offered. */
function hidden(
  { enabled, methodId }: StoreShippingMethod,
  { methods }: StoreShippingZone,
  { hidesPaidWhenFree }: StoreShippingPolicy,
): string[] {
  if (!hidesPaidWhenFree || !enabled || methodId !== 'flat_rate') return [];
  const free = methods.filter(
    (other) => other.methodId === 'free_shipping' && other.enabled && other.title !== '',
  );
  if (free.length === 0) return [];
  const names = free.map(({ title }) => `“${title}”`).join(' or ');
  return [
    `The store hides it where ${names} is offered; Odoo does not support hiding it, and still offers it there.`,
  ];
}

/** What the carrier of a method is called. */
export function carrierName({ instanceId, methodId, title }: StoreShippingMethod): string {
  return title === '' ? `${methodId} ${instanceId}` : title;
}

/**
 * A method whose destination takes several carriers: the main one, and parts under names that show their places.
 *
 * @param existing the keys of the parts of it that are there: a part keeps its key when another country joins it
 */
export function splitMethod(
  desired: DesiredMethod,
  existing: readonly string[],
): readonly DesiredMethod[] | null {
  const split = desired.destination?.split;
  if (split === undefined) return null;
  const parts = split.parts.map((destination): DesiredMethod => {
    const countries = destination.countries ?? [];
    const known = existing.find((each) => countries.includes(readMethodKey(each).country ?? ''));
    const key = known ?? partKey(desired.key, countries[0] ?? '');
    return {
      ...desired,
      ...{ key, destination, isPart: true, name: `${desired.name} (${placesInName(destination)})` },
    };
  });
  return [{ ...desired, destination: split.main }, ...parts];
}

const NAMED = 3;

/** `GB`, `CA, US`, and `US: CA, NY, …` for some states of one country. */
function placesInName({ countries, states }: Destination): string {
  const [only = '', ...others] = countries ?? [];
  if (states.length === 0 || others.length > 0) return shortList(countries ?? []);
  return `${only}: ${shortList(states.map((state) => state.slice(only.length + 1)))}`;
}

const shortList = (codes: readonly string[]) =>
  `${codes.slice(0, NAMED).join(', ')}${codes.length > NAMED ? ', …' : ''}`;
