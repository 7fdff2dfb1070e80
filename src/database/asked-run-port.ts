import type { RunChoices } from '../core/run-choices.ts';

/** A run that the API was asked for. It stays until a run has answered it, whatever process or machine is lost. */
export interface AskedRun {
  readonly backendId: string;
  readonly kind: 'sync' | 'preview';
  /** ISO; the newest request. */
  readonly askedAt: string;
}

export interface AskedRunTable {
  /** @param choices what was decided for this run; joined with those of requests that wait */
  put(asked: AskedRun, choices?: RunChoices): Promise<void>;
  /** What was decided with the requests that a run of this kind answers. */
  choices(asked: Pick<AskedRun, 'backendId' | 'kind'>): Promise<RunChoices>;
  /** Those of backends in use, the oldest first. */
  list(): Promise<AskedRun[]>;
  /** A run that began at `before` has ended: what was asked for and decided until then is answered. */
  answered(asked: Pick<AskedRun, 'backendId' | 'kind'>, before: string): Promise<void>;
}
