import type { Json } from '../json.ts';
import type { Traffic } from '../http/serve.ts';
import type { ShopHolder } from './application.ts';
import { TradeControl } from './trade-control.ts';
import type { ApiKey, Province, ShopBehaviour, ShopCountry, ShopData } from './state.ts';

/** Changes a running store from outside, as its merchant and its host would. Every method takes and gives JSON. */
export class StoreControl extends TradeControl {
  readonly #holder: ShopHolder;
  readonly #snapshots = new Map<string, ShopData>();

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic, holder);
    this.#holder = holder;
  }

  /** Everything the store holds. */
  data(): ShopData {
    return this.#holder.shop;
  }

  /** Remembers the whole store under a name. */
  snapshot(name: string): void {
    this.#snapshots.set(name, this.#holder.shop);
  }

  /** Puts a remembered store back. */
  restore(name: string): void {
    const shop = this.#snapshots.get(name);
    if (shop === undefined) throw new Error(`no snapshot ${name}`);
    this.#holder.shop = shop;
  }

  /** Changes how the store and its host behave: language, permalinks, redirects, stripped headers, … */
  behave(behaviour: Partial<ShopBehaviour>): void {
    this.#change((shop) => ({ ...shop, behaviour: { ...shop.behaviour, ...behaviour } }));
  }

  /** Adds a country, or replaces the one with this code. */
  putCountry(country: ShopCountry): void {
    this.#change((shop) => ({
      ...shop,
      countries: put(shop.countries, country, (other) => other.code === country.code),
    }));
  }

  removeCountry(code: string): void {
    this.#change((shop) => ({ ...shop, countries: shop.countries.filter((other) => other.code !== code) }));
  }

  /** Adds a state, or renames the one with this code. */
  putState(country: string, state: Province): void {
    this.#changeStates(country, (states) => put(states, state, (other) => other.code === state.code));
  }

  removeState(country: string, code: string | number): void {
    this.#changeStates(country, (states) => states.filter((other) => other.code !== code));
  }

  /** Adds a row to the states of a country as it is; without one all such rows of the country go. */
  putRawState(country: string, row?: Json): void {
    this.#change((shop) => ({
      ...shop,
      rawStates:
        row === undefined
          ? shop.rawStates.filter((other) => other.country !== country)
          : [...shop.rawStates, { country, row }],
    }));
  }

  /** Replaces all states of a country. */
  setStates(country: string, states: readonly Province[]): void {
    this.#changeStates(country, () => states);
  }

  /** Adds a key, or replaces the one with this consumer key. */
  putKey(key: ApiKey): void {
    this.#change((shop) => ({
      ...shop,
      keys: put(shop.keys, key, (other) => other.consumerKey === key.consumerKey),
    }));
  }

  removeKey(consumerKey: string): void {
    this.#change((shop) => ({ ...shop, keys: shop.keys.filter((key) => key.consumerKey !== consumerKey) }));
  }

  #change(edit: (shop: ShopData) => ShopData): void {
    this.#holder.shop = edit(this.#holder.shop);
  }

  #changeStates(code: string, edit: (states: readonly Province[]) => readonly Province[]): void {
    const country = this.#holder.shop.countries.find((other) => other.code === code);
    if (country === undefined) throw new Error(`the store has no country ${code}`);
    this.putCountry({ ...country, states: edit(country.states) });
  }
}

function put<Item>(items: readonly Item[], item: Item, same: (other: Item) => boolean): readonly Item[] {
  return items.some(same) ? items.map((other) => (same(other) ? item : other)) : [...items, item];
}
