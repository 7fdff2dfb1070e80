import type {
  HiddenSetting,
  StoreOrderStatus,
  StoreSetting,
  StoreSite,
  UnavailableGroup,
} from '../../woocommerce/port.ts';

/** Groups of the connector beside those of the store: no settings of WooCommerce, but shown with them. */
export const STATUS_GROUP = 'order_statuses';
export const SITE_GROUP = 'site';

/** What the store returns about itself. */
export interface SettingFacts {
  /** Labels of the store's groups, by id. */
  readonly groups: Readonly<Record<string, string>>;
  readonly settings: readonly StoreSetting[];
  /** Settings whose value stays in the store. */
  readonly hidden: readonly HiddenSetting[];
  readonly statuses: readonly StoreOrderStatus[];
  /** Null where it could not be read; `unavailable` has the reason. */
  readonly site: StoreSite | null;
  /** Groups that could not be read, those of the connector included. */
  readonly unavailable: readonly UnavailableGroup[];
  /** Groups that were not asked for. */
  readonly skipped: readonly string[];
}

/** One setting as it is shown in Odoo. */
export interface SettingRow {
  /** `tax:woocommerce_calc_taxes`; unique. */
  readonly key: string;
  readonly group: string;
  readonly id: string;
  /** Never empty: the id in words where the store gives no label. */
  readonly label: string;
  /** The store's type, or `hidden` where the value stays in the store. */
  readonly type: string;
  /** Normalised; empty where it is not set. */
  readonly value: string;
  readonly default: string;
  readonly taxPolicy: boolean;
}
