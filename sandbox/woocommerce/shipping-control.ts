import type { Traffic } from '../http/serve.ts';
import type { Json } from '../json.ts';
import type { ShopHolder } from './application.ts';
import { withShippingClass } from './shipping-classes.ts';
import type { Continent, ShippingClass, ShopData, Zone, ZoneMethod } from './state.ts';
import { TaxControl } from './tax-control.ts';
import { withoutZone, withZone } from './zones.ts';

/** Changes the shipping of a running store from outside, as its merchant and its plugins would. */
export class ShippingControl extends TaxControl {
  readonly #holder: ShopHolder;

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic, holder);
    this.#holder = holder;
  }

  /** Adds a zone with its places and methods, or replaces the one with this id. */
  putZone(zone: Zone): void {
    this.#holder.shop = withZone(this.#holder.shop, zone);
  }

  /** Changes the name, order, places or methods of a zone. */
  changeZone(id: number, changes: Partial<Omit<Zone, 'id'>>): void {
    this.putZone({ ...this.#zone(id), ...changes });
  }

  /** Removes a zone with its methods. */
  removeZone(id: number): void {
    if (id === 0) throw new Error('zone 0 cannot be removed');
    this.#holder.shop = withoutZone(this.#holder.shop, id);
  }

  /** Adds a method to a zone, or replaces the one with this instance id there. */
  putMethod(zoneId: number, method: ZoneMethod): void {
    const { methods } = this.#zone(zoneId);
    const same = (other: ZoneMethod) => other.instanceId === method.instanceId;
    this.changeZone(zoneId, { methods: put(methods, method, same) });
  }

  /** Changes a method wherever it is. Settings that are given are laid over the others. */
  changeMethod(instanceId: number, changes: Partial<Omit<ZoneMethod, 'instanceId'>>): void {
    const zone = this.#zoneOf(instanceId);
    const methods = zone.methods.map((method) =>
      method.instanceId === instanceId
        ? { ...method, ...changes, settings: { ...method.settings, ...changes.settings } }
        : method,
    );
    this.putZone({ ...zone, methods });
  }

  /** Removes a method wherever it is. */
  removeMethod(instanceId: number): void {
    const zone = this.#zoneOf(instanceId);
    this.putZone({ ...zone, methods: zone.methods.filter((method) => method.instanceId !== instanceId) });
  }

  /** Adds a row to the list of zones that is served as it is: missing fields, an id that another has, no object at all. */
  putRawZone(row: Json): void {
    this.#change(({ rawZones }) => ({ rawZones: [...rawZones, row] }));
  }

  /** Adds a row to the methods of a zone that is served as it is. */
  putRawMethod(zoneId: number, row: Json): void {
    this.#change(({ rawMethods }) => ({ rawMethods: [...rawMethods, { zoneId, row }] }));
  }

  /**
   * Adds a row to the list of shipping classes that is served as it is: behind the others, or instead of a class, which
   * is there all the same and has its cost in the form of flat rate.
   */
  putRawShippingClass(row: Json, instead: number | null = null): void {
    this.#change(({ rawClasses }) => ({ rawClasses: [...rawClasses, { row, instead }] }));
  }

  /** Takes all raw rows of zones, methods and shipping classes away again. */
  clearRawShipping(): void {
    this.#change(() => ({ rawZones: [], rawMethods: [], rawClasses: [] }));
  }

  /** Adds a type of method, as a plugin does, or renames the one with this id. */
  putMethodType(type: ShopData['shippingMethods'][number]): void {
    this.#change(({ shippingMethods }) => ({
      shippingMethods: put(shippingMethods, type, (other) => other.id === type.id),
    }));
  }

  /** Adds a shipping class, or replaces the one with this id. */
  putShippingClass(shippingClass: ShippingClass): void {
    this.#holder.shop = withShippingClass(this.#holder.shop, shippingClass);
  }

  /** Removes a shipping class; flat rate shows no cost for it any more. */
  removeShippingClass(id: number): void {
    this.#change(({ shippingClasses }) => ({
      shippingClasses: shippingClasses.filter((other) => other.id !== id),
    }));
  }

  /** Adds a continent, or replaces the one with this code. */
  putContinent(continent: Continent): void {
    this.#change(({ continents }) => ({
      continents: put(continents, continent, (other) => other.code === continent.code),
    }));
  }

  #zone(id: number): Zone {
    const zone = this.#holder.shop.zones.find((other) => other.id === id);
    if (zone === undefined) throw new Error(`the store has no zone ${id}`);
    return zone;
  }

  #zoneOf(instanceId: number): Zone {
    const zone = this.#holder.shop.zones.find(({ methods }) =>
      methods.some((method) => method.instanceId === instanceId),
    );
    if (zone === undefined) throw new Error(`the store has no method ${instanceId}`);
    return zone;
  }

  #change(edit: (shop: ShopData) => Partial<ShopData>): void {
    const { shop } = this.#holder;
    this.#holder.shop = { ...shop, ...edit(shop) };
  }
}

function put<Item>(items: readonly Item[], item: Item, same: (other: Item) => boolean): readonly Item[] {
  return items.some(same) ? items.map((other) => (same(other) ? item : other)) : [...items, item];
}
