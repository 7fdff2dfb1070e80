import type { DomainName } from '../core/operation.ts';
import type { RunChoices } from '../core/run-choices.ts';
import type { PreviewState } from '../core/preview-state.ts';

/** What a preview was planned with, so that the same can be planned again. */
export interface PreviewOptions extends RunChoices {
  readonly domains: readonly DomainName[];
}

/** Why a preview was refused, or could not be applied the last time. */
export interface PreviewProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** The plan of a preview that may be applied. Its changes are the operations of its run. */
export interface Preview {
  readonly runId: number;
  readonly backendId: string;
  /** The Odoo database it was made for, as in `MemoryTable`. */
  readonly odooKey: string;
  readonly companyId: number;
  readonly options: PreviewOptions;
  readonly state: PreviewState;
  /** The run that applied it, or tried to. */
  readonly appliedRun: number | null;
  readonly problem: PreviewProblem | null;
}

export interface PreviewTable {
  put(preview: Omit<Preview, 'state' | 'appliedRun' | 'problem'>): Promise<void>;
  get(runId: number): Promise<Preview | null>;
  /** The one that a run applied, or tried to. */
  appliedBy(runId: number): Promise<Preview | null>;
  /** Moves it on if it still has the state `from`; false where it has another one by now. */
  move(runId: number, from: PreviewState, to: PreviewState): Promise<boolean>;
  /** What became of one that was asked for. */
  settle(
    runId: number,
    end: { state: PreviewState; appliedRun: number | null; problem: PreviewProblem | null },
  ): Promise<void>;
  /** Those that somebody asked to apply, of backends in use; the oldest first. */
  asked(): Promise<Pick<Preview, 'runId' | 'backendId'>[]>;
  /** The first sync of the backend after this run that changed something in Odoo; null where there is none. */
  changedSince(backendId: string, runId: number): Promise<number | null>;
}
