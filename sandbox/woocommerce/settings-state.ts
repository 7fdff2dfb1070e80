import type { Json } from '../json.ts';

/** A page of the settings form, as the REST API lists it. */
export interface ShopSettingGroup {
  readonly id: string;
  readonly label: string;
  /** The group it belongs to: `email` with the e-mail templates. */
  readonly parent: string;
  /** Listed, and answered with 404 when asked for: a page that no code fills. */
  readonly missing?: boolean;
}

/** One setting of a store. */
export interface ShopSetting {
  readonly group: string;
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly value: Json;
  /** Left out with settings that have none, which is not the same as null. */
  readonly default?: Json;
  /** What may be chosen; `countries` and `places` (countries and their states) are made from the store's own. */
  readonly choices?: readonly string[] | 'countries' | 'places';
}

export interface ShopOrderStatus {
  /** Without WordPress' `wc-`. */
  readonly slug: string;
  readonly name: string;
}

export interface ShopSettings {
  readonly groups: readonly ShopSettingGroup[];
  readonly settings: readonly ShopSetting[];
  readonly statuses: readonly ShopOrderStatus[];
  /** A name of the tz database, or empty where the site has only an offset. */
  readonly timeZone: string;
  /** Hours: a text without a named zone, else the number of the day, as WordPress answers it. */
  readonly gmtOffset: string | number;
}
