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

/** What a domain may ask of a store. Every answer is validated; failures are `ConnectorError`s with codes `store.…`. */
export interface StoreReader {
  /** Every country with its states: `GET data/countries`, one request. */
  countries(): Promise<StoreCountry[]>;
  /** Every tax rate, ascending id: `GET taxes`, one request per 100. */
  taxRates(): Promise<StoreTaxRate[]>;
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

/** What detection found. */
export interface StoreIdentity {
  /** The home address as the store itself names it (`wp-json` `home`), without a trailing slash. */
  readonly url: string;
  readonly name: string;
  /** WooCommerce's version where the key may read it, else null. */
  readonly version: string | null;
  readonly signIn: SignIn;
}
