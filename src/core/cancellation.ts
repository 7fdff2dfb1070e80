import { ConnectorError } from './errors.ts';

/** The code of the error of a run that was stopped. */
export const STOPPED = 'run.stopped';

/** Recorded with each change that a stopped run did not get to. */
export const NOT_DONE = 'Not done yet, because the run was interrupted; the next sync does it.';

/** What stops a run: the end of its process, after which another run has to finish it, or a user, who does not want that. */
export type StopCause = 'process' | 'user';

/** Aborts the signal of a run that a user stopped: `abort(STOPPED_BY_USER)`. */
export const STOPPED_BY_USER = 'stopped by a user';

/** What stopped a run; null while nothing did. */
export function stopCause(stop: AbortSignal | undefined): StopCause | null {
  if (stop?.aborted !== true) return null;
  return stop.reason === STOPPED_BY_USER ? 'user' : 'process';
}

/** Begins nothing new once a run is to stop. @throws ConnectorError `run.stopped` */
export function throwIfAborted(stop: AbortSignal | undefined): void {
  const cause = stopCause(stop);
  if (cause !== null) throw stopped(cause);
}

/** The error of a run that was stopped. */
export function stopped(cause: StopCause): ConnectorError {
  return new ConnectorError({
    code: STOPPED,
    message: cause === 'user' ? 'A user stopped the run.' : 'The connector was stopped.',
    hint: 'Changes that were applied are kept; the next run finishes the rest.',
  });
}
