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

/** What the store lists: every country and every state. */
export interface StoreGeography {
  readonly countries: readonly CountryFact[];
  readonly states: readonly StateFact[];
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
