import type { RunChoices } from '../core/run-choices.ts';
import type { AccountServices } from '../accounts/services.ts';
import type { SignInThrottle } from '../accounts/throttle.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunJob } from '../queue/port.ts';
import type { Readiness } from '../service/service.ts';
import type { OdooAppInstaller } from './odoo-app.ts';
import type { RunFeed } from './events/feed.ts';
import type { Metrics } from './metrics.ts';
import type { WebFiles } from './pages/web-files.ts';
import type { ServerSettings } from './settings.ts';

/** What page and API are made of. */
export interface ServerParts {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>;
  /** Names under which health may be asked for, beside `localhost` and addresses in numbers; absent: any. */
  readonly hostNames?: readonly string[] | undefined;
  /** Absent for a worker, which shows health and figures alone. */
  readonly api?: ApiParts | undefined;
}

export interface ApiParts {
  readonly engine: Engine;
  readonly accounts: AccountServices;
  readonly throttle: SignInThrottle;
  readonly settings: ServerSettings;
  /** The files of the web page; null: it was not built. */
  readonly web: WebFiles | null;
  /**
   * Asks for a run; it takes place whatever process is lost. False when one of the same kind waits already, which will
   * do.
   */
  readonly requestRun: (backendId: string, kind: RunJob['kind'], choices?: RunChoices) => Promise<boolean>;
  /** The app inside Odoo, which an administrator of Odoo installs. */
  readonly odooApp: OdooAppInstaller;
  /** Where the runs of all processes are seen, and those of this one as they happen. */
  readonly feed: RunFeed;
  /** Where unforeseen errors go; whoever asked was given their number (`core/fault-id.ts`). */
  readonly reportFault: (error: unknown) => void;
  /** Ends when the server stops, so that open streams end. */
  readonly stop: AbortSignal;
}
