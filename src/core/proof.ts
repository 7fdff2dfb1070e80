/** What is proved: that both servers charge the same tax, offer the same shipping, and that orders can be imported. */
export const PROOF_KINDS = ['taxes', 'shipping', 'orders'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** Where a proof may be asked for; `sync`: a sync that changed something, see the setting `verifyAfterSync`. */
export const PROOF_ORIGINS = ['cli', 'api', 'schedule', 'sync'] as const;
export type ProofOrigin = (typeof PROOF_ORIGINS)[number];

/** `asked`: waits for the service; `failed`: it could not be carried out, which is no statement about the two sides. */
export const PROOF_STATES = ['asked', 'running', 'done', 'failed'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

/** The code of a check that was stopped: it failed, and is no statement about the two sides either. */
export const PROOF_STOPPED = 'verify.stopped';

/** Whether a check was stopped before its end, by a user or with its process. */
export function wasStopped({ problem }: { readonly problem: { readonly code: string } | null }): boolean {
  return problem?.code === PROOF_STOPPED;
}

/**
 * How one comparison turned out, the most urgent first. `differs`: by more than a cent, or something of orders is missing;
 * `cent`: a cent apart; `not_probed`: a side did not answer; `limited`: by what Odoo does not support; `exempt`: no tax for a business customer, as it should be;
 * `note`: worth knowing, no comparison.
 */
export const PROOF_ROW_STATES = [
  'differs',
  'cent',
  'not_probed',
  'limited',
  'exempt',
  'note',
  'equal',
] as const;
export type ProofRowState = (typeof PROOF_ROW_STATES)[number];

/** Comparisons by their result; of orders, how many are ready (`equal`) and how many are not (`differs`). */
export type ProofCounts = Readonly<Record<Exclude<ProofRowState, 'note'>, number>>;

export const NO_COUNTS: ProofCounts = { equal: 0, cent: 0, differs: 0, limited: 0, exempt: 0, not_probed: 0 };

/** Addresses, or orders, where nobody gave a number. */
export const DEFAULT_SAMPLES: Readonly<Record<ProofKind, number>> = { taxes: 60, shipping: 60, orders: 100 };

/** More addresses are not asked for at once: each takes about two seconds of both servers. */
export const MAX_PROBES = 20_000;
/** More orders are not read: beyond it the report shows nothing new. */
export const MAX_ORDERS = 5_000;

/** How many comparisons both sides answered, and how many of those agree to the cent. */
export function agreementOf({ cent, differs, equal, exempt, limited }: ProofCounts): {
  readonly agree: number;
  readonly compared: number;
} {
  return { agree: equal + exempt, compared: equal + exempt + cent + differs + limited };
}

/** Causes that nobody can mend in Odoo: they are shown, and wait for nobody. */
const LASTING_CAUSES: ReadonlySet<string> = new Set([
  ...['limitation', 'not_taken', 'minimum_with_tax', 'pickup', 'shipping_class', 'other_carrier'],
]);

/** The causes of differences that wait for a person. */
export function openCausesOf<Cause extends { readonly cause: string }>(causes: readonly Cause[]): Cause[] {
  return causes.filter(({ cause }) => !LASTING_CAUSES.has(cause));
}

/** What rows of a proof are sorted by; `position`: the most urgent first. */
export const PROOF_SORTS = ['position', 'place', 'country', 'cause'] as const;
export type ProofSort = (typeof PROOF_SORTS)[number];
