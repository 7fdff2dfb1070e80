import type { OdooPosition, OdooTax } from '../facts.ts';

/** What decides whether Odoo takes a position. */
export type PositionRule = Pick<
  OdooPosition,
  | 'id'
  | 'active'
  | 'autoApply'
  | 'sequence'
  | 'level'
  | 'countryId'
  | 'countryGroupId'
  | 'groupCountryIds'
  | 'stateIds'
  | 'zipFrom'
  | 'zipTo'
  | 'vatRequired'
  | 'searchOrder'
  | 'isSequenceUnset'
  | 'excludedStateIds'
>;

/** The delivery address of a customer; ids of Odoo, and the zip as it is written there. */
export interface PositionAddress {
  readonly countryId: number | null;
  readonly stateId: number | null;
  /** Empty where there is none. */
  readonly zip: string;
  /** Whether the customer has a VAT number; absent: none. */
  readonly hasVat?: boolean;
}

/** What decides what a position makes of taxes. */
export type MappingPosition = Pick<OdooPosition, 'id' | 'lines' | 'taxIds'>;
export type MappingTax = Pick<OdooTax, 'id' | 'active' | 'originalTaxIds'>;
