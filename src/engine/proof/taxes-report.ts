import type { ExplainedTable } from '../../core/explanation.ts';
import { PROOF_ROW_STATES, type ProofRowState } from '../../core/proof.ts';
import type { ProofAddress, ProofCause } from '../../core/tax-proof.ts';

/** Whether both servers compute the same tax, address by address. Amounts are decimal text; texts are for people. */
export interface TaxesProof {
  readonly backend: { readonly id: string; readonly name: string };
  readonly currency: string;
  readonly counts: Readonly<Record<TaxVerdict, number>>;
  /** Why the store's own rules spoke for it instead of its cart; null where every answer is of the cart. */
  readonly withoutCart: string | null;
  /** Names of the tax classes that were left out: their tax is not in Odoo yet, or waits for a decision. */
  readonly waiting: readonly string[];
  /** Why the archived contact and products could not be removed from Odoo; null where they were. */
  readonly leftBehind: string | null;
  readonly results: readonly TaxResult[];
  /** Causes of what differs: the most urgent first, then those of most places. */
  readonly causes: readonly (ProofCause & {
    readonly results: number;
    readonly examples: readonly string[];
  })[];
}

/**
 * `cent`: a cent apart; `exempt`: a business customer pays no tax by a position that requires a VAT number, which the store
 * knows nothing of; `not_probed`: a side did not answer.
 */
export type TaxVerdict = 'equal' | 'cent' | 'differs' | 'exempt' | 'not_probed';

export interface TaxResult {
  readonly address: ProofAddress;
  readonly why: string;
  readonly customer: 'private' | 'business';
  readonly basket: 'one line' | 'several lines' | 'with shipping';
  /** Null where that side did not answer. */
  readonly store: string | null;
  readonly odoo: string | null;
  readonly position: string;
  /** `cart`: the store's own cart answered; `rules`: its rates and settings, as our rules compute them. */
  readonly source: 'cart' | 'rules';
  readonly verdict: TaxVerdict;
  /** Set where the sides differ, or one did not answer. */
  readonly cause?: ProofCause | undefined;
  /** How each side computes it, of the first results that differ. */
  readonly computations?: readonly ExplainedTable[] | undefined;
}

const EXAMPLES = 5;

export function countVerdicts(results: readonly TaxResult[]): Record<TaxVerdict, number> {
  const counts = { equal: 0, cent: 0, differs: 0, exempt: 0, not_probed: 0 };
  for (const { verdict } of results) counts[verdict] += 1;
  return counts;
}

/** The state of a result among those of all kinds: what Odoo offers besides is worth knowing, and no comparison. */
export function rowStateOf(verdict: ProofRowState | 'besides'): ProofRowState {
  return verdict === 'besides' ? 'note' : verdict;
}

/**
 * Causes of results, alike ones together, with some of their places: the most urgent first, as its most urgent result is,
 * then those of most places. Causes are alike only for one method where the results name methods.
 */
export function groupCauses<Cause extends { readonly cause: string; readonly remedy: string }>(
  results: readonly {
    readonly why: string;
    readonly method?: string;
    readonly verdict: ProofRowState | 'besides';
    readonly cause?: Cause | undefined;
  }[],
): (Cause & { readonly results: number; readonly examples: readonly string[] })[] {
  const found = new Map<string, { cause: Cause; whys: string[]; rank: number }>();
  for (const { cause, method = '', verdict, why } of results) {
    if (cause === undefined) continue;
    // Amounts and places are different in each reason: what there is to change makes them alike.
    const key = [cause.cause, cause.remedy, method].join('\n');
    const known = found.get(key) ?? { cause, whys: [], rank: Infinity };
    if (!known.whys.includes(why)) known.whys.push(why);
    known.rank = Math.min(known.rank, PROOF_ROW_STATES.indexOf(rowStateOf(verdict)));
    found.set(key, known);
  }
  return [...found.values()]
    .toSorted((a, b) => a.rank - b.rank || b.whys.length - a.whys.length)
    .map(({ cause, whys }) => ({ ...cause, results: whys.length, examples: whys.slice(0, EXAMPLES) }));
}
