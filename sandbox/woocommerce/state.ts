import type { Json } from '../json.ts';
import type { PageCacheSettings } from './page-cache.ts';
import type { ShopGateway } from './gateway-state.ts';
import type { ShopSettings } from './settings-state.ts';

/** A state as the store keeps it; numeric codes (UM) stay numbers on the wire. */
export interface Province {
  readonly code: string | number;
  readonly name: string;
}

export interface ShopCountry {
  readonly code: string;
  readonly name: string;
  readonly states: readonly Province[];
}

export interface TaxRate {
  readonly id: number;
  readonly country: string;
  readonly state: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  /** Percent with 4 decimals. */
  readonly rate: string;
  readonly name: string;
  readonly priority: number;
  readonly compound: boolean;
  readonly shipping: boolean;
  readonly order: number;
  readonly class: string;
}

export interface TaxClass {
  readonly slug: string;
  readonly name: string;
}

export interface ZoneMethod {
  readonly instanceId: number;
  readonly methodId: string;
  readonly title: string;
  readonly order: number;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

export interface Zone {
  readonly id: number;
  readonly name: string;
  readonly order: number;
  readonly locations: readonly { readonly type: string; readonly code: string }[];
  readonly methods: readonly ZoneMethod[];
}

export interface ShippingClass {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** How many products are in it. */
  readonly count: number;
}

/** A simple product. */
export interface ShopProduct {
  readonly id: number;
  readonly name: string;
  readonly sku: string;
  /** Decimal text, with or without tax as the store keeps its prices. */
  readonly price: string;
  /** The slug of its class; empty for the standard one. */
  readonly taxClass: string;
  readonly taxStatus: 'taxable' | 'shipping' | 'none';
  /** 0 for none. */
  readonly shippingClassId: number;
  readonly virtual: boolean;
  /** In the store's unit; empty where none is set. */
  readonly weight: string;
  readonly inStock: boolean;
}

export interface Continent {
  readonly code: string;
  readonly name: string;
  /** Codes; with a star behind those of which WooCommerce knows no currency. */
  readonly countries: readonly string[];
}

export type Permission = 'read' | 'write' | 'read_write';

/** A REST API key and whose it is. Sandbox material, worth nothing anywhere else. */
export interface ApiKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly permission: Permission;
  /** False for a user without `manage_woocommerce`, such as a customer. */
  readonly manager: boolean;
}

/** How the store and its host behave. */
export interface ShopBehaviour {
  /** Country and state names: as recorded, or with the German overlay. Codes never change. */
  readonly language: 'en' | 'de';
  /** The host takes the `Authorization` header away before PHP sees it. */
  readonly stripAuthorization: boolean;
  /** `pretty`, or WordPress's plain links, under which `/wp-json` does not exist. */
  readonly permalinks: 'pretty' | 'plain';
  /** WordPress without WooCommerce. */
  readonly woocommerce: boolean;
  /** `refused`: a security plugin answers 401 JSON; `forbidden`: a firewall answers an HTML 403. */
  readonly rest: 'on' | 'refused' | 'forbidden';
  /** Every request is redirected (301) to the same path under this address. */
  readonly redirectTo: string | null;
  /** The address the store believes to have, where it differs from the one it listens on. */
  readonly home: string | null;
  /**
   * What `X-WP-Total` counts: every row; those of the page, as WooCommerce up to 5.9; or rows of other languages as well,
   * which a plugin hides.
   */
  readonly totals: 'all' | 'page' | 'languages';
  /** A plugin takes every so manieth row from the pages of products and orders, after they were counted; 0: none. */
  readonly hidesEvery: number;
  /** WooCommerce's version as `system_status` tells it. */
  readonly version: string;
  /** A plugin's filter keeps prices that include tax the same wherever they are sent; no setting shows it. */
  readonly keepsGrossPrices: boolean;
  /** What a plugin adds to every flat rate of a cart; no setting shows it. */
  readonly shippingSurcharge: string;
  /** `closed`: a security plugin or the host lets nobody use the API of the block checkout. */
  readonly storeApi: 'open' | 'closed';
  /** A page cache in front of the store that also answers for its REST API; null for none. */
  readonly pageCache: PageCacheSettings | null;
}

/** Everything a store holds. Replaced as a whole on every change, so that a snapshot is a reference. */
export interface ShopData {
  readonly countries: readonly ShopCountry[];
  /** Rows that the states of a country hold behind the others, as they are: what plugins and code snippets add. */
  readonly rawStates: readonly { readonly country: string; readonly row: Json }[];
  readonly taxClasses: readonly TaxClass[];
  /** Rows that the list of tax classes holds in place of the class with that slug, or behind the others (null). */
  readonly rawTaxClasses: readonly { readonly row: Json; readonly instead: string | null }[];
  readonly taxRates: readonly TaxRate[];
  /** Rows that `/taxes` lists behind the rates, as they are: what a broken plugin or import left. */
  readonly rawRates: readonly Json[];
  readonly shippingMethods: readonly { readonly id: string; readonly title: string }[];
  readonly zones: readonly Zone[];
  /** Rows that the list of zones, or that of a zone's methods, holds behind the others, as they are. */
  readonly rawZones: readonly Json[];
  readonly rawMethods: readonly { readonly zoneId: number; readonly row: Json }[];
  readonly shippingClasses: readonly ShippingClass[];
  /** Rows that the list of classes holds in place of one, or behind the others, as they are. */
  readonly rawClasses: readonly { readonly row: Json; readonly instead: number | null }[];
  readonly continents: readonly Continent[];
  readonly products: readonly ShopProduct[];
  /** As `/orders` lists them, the latest last. */
  readonly orders: readonly Json[];
  readonly gateways: readonly ShopGateway[];
  readonly keys: readonly ApiKey[];
  readonly settings: ShopSettings;
  readonly behaviour: ShopBehaviour;
  readonly nextRateId: number;
  /** Ids that were never given: one of a deleted zone, method or class does not come back. */
  readonly nextShippingIds: { readonly zone: number; readonly instance: number; readonly class: number };
}
