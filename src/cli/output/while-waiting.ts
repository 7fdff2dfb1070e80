import { logUpdate } from './lazy.ts';
import { isTerminal, line, paint, type OutputStream } from './terminal.ts';

const FIRST_MS = 5_000;
const NEXT_MS = 30_000;

/**
 * Does work that is one long call, and shows that it goes on: on a terminal a line that counts seconds, elsewhere a line after
 * five seconds and then every half minute.
 */
export async function whileWaiting<T>(err: OutputStream, what: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const text = () =>
    `${what} (${Math.round((Date.now() - begun) / 1000)} s). A slow server takes some minutes; do not interrupt it.`;
  const moving = isTerminal(err) ? logUpdate().createLogUpdate(err) : null;
  let timer: NodeJS.Timeout;
  const show = () => {
    if (moving === null) line(err, `… ${text()}`);
    else moving(paint(err, 'cyan', `… ${text()}`));
    timer = setTimeout(show, moving === null ? NEXT_MS : 1000);
  };
  timer = setTimeout(show, FIRST_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    moving?.clear();
    moving?.done();
  }
}
