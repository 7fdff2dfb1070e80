import { ProgressReporter } from '../odoo-app/progress-reporter.ts';
import type { RunContext } from './run-context.ts';

/** The same run, whose progress is shown on the backend's row in the app when it takes long. */
export function reportingProgress(run: RunContext): RunContext {
  if (run.lease === null) return run;
  const reporter = new ProgressReporter(run.lease, run.backend, () => run.services.now());
  return {
    ...run,
    sessions: { ...run.sessions, odoo: reporter.reportingOn(run.sessions.odoo) },
    onProgress: reporter.listenTo(run.onProgress),
  };
}
