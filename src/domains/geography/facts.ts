/** A state as either side lists it. */
export interface StateFact {
  readonly country: string;
  readonly code: string;
  readonly name: string;
}

export interface CountryFact {
  readonly code: string;
  readonly name: string;
}

/** A country or a state of the store that could not be understood; see the port of the store's client. */
export interface InvalidPlaceFact {
  /** Null where not even the country could be read. */
  readonly country: string | null;
  /** Null where the code of the state could not be read, or where it is the country that is invalid. */
  readonly state: string | null;
  readonly message: string;
}

/** What the store lists: every country and every state. */
export interface StoreGeography {
  readonly countries: readonly CountryFact[];
  readonly states: readonly StateFact[];
  /** What could not be understood: it stops nothing else, and is not gone. Absent: nothing. */
  readonly faults?: readonly InvalidPlaceFact[];
}

export interface OdooCountry extends CountryFact {
  readonly id: number;
  /** Whether Odoo's address form requires a state, or a zip, for this country. */
  readonly stateRequired: boolean;
  readonly zipRequired: boolean;
}

export interface OdooState extends StateFact {
  readonly id: number;
  /** `module.name`, where the record carries one. */
  readonly externalId: string | undefined;
}

/** What Odoo lists. Each state's country is among the countries. */
export interface OdooGeography {
  readonly countries: readonly OdooCountry[];
  readonly states: readonly OdooState[];
}
