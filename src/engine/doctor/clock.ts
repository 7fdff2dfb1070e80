import type { ConnectorError } from '../../core/errors.ts';
import { counted } from '../../core/counted.ts';
import type { SignIn } from '../../woocommerce/port.ts';
import { checksOf, type Check } from './doctor.ts';

/** Dates and history read wrong beyond this; the Date header itself is exact to a second. */
const NOTICEABLE_MS = 60_000;
/** WooCommerce refuses signatures whose timestamp is further off (15 minutes, `WC_REST_Authentication`). */
const OAUTH_LIMIT_MS = 15 * 60_000;

/** Judges how far a server's clock is ahead of the connector, in milliseconds. `signIn` of a store: signatures carry our time. */
export function checkClock(
  backend: string,
  side: 'store' | 'Odoo',
  ahead: number | null | ConnectorError,
  signIn: SignIn | null,
): Check[] {
  const { ok, warning, problem } = checksOf(backend);
  const name = `clock of ${side === 'store' ? 'the store' : 'Odoo'}`;
  // That the server does not answer is reported where it is asked for more.
  if (typeof ahead === 'object' && ahead !== null) return [];
  if (ahead === null)
    return [warning(name, 'the server does not report its time', 'Compare the clocks by hand.')];
  const off = Math.abs(ahead);
  if (off < NOTICEABLE_MS) return [ok(name, 'agrees with the clock of this machine')];
  const message = `is ${duration(off)} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of this machine`;
  const todo = 'Correct the wrong clock (NTP).';
  if (signIn === 'oauth1' && off >= OAUTH_LIMIT_MS)
    return [problem(name, `${message}: the store rejects requests signed at another time`, todo)];
  return [warning(name, message, todo)];
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return counted(minutes, 'minute');
  return counted(Math.round(minutes / 60), 'hour');
}
