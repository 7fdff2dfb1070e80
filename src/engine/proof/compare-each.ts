import { STOPPED } from '../../core/cancellation.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { ProofKind } from '../../core/proof.ts';
import type { ProgressSink } from '../run/progress.ts';

/** How a proof is followed while it asks, and ended early. */
export interface ProbeRun {
  readonly onProgress: ProgressSink;
  /** After the question in hand nothing more is asked, and what was made is removed. */
  readonly stop: AbortSignal;
}

/** Where a stop ended a proof: after so many of its addresses. */
export interface StoppedAt {
  readonly done: number;
  readonly total: number;
}

/** What a proof found, as far as it came; `stoppedAt`: null for one that reached its end. */
export interface Proved<Report> {
  readonly report: Report;
  readonly stoppedAt: StoppedAt | null;
}

/** Compares at each address in turn, until a stop; the address in hand is then left out, as if it had not begun. */
export async function compareEach<Probe, Result>(
  kind: ProofKind,
  probes: readonly Probe[],
  compareAt: (probe: Probe) => Promise<readonly Result[]>,
  { onProgress, stop }: ProbeRun,
): Promise<{ readonly results: Result[]; readonly stoppedAt: StoppedAt | null }> {
  const results: Result[] = [];
  const total = probes.length;
  for (const [done, probe] of probes.entries()) {
    const stoppedAt = { done, total };
    if (stop.aborted) return { results, stoppedAt };
    onProgress({ step: 'verifying', kind, done, total });
    try {
      results.push(...(await compareAt(probe)));
    } catch (error) {
      if (error instanceof ConnectorError && error.code === STOPPED) return { results, stoppedAt };
      throw error;
    }
  }
  return { results, stoppedAt: null };
}
