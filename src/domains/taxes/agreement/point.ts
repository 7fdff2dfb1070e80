import type { Agreement, Alignment } from '../../../core/agreement.ts';
import type { FoundSubject } from '../../../core/domain.ts';
import type { Move } from '../position-order/moves.ts';
import type { OdooTax, OdooTaxes, StoreTaxes, StoreTaxPolicy } from '../facts.ts';

/** What the points are judged from. */
export interface AgreementInput {
  readonly store: StoreTaxes;
  readonly odoo: OdooTaxes;
  readonly series: number;
  /**
   * The tax of products of a class, by class (`standard`, `ship:standard`): the percentage as decimal text and the tax
   * in Odoo, null while it is still to be made.
   */
  readonly classTaxes: ReadonlyMap<string, { readonly percent: string; readonly taxId: number | null }>;
  /** How the positions of the store stand among others; absent where the rates were not planned. */
  readonly positions?:
    | {
        /** Positions of others that Odoo uses in so many places of the store, or would use next (0). */
        readonly winners: readonly { readonly id: number; readonly name: string; readonly places: number }[];
        /** Positions of the chart that have to be moved, and in how many places the tax is wrong until then. */
        readonly moves: readonly Move[];
        readonly wrong: number;
      }
    | undefined;
  /** Names of the positions of the chart that do not replace taxes of products; absent where the rates were not planned. */
  readonly chart?: { readonly open: readonly string[] } | undefined;
  /** Which record represents a state of the store (`state`, `US:CA`); without it, codes are compared. */
  readonly found?: ((type: string, key: string) => FoundSubject | null) | undefined;
}

/** How one point turned out. */
export interface Judgement {
  readonly verdict: Agreement['verdict'];
  readonly store: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly align?: Alignment;
  readonly alignAfterSync?: true;
}

/** One point on which both sides must agree. */
export interface Point {
  readonly key: string;
  readonly topic: string;
  /** What it means for money, whatever the values: shown where the store could not be asked. */
  readonly matters: string;
  /** Odoo's value; empty where it has none. */
  odoo(input: AgreementInput): string;
  /** Judges a store whose settings were read. */
  judge(policy: StoreTaxPolicy, input: AgreementInput): Judgement;
}

export function agrees(store: string, meaning: string): Judgement {
  return { verdict: 'agree', store, meaning, remedy: '' };
}

export function differs(store: string, meaning: string, remedy: string, align?: Alignment): Judgement {
  return { verdict: 'differ', store, meaning, remedy, ...(align && { align }) };
}

export function isUnknown(store: string, meaning: string, remedy: string): Judgement {
  return { verdict: 'unknown', store, meaning, remedy };
}

/** The company's default sale tax; undefined without one, or where it is not among the taxes that could be read. */
export function defaultSaleTax({ company, taxes }: OdooTaxes): OdooTax | undefined {
  return taxes.find(({ id }) => id === company.defaultSaleTaxId);
}
