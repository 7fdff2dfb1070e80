import type { DomainName } from '../../core/operation.ts';
import type { ProofKind } from '../../core/proof.ts';
import type { OperationCounts } from '../../core/plan.ts';

/** What a run is doing right now, for a progress line. */
export type Progress =
  | { readonly step: 'connecting' }
  | {
      readonly step: 'reading';
      readonly side: 'store' | 'odoo';
      readonly domain: DomainName;
      readonly done: boolean;
    }
  | { readonly step: 'planned'; readonly domain: DomainName; readonly counts: OperationCounts }
  | {
      readonly step: 'writing';
      readonly domain: DomainName;
      readonly model: string;
      readonly done: number;
      readonly total: number;
    }
  /** A proof: how many addresses both servers were asked about. */
  | {
      readonly step: 'verifying';
      readonly kind: ProofKind;
      readonly done: number;
      readonly total: number;
    }
  /** The run was asked to stop: nothing new begins, and the batch in hand is finished. */
  | { readonly step: 'stopping' }
  | { readonly step: 'warning'; readonly message: string };

export type ProgressSink = (progress: Progress) => void;
