import type { Backend } from '../../database/port.ts';
import type { AppLease } from '../odoo-app/lease.ts';
import type { EngineServices } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { ProgressSink } from './progress.ts';
import type { RunJournal } from './run-journal.ts';

/** What one run works with. None of it changes while the run is under way; what happens is appended to the journal. */
export interface RunContext {
  readonly backend: Backend;
  readonly sessions: Sessions;
  /** The claim on the backend's row in the app; null where Odoo has no app for the connector's user. */
  readonly lease: AppLease | null;
  readonly services: EngineServices;
  readonly onProgress: ProgressSink;
  readonly journal: RunJournal;
}
