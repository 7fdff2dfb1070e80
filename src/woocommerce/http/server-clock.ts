import { withoutTrailingSlash } from '../../core/address.ts';
import { REST_ROOT } from './address.ts';
import { withoutSecrets } from './failure.ts';
import { openSession } from './session.ts';
import type { SessionOptions } from './session.ts';

/**
 * How far the clock of a store's server is ahead of the connector, in milliseconds (negative: behind), by the Date header of an
 * unsigned request; exact to about a second. Null where no Date came.
 *
 * @throws ConnectorError `store.…` when the store cannot be reached
 */
export async function storeClock(url: string, options: SessionOptions = {}): Promise<number | null> {
  const session = openSession({ consumerKey: '', consumerSecret: '' }, options);
  try {
    return await withoutSecrets(session.redact, async () => {
      const sent = session.clock.now();
      const answer = await session.exchange({
        ...{
          method: 'GET',
          url: withoutTrailingSlash(url) + REST_ROOT,
          query: { _fields: 'name' },
          signIn: null,
        },
      });
      const between = (sent + session.clock.now()) / 2;
      const date = Date.parse(answer.header('date') ?? '');
      // What a cache kept is older by its Age (RFC 9111, section 5.1).
      const age = Number(answer.header('age') ?? 0);
      return Number.isNaN(date) ? null : date + (Number.isFinite(age) ? age : 0) * 1000 - between;
    });
  } finally {
    await session.close();
  }
}
