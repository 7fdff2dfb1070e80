import type {
  InvalidRow,
  StoreTaxClass,
  StoreTaxRate,
  InvalidTaxRate,
  UnavailableGroup,
} from '../../woocommerce/port.ts';

/** A place as WooCommerce asks it for taxes: codes of country and state as the store has them; empty where unknown. */
export interface TaxAddress {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

/** The store's settings on taxes. */
export interface StoreTaxPolicy {
  readonly enabled: boolean;
  readonly pricesIncludeTax: boolean;
  readonly roundAtSubtotal: boolean;
  readonly basedOn: 'shipping' | 'billing' | 'base';
  /** `inherit`: of the cart's items; else the slug of a class. */
  readonly shippingClass: string;
  /** The store's own address. */
  readonly base: TaxAddress;
  /** ISO code; empty where the store did not report it. */
  readonly currency: string;
  readonly decimals: number;
  /** As WooCommerce spells them: `kg`, `g`, `lbs`, `oz`; `m`, `cm`, `mm`, `in`, `yd`. */
  readonly weightUnit: string;
  readonly dimensionUnit: string;
}

/** What the store has on taxes. */
export interface StoreTaxes {
  /** The standard class first, as the store lists them. */
  readonly classes: readonly StoreTaxClass[];
  /** Classes that could not be understood: known by slug where they have one. Absent: none. */
  readonly classFaults?: readonly InvalidRow[];
  /** Ascending id. */
  readonly rates: readonly StoreTaxRate[];
  /** Rates that could not be understood: known by id where they have one. */
  readonly faults: readonly InvalidTaxRate[];
  /** Null where the settings could not be read; `unavailable` gives the reason. */
  readonly policy: StoreTaxPolicy | null;
  readonly unavailable: readonly UnavailableGroup[];
}

/** A sale tax of the backend's company, archived or not. */
export interface OdooTax {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | undefined;
  readonly active: boolean;
  /** `percent` is the only kind that can represent a rate. */
  readonly amountType: string;
  /** A percentage as decimal text: `19`, `9.975`. */
  readonly percent: string;
  /** Whether a price contains it, the company's default considered. */
  readonly included: boolean;
  readonly includeBaseAmount: boolean;
  readonly isBaseAffected: boolean;
  readonly sequence: number;
  readonly countryId: number | null;
  readonly groupId: number | null;
  /** On 19: the taxes it replaces, and the positions that it belongs to. Empty on the others. */
  readonly originalTaxIds: readonly number[];
  readonly positionIds: readonly number[];
  /** Of a group of taxes: the taxes in it that Odoo charges. Absent: none. */
  readonly childIds?: readonly number[];
  /** Of a group of taxes: the taxes in it, archived ones too, as models of how a tax is booked. */
  readonly partIds?: readonly number[];
  /** How it is booked. Absent where it is not known: taxes of the connector. */
  readonly lines?: readonly OdooTaxLine[];
}

/** What a tax is computed from (`base`) and what is booked of it (`tax`), with an invoice or a refund. */
export interface OdooTaxLine {
  readonly document: 'invoice' | 'refund';
  readonly type: 'base' | 'tax';
  /** Of the amount, in percent: `100`, `-100` where one line takes back what another books. */
  readonly factor: string;
  readonly accountId: number | null;
  /** Where the tax report counts it. */
  readonly tagIds: readonly number[];
}

/** A fiscal position of the company, archived or not. */
export interface OdooPosition {
  readonly id: number;
  readonly name: string;
  readonly externalId: string | undefined;
  readonly active: boolean;
  readonly autoApply: boolean;
  readonly sequence: number;
  /** 0 or absent: of the company itself; -1: of the company that it is a branch of, and so on. */
  readonly level?: number;
  /**
   * Its place when Odoo itself sorts all by sequence: decides between equal ones, which nothing else shows. Absent where
   * no two positions have one sequence.
   */
  readonly searchOrder?: number;
  /** Whether the sequence was never set, where that is known: Odoo then reads 0, but 17 tries the position last. */
  readonly isSequenceUnset?: boolean;
  readonly countryId: number | null;
  readonly countryGroupId: number | null;
  /** The countries of the group; empty without one. */
  readonly groupCountryIds: readonly number[];
  /** On 19: states that the group leaves out although it has their country. */
  readonly excludedStateIds?: readonly number[];
  readonly stateIds: readonly number[];
  readonly zipFrom: string;
  readonly zipTo: string;
  readonly vatRequired: boolean;
  /** A position with a VAT number of its own abroad applies by other rules. */
  readonly foreignVat: boolean;
  /** 17 and 18: the mapping lines. 19: empty. */
  readonly lines: readonly OdooPositionLine[];
  /** 19: the taxes of the position. */
  readonly taxIds: readonly number[];
}

export interface OdooPositionLine {
  readonly id: number;
  readonly externalId: string | undefined;
  readonly sourceId: number | null;
  readonly destinationId: number | null;
}

export interface OdooTaxGroup {
  readonly id: number;
  readonly name: string;
  readonly countryId: number | null;
  /** On which tax closing entries book what is owed and what is paid back. Absent: none. */
  readonly payableAccountId?: number | null;
  readonly receivableAccountId?: number | null;
}

/** A tag of the tax report. */
export interface OdooTaxTag {
  readonly id: number;
  readonly name: string;
}

export interface OdooAccount {
  readonly id: number;
  readonly code: string;
}

/** The company as far as it decides taxes. */
export interface OdooTaxCompany {
  readonly id: number;
  readonly name: string;
  /** Of a branch: the companies above it, the root first; what they have is the branch's, too. Absent: it is no branch. */
  readonly parentIds?: readonly number[];
  readonly country: { readonly id: number; readonly code: string } | null;
  readonly stateId: number | null;
  readonly stateCode: string;
  readonly fiscalCountry: { readonly id: number; readonly code: string } | null;
  readonly currency: string;
  /** `round_per_line` or `round_globally`; empty where it was never set, else what a module of others put there. */
  readonly rounding: string;
  /** Whether prices contain tax where a tax does not define it; null on 17, which has no such default. */
  readonly pricesIncludeTax: boolean | null;
  readonly defaultSaleTaxId: number | null;
}

/** What products carry, counted (templates that can be sold). */
export interface OdooProductTaxes {
  readonly total: number;
  readonly untaxed: number;
  /** By tax id; only taxes that some product carries and that matter to the plan. */
  readonly byTax: ReadonlyMap<number, number>;
}

/** What Odoo has on taxes. */
export interface OdooTaxes {
  readonly company: OdooTaxCompany;
  readonly taxes: readonly OdooTax[];
  /** Taxes that are charged only as part of a group. Absent: none. */
  readonly partTaxes?: readonly OdooTax[];
  /** Tags of the tax report that are on some of these taxes. Absent: none. */
  readonly tags?: readonly OdooTaxTag[];
  readonly groups: readonly OdooTaxGroup[];
  readonly accounts: readonly OdooAccount[];
  readonly positions: readonly OdooPosition[];
  readonly products: OdooProductTaxes;
  /** Names of Odoo's units, as its own settings have them: `kg`, `lb`; `m³`, `ft³`. Empty where they could not be read. */
  readonly weightUnit: string;
  readonly volumeUnit: string;
  /** Decimals of amounts in the company's currency. */
  readonly currencyDecimals: number;
  readonly countries: readonly { readonly id: number; readonly code: string }[];
  readonly states: readonly { readonly id: number; readonly code: string }[];
}
