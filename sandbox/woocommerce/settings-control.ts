import type { Traffic } from '../http/serve.ts';
import { TrafficControl } from '../http/traffic-control.ts';
import type { Json } from '../json.ts';
import type { ShopHolder } from './application.ts';
import type { ShopOrderStatus, ShopSetting, ShopSettingGroup, ShopSettings } from './settings-state.ts';

/** Changes the settings of a running store from outside, as its merchant and its plugins would. */
export class SettingsControl extends TrafficControl {
  readonly #holder: ShopHolder;

  constructor(traffic: Traffic, holder: ShopHolder) {
    super(traffic);
    this.#holder = holder;
  }

  /** Adds a setting, or replaces the one with this group and id. */
  putSetting(setting: ShopSetting): void {
    const same = (other: ShopSetting) => other.group === setting.group && other.id === setting.id;
    this.#change(({ settings }) => ({ settings: put(settings, setting, same) }));
  }

  /** Changes the value of a setting, whatever the store itself would say of it. */
  setSetting(group: string, id: string, value: Json): void {
    const setting = this.#holder.shop.settings.settings.find(
      (other) => other.group === group && other.id === id,
    );
    if (setting === undefined) throw new Error(`the store has no setting ${group}/${id}`);
    this.putSetting({ ...setting, value });
  }

  removeSetting(group: string, id: string): void {
    this.#change(({ settings }) => ({
      settings: settings.filter((other) => other.group !== group || other.id !== id),
    }));
  }

  /** Adds a group, or replaces the one with this id. */
  putSettingGroup(group: ShopSettingGroup): void {
    this.#change(({ groups }) => ({ groups: put(groups, group, (other) => other.id === group.id) }));
  }

  /** Removes a group with its settings. */
  removeSettingGroup(id: string): void {
    this.#change(({ groups, settings }) => ({
      groups: groups.filter((other) => other.id !== id),
      settings: settings.filter((other) => other.group !== id),
    }));
  }

  /** Adds an order status, or renames the one with this slug. */
  putOrderStatus(status: ShopOrderStatus): void {
    this.#change(({ statuses }) => ({
      statuses: put(statuses, status, (other) => other.slug === status.slug),
    }));
  }

  removeOrderStatus(slug: string): void {
    this.#change(({ statuses }) => ({ statuses: statuses.filter((other) => other.slug !== slug) }));
  }

  /** Moves the site to a named zone with its offset of the day (a number), or to an offset alone (a text). */
  setTimeZone(timeZone: string, gmtOffset: string | number): void {
    this.#change(() => ({ timeZone, gmtOffset }));
  }

  #change(edit: (settings: ShopSettings) => Partial<ShopSettings>): void {
    const { shop } = this.#holder;
    this.#holder.shop = { ...shop, settings: { ...shop.settings, ...edit(shop.settings) } };
  }
}

function put<Item>(items: readonly Item[], item: Item, same: (other: Item) => boolean): readonly Item[] {
  return items.some(same) ? items.map((other) => (same(other) ? item : other)) : [...items, item];
}
