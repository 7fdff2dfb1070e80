/** A run that the API was asked for. It stays until a run has answered it, whatever process or machine is lost. */
export interface AskedRun {
  readonly backendId: string;
  readonly kind: 'sync' | 'preview';
  /** ISO; the newest request. */
  readonly askedAt: string;
}

export interface AskedRunTable {
  put(asked: AskedRun): Promise<void>;
  /** Those of backends in use, the oldest first. */
  list(): Promise<AskedRun[]>;
  /** A run that began at `before` has ended: what was asked for until then is answered. */
  answered(asked: Pick<AskedRun, 'backendId' | 'kind'>, before: string): Promise<void>;
}
