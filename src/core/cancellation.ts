import { ConnectorError } from './errors.ts';

/** The code of the error that says that the process was told to stop. */
export const STOPPED = 'run.stopped';

/** Recorded with each change that a run did not get to, because the process was told to stop. */
export const NOT_DONE = 'Not done yet, because the run was interrupted; the next sync does it.';

/** Begins nothing new once the process was told to stop. @throws ConnectorError `run.stopped` */
export function throwIfAborted(stop: AbortSignal | undefined): void {
  if (stop?.aborted !== true) return;
  throw new ConnectorError({
    code: STOPPED,
    message: 'The connector was told to stop.',
    hint: 'What was applied stands; the next run finishes the rest.',
  });
}
