/** A state as the store lists it: entities decoded, code always text. */
export interface StoreState {
  readonly code: string;
  readonly name: string;
}

/** A country as the store lists it. `states` is empty for countries where WooCommerce knows none. */
export interface StoreCountry {
  readonly code: string;
  readonly name: string;
  readonly states: readonly StoreState[];
}

/** A country or a state that could not be understood: what is wrong with it, for people. */
export interface InvalidPlace {
  /** The code of the country; null where not even that could be read. */
  readonly country: string | null;
  /** The code of the state; null where it could not be read, or where the country itself is invalid. */
  readonly state: string | null;
  readonly field: string;
  readonly message: string;
}

export interface StoreCountries {
  readonly countries: readonly StoreCountry[];
  /** What could not be understood. A country without a readable name is listed all the same; a state is left out. */
  readonly faults: readonly InvalidPlace[];
}

/** A tax rate of the store. `rate` is a percentage as decimal text with up to 4 decimals. */
export interface StoreTaxRate {
  readonly id: number;
  readonly country: string;
  readonly state: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  readonly rate: string;
  readonly name: string;
  readonly priority: number;
  readonly compound: boolean;
  readonly shipping: boolean;
  readonly order: number;
  readonly taxClass: string;
}

/** A tax class of the store. It has no id; the standard one's slug is `standard`. */
export interface StoreTaxClass {
  readonly slug: string;
  readonly name: string;
}

/** A tax rate that could not be understood: what is wrong with it, for people. */
export interface InvalidTaxRate {
  /** Null where not even that could be read. */
  readonly id: number | null;
  readonly field: string;
  readonly message: string;
}

export interface StoreTaxRates {
  /** Those that could be understood, ascending id. */
  readonly rates: readonly StoreTaxRate[];
  /** Those that could not; they stop nothing. */
  readonly faults: readonly InvalidTaxRate[];
}

/** A row of a list that could not be understood: what is wrong with it, for people. */
export interface InvalidRow {
  /** Null where not even that could be read. */
  readonly id: string | null;
  readonly field: string;
  readonly message: string;
}

/** A list that comes whole. */
export interface StoreList<Row> {
  /** Those that could be understood. */
  readonly rows: readonly Row[];
  /** Those that could not; they stop nothing. */
  readonly faults: readonly InvalidRow[];
}

/** A JSON value as it came. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonFields;

export interface JsonFields {
  readonly [name: string]: JsonValue;
}

/** A setting of the store. Values are as they came; what they mean depends on the type. */
export interface StoreSetting {
  /** The id of its group: `tax`. */
  readonly group: string;
  readonly id: string;
  /** For people, in the language of the site; plain text, entities decoded. Empty with settings that have none. */
  readonly label: string;
  /** `text`, `checkbox`, `select`, `multiselect`, `number`, …; plugins may bring others. */
  readonly type: string;
  readonly value: JsonValue;
  readonly default: JsonValue;
}

/** A setting that exists and whose value stays in the store: because it may be a secret, or for its size. */
export interface HiddenSetting {
  readonly group: string;
  readonly id: string;
  readonly why: 'secret' | 'too_large';
}

/**
 * A part of the settings that the store lists and failed to show, whole or in part. What was known of it is neither right
 * nor gone.
 */
export interface UnavailableGroup {
  /** The id of the group; empty where not even that could be read. */
  readonly group: string;
  readonly code: string;
  readonly message: string;
  /** The other settings of the group were read. */
  readonly isPartial?: true;
}

export interface StoreSettings {
  /** Every group the store lists, e-mail templates included. */
  readonly groups: readonly { readonly id: string; readonly label: string }[];
  /** Without those that are hidden. A setting that its group lists twice comes once. */
  readonly settings: readonly StoreSetting[];
  readonly hidden: readonly HiddenSetting[];
  readonly unavailable: readonly UnavailableGroup[];
  /** The ids of groups that were not asked for: the e-mail templates, unless they were. */
  readonly skipped: readonly string[];
}

/** A state an order can be in, custom ones included. `slug` is without WordPress' `wc-`. */
export interface StoreOrderStatus {
  readonly slug: string;
  readonly name: string;
}

export interface StoreSite {
  /** A name of the tz database (`Europe/Berlin`), or an offset where the site has no more: `UTC+05:30`. */
  readonly timeZone: string;
  /** WordPress' locale of the site: `en_US`, `de_DE_formal`. */
  readonly language: string;
}

/** A place of a shipping zone. Codes: `DE`; `US:CA`; `EU`; a postcode, a range `10115...10119` or a beginning `902*`. */
export interface StoreZoneLocation {
  /** Of a type that no WooCommerce has so far: `unknown`. */
  readonly type: 'country' | 'state' | 'continent' | 'postcode' | 'unknown';
  readonly code: string;
}

/** A shipping method as it was set up in a zone. */
export interface StoreShippingMethod {
  readonly instanceId: number;
  /** Its type: `flat_rate`, `free_shipping`, `local_pickup`, or that of a plugin. */
  readonly methodId: string;
  /** What customers read; plain text, entities decoded. */
  readonly title: string;
  readonly enabled: boolean;
  readonly order: number;
  /**
   * What decides its price, as it came: see `decidesPrice`. Nothing else is read, and of a plugin's type nothing: it may
   * contain secrets.
   */
  readonly settings: Readonly<Record<string, string>>;
}

/** A shipping zone. Zone 0 is what no other zone covers: it has no locations and comes last whatever its order. */
export interface StoreShippingZone {
  readonly id: number;
  readonly name: string;
  readonly order: number;
  readonly locations: readonly StoreZoneLocation[];
  /** In the order in which customers are offered them. */
  readonly methods: readonly StoreShippingMethod[];
}

/** A part of the shipping that could not be understood: what is wrong with it, for people. */
export interface InvalidShippingRow {
  readonly kind: 'zone' | 'method' | 'class' | 'type' | 'continent';
  /** Of the zone, the instance or the class; null where not even that could be read, and for what has no number. */
  readonly id: number | null;
  /** The zone of a method, else null. */
  readonly zoneId: number | null;
  readonly field: string;
  readonly message: string;
}

export interface StoreShippingZones {
  /** In the order in which WooCommerce asks them, zone 0 last. */
  readonly zones: readonly StoreShippingZone[];
  /** Those that could not be understood; they stop nothing. */
  readonly faults: readonly InvalidShippingRow[];
}

/** A type of shipping method that the store offers to set up: its own and those of plugins. */
export interface StoreMethodType {
  readonly id: string;
  readonly title: string;
}

/** A class of products for shipping. */
export interface StoreShippingClass {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

export interface StoreShippingClasses {
  /** Those that could be understood, ascending id. */
  readonly classes: readonly StoreShippingClass[];
  /** Those that could not; they stop nothing. */
  readonly faults: readonly InvalidShippingRow[];
}

export interface StoreContinent {
  readonly code: string;
  readonly name: string;
  /** Codes of its countries. */
  readonly countries: readonly string[];
}

/** A way to pay, by an allow-list: what a gateway is set up with may be secret and is never kept. */
export interface StorePaymentGateway {
  readonly id: string;
  /** What customers read; plain text. */
  readonly title: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Null where the store has not ordered it. */
  readonly order: number | null;
  /** Names of features: `products`, `refunds`. */
  readonly supports: readonly string[];
}

export interface StorePaymentGateways {
  readonly gateways: readonly StorePaymentGateway[];
  /** Those that could not be understood; they stop nothing. */
  readonly faults: readonly InvalidRow[];
}

/** Answers that a page cache in front of the store gave in its place: they may be old. */
export interface CachedAnswers {
  /** What people call the cache: `LiteSpeed Cache`. */
  readonly cache: string;
  /** The header that shows it: `x-litespeed-cache: hit`. */
  readonly evidence: string;
  /** What a person switches off, and where. */
  readonly remedy: string;
  /** Where the first of them came from, without the query. */
  readonly address: string;
  readonly count: number;
}

/** What a domain may ask of a store. Every answer is validated; failures are `ConnectorError`s with codes `store.…`. */
export interface StoreReader {
  /** Every country with its states: `GET data/countries`, one request. */
  countries(): Promise<StoreCountries>;
  /** Every tax class, the standard one first: `GET taxes/classes`, one request. */
  taxClasses(): Promise<StoreList<StoreTaxClass>>;
  /** Every tax rate: `GET taxes`, one request per 100. */
  taxRates(): Promise<StoreTaxRates>;
  /**
   * Every setting but the secret ones: `GET settings`, and one request per group. Groups of e-mail templates are read
   * where the store was opened with `emailTemplates`. Payment gateways are no settings groups and are not read.
   */
  settings(): Promise<StoreSettings>;
  /** Every order status: `GET reports/orders/totals`, one request. */
  orderStatuses(): Promise<StoreList<StoreOrderStatus>>;
  /**
   * Every shipping zone with its places and methods: `GET shipping/zones`, and two requests per zone (one for zone 0,
   * which has no places).
   */
  shippingZones(): Promise<StoreShippingZones>;
  /** Every type of shipping method: `GET shipping_methods`, one request. */
  shippingMethodTypes(): Promise<StoreList<StoreMethodType>>;
  /** Every shipping class: `GET products/shipping_classes`, one request per 100. */
  shippingClasses(): Promise<StoreShippingClasses>;
  /** Every continent with its countries: `GET data/continents`, one request. */
  continents(): Promise<StoreList<StoreContinent>>;
  /** Every payment gateway, in the store's order: `GET payment_gateways`, one request. */
  paymentGateways(): Promise<StorePaymentGateways>;
  /** The site's time zone and language: WordPress' index and `GET system_status`, two requests. */
  site(): Promise<StoreSite>;
}

/** How requests are signed. Found out when a backend is added, then remembered. */
export type SignIn = 'basic' | 'oauth1' | 'query';

export interface StoreKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** Where a store is and how to sign in there. */
export interface StoreConnection {
  /** The store's own home address, without a trailing slash. */
  readonly url: string;
  readonly signIn: SignIn;
  readonly keys: StoreKeys;
  /** PEM file of the authority that signed the store's certificate, for stores with a private one. */
  readonly caFile?: string | undefined;
}

/** A store as far as it is known without keys. */
export interface StoreFound {
  /** Without a trailing slash. */
  readonly url: string;
  readonly name: string;
}

/** What detection found. */
export interface StoreIdentity {
  /** The home address as the store itself names it (`wp-json` `home`), without a trailing slash. */
  readonly url: string;
  readonly name: string;
  /** WooCommerce's version where the key may read it, else null. */
  readonly version: string | null;
  readonly signIn: SignIn;
  /** Set where a page cache answered in place of the store. */
  readonly cached?: CachedAnswers;
}
