import type { RunReport } from '../engine/run/run-report.ts';
import type { Progress } from '../engine/run/progress.ts';
import type { RunJob } from '../queue/port.ts';
import type { Backend, NoticeState, OdooWatch, Proof, ProofNoticeState } from '../database/port.ts';

/** A backend as it is named in logs and figures. */
export type BackendName = Pick<Backend, 'id' | 'name'>;

/** What happens in a service; logs and figures are made of it. */
export type ServiceEvent =
  | { readonly event: 'started'; readonly role: 'serve' | 'worker'; readonly runsAtOnce: number }
  | { readonly event: 'leading'; readonly leads: boolean }
  | { readonly event: 'stopping' }
  | { readonly event: 'stopped' }
  /** A request of a user, or a schedule, asked for a run. `joined`: one that waits already will answer it. */
  | {
      readonly event: 'asked';
      readonly backend: BackendName;
      readonly job: RunJob;
      readonly request?: number;
      readonly joined: boolean;
    }
  | { readonly event: 'run_began'; readonly backend: BackendName; readonly job: RunJob }
  | { readonly event: 'run_progress'; readonly backend: BackendName; readonly progress: Progress }
  | { readonly event: 'run_warning'; readonly backend: BackendName; readonly message: string }
  | {
      readonly event: 'run_ended';
      readonly backend: BackendName;
      readonly job: RunJob;
      readonly report: RunReport;
      readonly seconds: number;
    }
  /** The run was not begun, or an unforeseen error ended it. */
  | {
      readonly event: 'run_refused';
      readonly backend: BackendName;
      readonly job: RunJob;
      readonly error: unknown;
    }
  /** A check of both servers began or ended. */
  | { readonly event: 'proof'; readonly backend: BackendName; readonly proof: Proof }
  | { readonly event: 'polled'; readonly endpoint: OdooEndpoint; readonly answered: boolean }
  | { readonly event: 'odoo_changed'; readonly watch: OdooWatch; readonly retrySeconds: number }
  | {
      readonly event: 'notified';
      readonly backend: BackendName;
      readonly state: NoticeState | ProofNoticeState;
      /** The run or the check that it is about. */
      readonly runId?: number;
      readonly proofId?: number;
      /** Why it was not delivered. */
      readonly failure?: string;
      readonly givenUp: boolean;
    }
  | { readonly event: 'recovered'; readonly runs: number }
  /** Something unforeseen; the service goes on. */
  | { readonly event: 'fault'; readonly where: string; readonly error: unknown };

/** An Odoo database. */
export interface OdooEndpoint {
  readonly url: string;
  readonly database: string;
}

export type EmitEvent = (event: ServiceEvent) => void;
