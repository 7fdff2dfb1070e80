import type { ExplainedTable } from '../../core/explanation.ts';
import type { ShippingCause } from '../../core/shipping-proof.ts';
import type { ProofAddress } from '../../core/tax-proof.ts';

/** Whether both servers offer the same shipping, address by address. Amounts are decimal text; texts are for people. */
export interface ShippingsProof {
  readonly backend: { readonly id: string; readonly name: string };
  /** Of the store's amounts, and of Odoo's. */
  readonly currency: string;
  readonly odooCurrency: string;
  readonly counts: Readonly<Record<ShippingVerdict, number>>;
  /** Who answered for Odoo: its own delivery form, or the fields of its delivery methods, as our rules compute them. */
  readonly odooBy: 'wizard' | 'rules';
  /** Why the store's own settings spoke for it instead of its cart; null where every answer is of a cart. */
  readonly withoutCart: string | null;
  /** Titles of methods of the store that no delivery method represents. */
  readonly waiting: readonly string[];
  /** Why what the check made in Odoo could not be removed; null where it was, or nothing was made. */
  readonly leftBehind: string | null;
  readonly results: readonly ShippingResult[];
  /** Causes of what differs: the most urgent first, then those of most places. */
  readonly causes: readonly (ShippingCause & {
    readonly results: number;
    readonly examples: readonly string[];
  })[];
}

/**
 * `cent`: a cent apart; `limited`: they differ by what Odoo does not support, as the report of the method shows; `besides`:
 * Odoo also offers a delivery method that represents none of the store; `not_probed`: a side did not answer.
 */
export type ShippingVerdict = 'equal' | 'cent' | 'differs' | 'limited' | 'besides' | 'not_probed';

/** One method for one basket at one address; or that neither side offers any. */
export interface ShippingResult {
  readonly address: ProofAddress;
  readonly why: string;
  readonly basket: string;
  /** The instance of the method in the store; null where neither side offers any, and for what Odoo offers besides. */
  readonly instanceId: number | null;
  /** The title of the method, or the name of what Odoo offers besides; empty where there is none. */
  readonly method: string;
  /** Without tax; null where that side does not offer it, or did not answer. */
  readonly store: string | null;
  readonly odoo: string | null;
  /** The tax on it; null where it is not known. */
  readonly storeTax: string | null;
  readonly odooTax: string | null;
  /** The delivery method in Odoo; empty where there is none. */
  readonly carrier: string;
  /** `cart`: the store's own cart answered; `rules`: its zones and settings, as our rules compute them. */
  readonly source: 'cart' | 'rules';
  readonly odooBy: 'wizard' | 'rules';
  readonly verdict: ShippingVerdict;
  /** Set where the sides differ, or one did not answer. */
  readonly cause?: ShippingCause | undefined;
  /** How each side comes by its price, of the first results that differ. */
  readonly computations?: readonly ExplainedTable[] | undefined;
}

const LIMITS = new Set<ShippingCause['cause']>([
  ...(['limitation', 'minimum_with_tax', 'pickup', 'shipping_class'] as const),
]);

/** Whether a cause is something that Odoo does not support, so that there is nothing to mend. */
export function isLimit({ cause }: ShippingCause): boolean {
  return LIMITS.has(cause);
}

export function countShipping(results: readonly ShippingResult[]): Record<ShippingVerdict, number> {
  const counts = { equal: 0, cent: 0, differs: 0, limited: 0, besides: 0, not_probed: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}
