import type { Decimal } from 'decimal.js';
import type { ShopData, Zone, ZoneMethod } from '../state.ts';
import { evaluateCost } from './formula.ts';
import { NOTHING, roundTwice, total } from './money.ts';
import { fitsPostcode } from './places.ts';
import type { CartAddress } from './places.ts';

/** A line as shipping looks at it. */
export interface ShippedLine {
  readonly quantity: number;
  /** Without tax, whole units of money. */
  readonly net: Decimal;
  readonly shippingClassId: number;
}

/** A method that the cart may choose. */
export interface Offer {
  readonly method: ZoneMethod;
  /** Without tax, rounded to cents. */
  readonly cost: Decimal;
  readonly taxable: boolean;
}

/** The first zone, in the store's order, the address lies in; zone 0 is for what lies in no other. */
export function zoneAt(shop: Pick<ShopData, 'zones' | 'continents'>, address: CartAddress): Zone | undefined {
  const others = shop.zones.filter(({ id }) => id !== 0).toSorted((a, b) => a.order - b.order || a.id - b.id);
  return (
    others.find((zone) => isInZone(zone, address, shop.continents)) ?? shop.zones.find(({ id }) => id === 0)
  );
}

function isInZone(zone: Zone, address: CartAddress, continents: ShopData['continents']): boolean {
  const { country, state } = address;
  const at = (type: string) =>
    zone.locations.filter((location) => location.type === type).map(({ code }) => code);
  const continent = continents.find(({ countries }) =>
    countries.some((code) => code.replace('*', '') === country),
  );
  const postcodes = at('postcode');
  const places = zone.locations.length - postcodes.length;
  const inPlace =
    places === 0 ||
    at('country').includes(country) ||
    at('state').includes(`${country}:${state}`) ||
    (continent !== undefined && at('continent').includes(continent.code));
  return inPlace && (postcodes.length === 0 || fitsPostcode(postcodes, address.postcode));
}

/**
 * What is offered for a cart, in the store's order.
 *
 * @param subtotal what free shipping compares: the items as the cart shows them, in whole units of money
 */
export function offersAt(
  shop: Pick<ShopData, 'zones' | 'continents' | 'shippingClasses' | 'behaviour'>,
  address: CartAddress,
  lines: readonly ShippedLine[],
  subtotal: Decimal,
): Offer[] {
  if (lines.length === 0) return [];
  const methods = zoneAt(shop, address)?.methods.filter(({ enabled }) => enabled) ?? [];
  return methods
    .toSorted((a, b) => a.order - b.order || a.instanceId - b.instanceId)
    .flatMap((method) => {
      const cost = costOf(method, lines, subtotal, shop.shippingClasses);
      const taxable =
        method.methodId !== 'free_shipping' && (method.settings['tax_status'] ?? 'taxable') === 'taxable';
      if (cost === null) return [];
      const surcharge = method.methodId === 'flat_rate' ? shop.behaviour.shippingSurcharge : 0;
      return [{ method, cost: roundTwice(cost.plus(surcharge), 2), taxable }];
    });
}

function costOf(
  { methodId, settings }: ZoneMethod,
  lines: readonly ShippedLine[],
  subtotal: Decimal,
  classes: ShopData['shippingClasses'],
): Decimal | null {
  switch (methodId) {
    case 'flat_rate':
      return flatRate(settings, lines, classes);
    case 'local_pickup':
      return evaluateCost(settings['cost'] || '0', { quantity: 0, cost: NOTHING });
    case 'free_shipping':
      return isFree(settings, subtotal) ? NOTHING : null;
    default:
      return null;
  }
}

/** No carts of the sandbox bear coupons. */
function isFree(settings: Readonly<Record<string, string>>, subtotal: Decimal): boolean {
  const reached = subtotal.gte(settings['min_amount'] || '0');
  switch (settings['requires'] ?? '') {
    case '':
      return true;
    case 'min_amount':
    case 'either':
      return reached;
    default:
      return false;
  }
}

function flatRate(
  settings: Readonly<Record<string, string>>,
  lines: readonly ShippedLine[],
  classes: ShopData['shippingClasses'],
): Decimal | null {
  const base = settings['cost'] ?? '';
  const known = new Set(classes.map(({ id }) => id));
  const groups = Map.groupBy(lines, ({ shippingClassId }) =>
    known.has(shippingClassId) ? shippingClassId : 0,
  );
  const ofClasses =
    classes.length === 0
      ? []
      : [...groups].flatMap(([id, some]) => {
          const text = (id === 0 ? settings['no_class_cost'] : settings[`class_cost_${id}`]) ?? '';
          return text === '' ? [] : [evaluateCost(text, valuesOf(some))];
        });
  if (base === '' && ofClasses.length === 0) return null;
  const start = base === '' ? NOTHING : evaluateCost(base, valuesOf(lines));
  if (settings['type'] === 'order')
    return start.plus(ofClasses.reduce((most, cost) => (cost.gt(most) ? cost : most), NOTHING));
  return start.plus(total(ofClasses));
}

const valuesOf = (lines: readonly ShippedLine[]) => ({
  quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  cost: total(lines.map(({ net }) => net)),
});
