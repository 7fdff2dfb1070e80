import { ConnectorError } from './errors.ts';

/** The code of the error of a run that was stopped. */
export const STOPPED = 'run.stopped';

/** Recorded with each change that a stopped run did not get to. */
export const NOT_DONE = 'Not done yet, because the run was interrupted; the next sync does it.';

/** Begins nothing new once the process is to stop. @throws ConnectorError `run.stopped` */
export function throwIfAborted(stop: AbortSignal | undefined): void {
  if (stop?.aborted !== true) return;
  throw new ConnectorError({
    code: STOPPED,
    message: 'The connector was stopped.',
    hint: 'Changes that were applied are kept; the next run finishes the rest.',
  });
}
