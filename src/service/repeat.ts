import type { ServiceClock } from './clock.ts';
import type { EmitEvent } from './events.ts';

/** After something unforeseen, so that a lasting fault does not spin. */
const AFTER_FAULT_MS = 5_000;

/**
 * Does something again and again until the signal is aborted; each time it answers for how many milliseconds it may rest.
 * What goes wrong is reported, and does not end the repetition.
 */
export async function repeat(
  what: string,
  work: () => Promise<number>,
  {
    clock,
    emit,
    stop,
  }: { readonly clock: ServiceClock; readonly emit: EmitEvent; readonly stop: AbortSignal },
): Promise<void> {
  while (!stop.aborted) {
    let rest = AFTER_FAULT_MS;
    try {
      rest = await work();
    } catch (error) {
      emit({ event: 'fault', where: what, error });
    }
    await clock.sleep(rest, stop);
  }
}
