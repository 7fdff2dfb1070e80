import { streamSSE } from 'hono/streaming';
import { ConnectorError } from '../../core/errors.ts';
import type { FeedEvent, RunFeed } from '../events/feed.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { createApi, type Api } from './openapi.ts';

/** A proxy closes a connection on which nothing is sent. */
const BEAT_MS = 20_000;
/** Open streams; each costs a connection. */
export const MAX_STREAMS = 500;
/** Events that wait for a slow reader; whoever falls further behind begins anew. */
const MAX_WAITING = 1000;

/** What runs do, as it happens: server-sent events `run` and `progress`. */
export function eventRoutes({ stop }: Pick<ApiParts, 'stop'>, feed: RunFeed): Api {
  const api = createApi();
  let open = 0;

  api.get('/events', (context) => {
    requireIdentity(context, 'view');
    if (open >= MAX_STREAMS)
      throw new ConnectorError({
        code: 'request.too_many_streams',
        message: `There are ${MAX_STREAMS} open event streams already.`,
        retryable: true,
      });
    // So that a proxy passes every event on at once.
    context.header('X-Accel-Buffering', 'no');
    return streamSSE(context, async (stream) => {
      open += 1;
      const waiting: FeedEvent[] = [];
      let wake: () => void = () => undefined;
      const end = listenTo(feed, waiting, () => wake());
      const onStop = () => wake();
      stop.addEventListener('abort', onStop);
      stream.onAbort(() => wake());
      try {
        await stream.writeSSE({ event: 'hello', data: '{}', retry: 3000 });
        while (!stream.aborted && !stop.aborted && waiting.length <= MAX_WAITING) {
          const next = waiting.shift();
          if (next !== undefined) {
            const { event, ...data } = next;
            await stream.writeSSE({ event, data: JSON.stringify(data) });
            continue;
          }
          const isIdle = await rest((resolve) => (wake = resolve));
          if (isIdle) await stream.write(': still here\n\n');
        }
      } finally {
        end();
        stop.removeEventListener('abort', onStop);
        open -= 1;
      }
    });
  });
  return api;
}

function listenTo(feed: RunFeed, waiting: FeedEvent[], wake: () => void): () => void {
  return feed.listen((event) => {
    waiting.push(event);
    wake();
  });
}

/** Waits to be woken; true when nobody did for the time of a beat. */
function rest(onWake: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), BEAT_MS);
    onWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
