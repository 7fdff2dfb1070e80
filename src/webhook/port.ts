/** A notification: the state of a backend has changed, or what its checks find. */
export type Notification = RunNotification | CheckNotification;

export interface RunNotification {
  readonly event: 'run.failed' | 'run.needs_review' | 'run.drift';
  /** The same for every delivery of one notification, so that a receiver recognises a repetition. */
  readonly id: string;
  /** ISO. */
  readonly at: string;
  readonly backend: { readonly id: string; readonly name: string; readonly environment: string };
  readonly run: {
    readonly id: number;
    readonly kind: 'sync' | 'preview';
    readonly status: string;
    readonly message: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
  };
}

/** A check of both servers finds differences that somebody can mend, or no longer does. */
export interface CheckNotification extends Pick<RunNotification, 'id' | 'at' | 'backend'> {
  readonly event: 'check.differs' | 'check.agrees';
  readonly check: {
    readonly id: number;
    readonly kind: 'taxes' | 'shipping' | 'orders';
    readonly message: string;
    readonly endedAt: string | null;
    /** What there is to change, the most urgent first. */
    readonly causes: readonly {
      readonly cause: string;
      readonly reason: string;
      readonly remedy: string;
      readonly places: number;
    }[];
  };
}

export interface Webhook {
  /** Delivers one. @throws ConnectorError `webhook.…` when the receiver did not take it; it may be tried again. */
  send(notification: Notification): Promise<void>;
}
