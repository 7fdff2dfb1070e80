import { agreementOf, wasStopped } from '../../core/proof.ts';
import type { Proof, SavedProofRow } from '../../database/port.ts';
import { showCauses } from './show-causes.ts';
import { showTable } from './show-explanation.ts';
import { table } from './table.ts';
import { printNext, line, moment, paint, printText, safe, widthOf, type OutputStream } from './terminal.ts';

/** The history of checks. */
export function showProofs(
  out: OutputStream,
  proofs: readonly Proof[],
  names: ReadonlyMap<string, string>,
): void {
  if (proofs.length === 0) {
    line(out, 'No checks yet. To run one: woo-odoo verify taxes');
    return;
  }
  const rows = proofs.map((proof) => [
    String(proof.id),
    safe(names.get(proof.backendId) ?? proof.backendId),
    proof.kind,
    moment(proof.startedAt ?? proof.askedAt),
    safe(proof.askedBy ?? proof.origin),
    stateText(out, proof),
    safe(proof.message ?? ''),
  ]);
  line(
    out,
    table(['check', 'backend', 'kind', 'started (UTC)', 'by', 'result', 'summary'], rows, widthOf(out), [0]),
  );
  printNext(out, `woo-odoo verify show ${proofs[0]?.id ?? 1}`);
}

function stateText(out: OutputStream, proof: Proof): string {
  const { counts, state, stopRequestedAt } = proof;
  if (wasStopped(proof)) return paint(out, 'yellow', 'stopped');
  if (state === 'failed') return paint(out, 'red', 'failed');
  if (state === 'asked') return 'waiting';
  if (state === 'running') return stopRequestedAt === null ? 'running' : 'stopping';
  const { agree, compared } = agreementOf(counts);
  return paint(out, counts.differs === 0 ? 'green' : 'yellow', `${agree} of ${compared}`);
}

/** One check: its summary, what to change, and the first of its rows. */
export function showProof(
  out: OutputStream,
  proof: Proof,
  rows: readonly SavedProofRow[],
  total: number,
): void {
  const { facts, hasRows, kind, message, problem, rowCount, sample } = proof;
  printText(out, `Check ${proof.id} of ${kind} (sample ${sample}): ${stateText(out, proof)}`);
  if (message !== null) printText(out, safe(message));
  if (problem?.hint) printText(out, safe(problem.hint), '  ! ');
  for (const remark of facts.remarks) printText(out, safe(remark), '  ! ');
  showCauses(out, facts.causes, kind === 'orders' ? 'orders' : 'places');
  if (rowCount > 0 && !hasRows)
    printText(out, 'Its single comparisons have been removed; the last 10 checks keep theirs.');
  const shown = rows.filter(({ state }) => state !== 'equal');
  if (shown.length === 0) return;
  line(out);
  const cells = shown.map(({ basket, customer, odoo, place, state, store }) => [
    state.replace('_', ' '),
    safe(place),
    safe([customer, basket].filter((part) => part !== '').join(', ')),
    safe(store ?? ''),
    safe(odoo ?? ''),
  ]);
  const head = ['result', 'place', 'basket', `store ${safe(facts.currency)}`.trim(), 'Odoo'];
  line(out, table(head, cells, widthOf(out), [3, 4]));
  if (total > rows.length) printText(out, `${total - rows.length} more: --json shows all.`);
  showComputations(out, shown);
}

/** Both computations of the first row of each cause: how they differ is mostly the same for all of its rows. */
function showComputations(out: OutputStream, rows: readonly SavedProofRow[]): void {
  const seen = new Set<string>();
  for (const { basket, cause, customer, details, place, remedy } of rows) {
    const key = `${cause} ${remedy}`;
    if (details.computations.length === 0 || seen.has(key)) continue;
    seen.add(key);
    line(out);
    printText(out, safe([place, customer, basket].filter((part) => part !== '').join(', ')));
    for (const each of details.computations) showTable(out, each);
  }
}
