import type { ProgressLine } from '../output/progress-line.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * A signal for a run that finishes its batch in hand when the process is asked to stop (Ctrl-C, SIGTERM); the person
 * sees at once that it was heard. A second Ctrl-C ends the process without waiting.
 */
export function stopSignal(
  context: Pick<ServiceContext, 'untilStopRequested'>,
  progress: ProgressLine,
): AbortSignal {
  const controller = new AbortController();
  void context.untilStopRequested().then(() => {
    progress.sink({ step: 'stopping' });
    controller.abort();
  });
  return controller.signal;
}
