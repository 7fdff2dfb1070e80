/** A service that runs, as the command line sees it. */
export interface RunningService {
  /** Where it listens for HTTP; null where it does not. */
  readonly url: string | null;
  /** The one-time link that makes the first user of the page; null where there are users, and for a worker. */
  readonly setupLink: string | null;
  /** Lets the runs in hand finish their batch, and returns. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly role: 'serve' | 'worker';
  readonly dataDir?: string | undefined;
  /** Instead of the setting; null: no HTTP. */
  readonly port?: number | null | undefined;
}

export interface ServiceContext {
  /** Starts a service; it writes its log to standard output. */
  openService(options: ServiceOptions): Promise<RunningService>;
  /** Resolves when the process is asked to stop. */
  untilStopRequested(): Promise<void>;
}
