/** One class tax that products or carriers can carry, and so one thing that a position has to map. */
export interface Column {
  /** `standard`, `ship:standard`: unique. */
  readonly key: string;
  /** The slug of the class whose rates decide. */
  readonly taxClass: string;
  /** Only rates that are charged on shipping count. */
  readonly shipping: boolean;
}

export type PlaceLevel = 'state_zip' | 'zip' | 'state' | 'country' | 'everywhere';

/** A place on earth at which other rates apply than around it; one fiscal position of Odoo's. */
export interface Place {
  /** Made of what the place is, so it is the same in every run: `US-CA-zip-90000..90210`, `DE`, `everywhere`. */
  readonly key: string;
  /** Code of the store; empty with `everywhere`. */
  readonly country: string;
  /** Codes of the store, sorted; more than one where all of them are taxed alike. */
  readonly states: readonly string[];
  /** Other states of the country that no position can name (`PlaceOptions.isKnown`), sorted. */
  readonly unknownStates: readonly string[];
  /** Bounds as Odoo compares them, both included; both empty where there are none. */
  readonly zipFrom: string;
  readonly zipTo: string;
  readonly level: PlaceLevel;
  /** 1–3 states and zips, 4–6 zips, 7 states, 8 countries, 9 everywhere. Where two places fit, the lower one must win. */
  readonly rank: number;
  /**
   * By column, the ids of the rates that apply, in their order; no rates is no tax there. Where places were merged since
   * their taxes are alike (percentages, compound), these are the rates of one of them.
   */
  readonly rates: ReadonlyMap<string, readonly number[]>;
  /** The ids of all rates that it was made of, ascending: more than `rates` has where places were merged. */
  readonly rateIds: readonly number[];
  /** For people, with codes for names: `US CA 90000–90210`. */
  readonly label: string;
}

/**
 * What positions of Odoo do not support of the rates:
 *
 * - `city` rates for cities
 * - `zip_plus_4` longer postcodes between two bounds or neighbours (`90210-1234` in `90000...90299`)
 * - `letter_range` ranges of postcodes with letters, at their ends
 * - `lower_case_zip` postcodes with letters that someone typed in lower case
 * - `postcode_unreadable` postcodes that no address has in the store either, or that no text can represent
 * - `no_country` rates of a state or postcode without a country
 * - `too_many_positions` places beyond the limit
 */
export type LimitationCode =
  | 'city'
  | 'zip_plus_4'
  | 'letter_range'
  | 'lower_case_zip'
  | 'postcode_unreadable'
  | 'no_country'
  | 'too_many_positions';

/** One for each code that occurs. */
export interface Limitation {
  readonly code: LimitationCode;
  /** Ascending. */
  readonly rateIds: readonly number[];
  /** What happens instead, for people. */
  readonly message: string;
}

export interface PlaceOptions {
  /** How many places there may be at most. */
  readonly limit: number;
  /**
   * Whether Odoo has, or will have, a record for a country, or for a state of it: a position can name no other. Absent:
   * for each.
   */
  readonly isKnown?: (country: string, state: string) => boolean;
}

/** Places beyond the limit that Odoo taxes like one around them. */
export interface LeftOut {
  /** The place that Odoo takes instead, for people: `US CA`. */
  readonly area: string;
  readonly places: number;
  /** By column, the ids of the rates that it charges. */
  readonly rates: ReadonlyMap<string, readonly number[]>;
}

/** A country, or a state of one, that no position can name: only its own rates are left out. */
export interface UnknownArea {
  readonly country: string;
  /** Empty for the whole country. */
  readonly state: string;
  /** Of the rates for it, ascending. */
  readonly rateIds: readonly number[];
}

export interface DerivedPlaces {
  /** By rank, then key. */
  readonly places: readonly Place[];
  readonly limitations: readonly Limitation[];
  /** What is charged at the places beyond the limit, most places first. */
  readonly leftOut: readonly LeftOut[];
  /** By country, then state. */
  readonly unknown: readonly UnknownArea[];
  /**
   * Rates with the same percentage and compound behaviour that are charged together at some place, also at one that the
   * limit left out: each needs a tax of its own (state 4% and county 4% are 8%). Every list has two or more ids. City
   * rates are compared with those without postcodes and those of the same city.
   */
  readonly together: readonly (readonly number[])[];
}
