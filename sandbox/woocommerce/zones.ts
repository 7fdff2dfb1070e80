import { isJsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import type { RouteCall } from './route.ts';
import type { ShopData, Zone } from './state.ts';

/** The zone that a request's path names; throws the 404 of one that is not there. */
export function existingZone({ shop, parts }: RouteCall): Zone {
  const zone = shop.zones.find((candidate) => candidate.id === Number(parts['id']));
  if (zone === undefined) {
    throw new RestError(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.');
  }
  return zone;
}

/** A store with one zone more, or another in place of the one with this id. */
export function withZone(shop: ShopData, zone: Zone): ShopData {
  const zones = shop.zones.some(({ id }) => id === zone.id)
    ? shop.zones.map((other) => (other.id === zone.id ? zone : other))
    : [...shop.zones, zone];
  const { zone: nextZone, instance, class: nextClass } = shop.nextShippingIds;
  return {
    ...shop,
    zones,
    nextShippingIds: {
      zone: Math.max(nextZone, zone.id + 1),
      instance: Math.max(instance, ...zone.methods.map(({ instanceId }) => instanceId + 1)),
      class: nextClass,
    },
  };
}

/** A store without a zone and without its methods. */
export function withoutZone(shop: ShopData, id: number): ShopData {
  return {
    ...shop,
    zones: shop.zones.filter((zone) => zone.id !== id),
    rawZones: shop.rawZones.filter((row) => !isJsonObject(row) || row['id'] !== id),
    rawMethods: shop.rawMethods.filter(({ zoneId }) => zoneId !== id),
  };
}

/** Zones as they are listed: zone 0, which is in no table, and then the others in the order they are asked in. */
export function listedZones(shop: ShopData): readonly Zone[] {
  const first = (zone: Zone) => (zone.id === 0 ? 0 : 1);
  return shop.zones.toSorted((a, b) => first(a) - first(b) || a.order - b.order || a.id - b.id);
}
