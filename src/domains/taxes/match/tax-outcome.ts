import type { Finding } from '../../../core/bind.ts';
import type { FieldValues } from '../../../core/memory.ts';
import type { FieldChange, RecordRef, SubjectLinks } from '../../../core/operation.ts';
import type { Rule } from '../../../core/rules.ts';
import type { DesiredTax } from '../desired/desired-tax.ts';
import type { OdooTax } from '../facts.ts';
import type { TaxBooking } from './tax-booking.ts';
import type { TaxRef } from '../desired/tax-ref.ts';

/** A user must decide. `target`: the tax was deleted in Odoo, and the id of `record` is only how it was known. */
export interface TaxConflict {
  readonly kind: 'conflict';
  readonly rule: Rule;
  readonly reason: string;
  readonly record?: RecordRef;
  readonly target?: 'missing';
  readonly candidates?: readonly RecordRef[];
  readonly changes?: readonly FieldChange[];
}

/** What becomes of a desired tax in Odoo. */
export type TaxOutcome =
  /** A tax corresponds to it; with `externalId` one that the connector created. */
  | {
      readonly kind: 'bound';
      readonly tax: OdooTax;
      readonly finding: Finding;
      readonly externalId?: string;
      /** What Odoo has now, where that is not remembered as written yet. */
      readonly seen?: FieldValues;
    }
  /** One that the connector created is unarchived, or replaces the right tax of products again. */
  | {
      readonly kind: 'restore';
      readonly tax: OdooTax;
      readonly externalId: string;
      readonly reason: string;
      readonly changes: readonly FieldChange[];
      readonly links?: SubjectLinks;
      /** Set where it gets a name that is true of all its rates. */
      readonly name?: string;
    }
  | {
      readonly kind: 'create';
      readonly externalId: string;
      readonly name: string;
      readonly reason: string;
      readonly booking: TaxBooking;
    }
  | TaxConflict;

/** A desired tax with what becomes of it, and how positions, rates and other taxes refer to it. */
export interface MatchedTax {
  readonly desired: DesiredTax;
  readonly outcome: TaxOutcome;
  readonly ref: TaxRef;
}
