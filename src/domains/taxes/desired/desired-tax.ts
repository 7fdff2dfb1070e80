import type { TaxRef } from './tax-ref.ts';

/** A tax that has to be there. */
export interface DesiredTax {
  readonly type: 'tax_class' | 'tax';
  /** Of the subject: the column of a class tax, else the key of the tax. */
  readonly key: string;
  /** In the external id of one that we make. */
  readonly taxKey: string;
  /** The name it would get, if it is not taken. */
  readonly name: string;
  readonly percent: string;
  readonly included: boolean;
  readonly compound: boolean;
  /** Whether compound taxes are charged on it. */
  readonly inBase: boolean;
  /** Order in which Odoo computes taxes of one line. */
  readonly sequence: number;
  /** On 19: the tax of products that a destination tax replaces; null otherwise. */
  readonly source: TaxRef | null;
  /** The name of the class, for people. */
  readonly className: string;
  /** The rates that it represents, or that belong to the class; ascending. */
  readonly rateIds: readonly number[];
  /**
   * Where its rates are charged: null where all are for the company's own country (or for everywhere), else the codes of
   * the other countries among them.
   */
  readonly abroad: readonly string[] | null;
  /** The name by which its rates call it, where that is one word in capital letters: `GST`. Empty otherwise. */
  readonly label: string;
  /** It is shown beside other taxes that have another such name, so that it gets a tax group of its own. */
  readonly apart: boolean;
  /** It represents no tax at all (19). */
  readonly isNone: boolean;
  /** Never charged with another tax on one line. */
  readonly alone: boolean;
}
