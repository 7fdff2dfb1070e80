/** A notification: the state of a backend has changed. */
export interface Notification {
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

export interface Webhook {
  /** Delivers one. @throws ConnectorError `webhook.…` when the receiver did not take it; it may be tried again. */
  send(notification: Notification): Promise<void>;
}
