import { setTimeout as sleep } from 'node:timers/promises';
import { OdooError } from '../rpc/errors.ts';

/** How long Odoo may go on with a change of the app after its answer was lost. */
const MAX_WAIT_MS = 15 * 60_000;
const POLL_MS = 5_000;

/** How waiting is done: tests pass one that takes no time. */
export type Wait = (ms: number) => Promise<unknown>;

/**
 * Sends a long change and outlasts a lost answer: a slow server takes longer than the client, or a proxy in between,
 * waits for one call, and goes on all the same. Then Odoo is asked now and then whether the change is there.
 *
 * @param isDone null: it cannot be seen, so that a lost answer stays a failure
 * @throws OdooError `app.unfinished` where Odoo has not made the change in the end, and what `send` throws
 */
export async function outlast(
  what: string,
  send: () => Promise<unknown>,
  isDone: (() => Promise<boolean>) | null,
  wait: Wait = sleep,
): Promise<void> {
  try {
    await send();
    return;
  } catch (error) {
    if (!(error instanceof OdooError) || error.applied !== 'unknown' || isDone === null) throw error;
    // A server that hangs takes its time with each question, too.
    for (let waited = 0; waited < MAX_WAIT_MS;) {
      await wait(POLL_MS);
      const asked = performance.now();
      if (await unlessAway(isDone)) return;
      waited += POLL_MS + performance.now() - asked;
    }
    throw new OdooError({
      code: 'app.unfinished',
      message: `Odoo has not finished within ${MAX_WAIT_MS / 60_000} minutes: ${what}. Its answer was lost: ${error.message}`,
      hint: 'Look at the log of the Odoo server: it may have ended the work at its own limit (limit_time_real, limit_time_cpu). Raise that, then run the command again; "woo-odoo odoo-app status" shows what is installed.',
      cause: error,
      applied: 'unknown',
    });
  }
}

/** While Odoo loads its models anew it may not answer. */
async function unlessAway(isDone: () => Promise<boolean>): Promise<boolean> {
  try {
    return await isDone();
  } catch (error) {
    if (error instanceof OdooError && error.retryable) return false;
    throw error;
  }
}
