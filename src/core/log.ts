/** Receives what went differently than it should without failing: a PHP warning before the JSON, a retry. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

export type WarningSink = (warning: Warning) => void;

/** One request to a server, for the figures. */
export interface RemoteSample {
  readonly side: 'store' | 'odoo';
  /** Host and port, nothing that could contain a key. */
  readonly server: string;
  readonly milliseconds: number;
  /** `error`: an answer with a status from 400 up; `unreachable`: no whole answer. */
  readonly outcome: 'ok' | 'error' | 'unreachable';
}

export type RemoteObserver = (sample: RemoteSample) => void;
