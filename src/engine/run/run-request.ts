import type { Run } from '../../database/port.ts';

/** What is asked of a run, and by which door. */
export interface RunRequest {
  /** A request in Odoo decides by itself, when it is claimed. */
  readonly kind: Run['kind'];
  readonly origin: Run['origin'];
  /** When it is aborted, the run finishes the batch in hand and ends; its reason is what stopped it, see `stopCause`. */
  readonly stop?: AbortSignal | undefined;
}

/** A sync that a user runs and waits for. */
export const MANUAL_SYNC: RunRequest = { kind: 'sync', origin: 'cli' };

/** What a service is asked for. `apply`: what a preview showed, which somebody asked to apply. */
export type JobRequest = Omit<RunRequest, 'kind'> & { readonly kind: RunRequest['kind'] | 'apply' };
