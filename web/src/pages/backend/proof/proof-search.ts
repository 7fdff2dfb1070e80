import type { RowsAsked } from '../../../api/queries-proofs.ts';
import type { ProofKind } from '../../../api/types.ts';

/** What of which check is shown. */
export interface ProofSearch extends RowsAsked {
  readonly kind?: ProofKind | undefined;
  /** An earlier check; absent: the last one. */
  readonly check?: number | undefined;
}
