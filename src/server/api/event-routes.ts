import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Context } from 'hono';
import { identityKey, isAllowed } from '../../accounts/identity.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { FeedEvent, RunFeed } from '../events/feed.ts';
import { identityOf, requireIdentity, type Signed } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { createApi, type Api } from './openapi.ts';

/** How often a stream makes sure that its reader is still signed in; a proxy closes one on which nothing is sent. */
const BEAT_MS = 20_000;
/** Open streams in all, and of one person or program; each costs a connection. */
export const MAX_STREAMS = { all: 500, each: 200 } as const;
/** Events that wait for a slow reader; whoever falls further behind begins anew. */
const MAX_WAITING = 1000;

/** What runs do and users decide, as it happens: server-sent events `run`, `progress` and `rows`. */
export function eventRoutes({ accounts, feed, stop }: ApiParts, beatMs = BEAT_MS): Api {
  const api = createApi();
  const open = new Map<string, number>();

  api.get('/events', (context) => {
    const reader = identityKey(requireIdentity(context, 'view'));
    const mine = open.get(reader) ?? 0;
    const all = [...open.values()].reduce((sum, count) => sum + count, 0);
    if (mine >= MAX_STREAMS.each || all >= MAX_STREAMS.all)
      throw new ConnectorError({
        code: 'request.too_many_streams',
        message: 'There are too many open event streams already.',
        hint: 'Close pages that are not needed, or ask GET /runs from time to time.',
        retryable: true,
      });
    // So that a proxy passes every event on at once.
    context.header('X-Accel-Buffering', 'no');
    open.set(reader, mine + 1);
    return streamSSE(context, async (stream) => {
      try {
        await sendEvents(stream, { feed, stop, beatMs, isWelcome: () => mayStillView(context) });
      } finally {
        const left = (open.get(reader) ?? 1) - 1;
        if (left > 0) open.set(reader, left);
        else open.delete(reader);
      }
    });
  });
  return api;

  /** Signed out, disabled or revoked since. */
  async function mayStillView(context: Context<Signed>): Promise<boolean> {
    try {
      const identity = await identityOf(context, accounts);
      return identity !== null && isAllowed(identity, 'view');
    } catch (error) {
      if (error instanceof ConnectorError) return false;
      throw error;
    }
  }
}

interface Sending {
  readonly feed: RunFeed;
  readonly stop: AbortSignal;
  readonly beatMs: number;
  readonly isWelcome: () => Promise<boolean>;
}

async function sendEvents(
  stream: SSEStreamingApi,
  { feed, stop, beatMs, isWelcome }: Sending,
): Promise<void> {
  const waiting: FeedEvent[] = [];
  let wake: () => void = () => undefined;
  const onStop = () => {
    wake();
  };
  const end = feed.listen((event) => {
    if (stream.aborted) return;
    waiting.push(event);
    // A reader that takes nothing blocks the stream in a write: it is ended from here.
    if (waiting.length > MAX_WAITING) stream.abort();
    wake();
  });
  stop.addEventListener('abort', onStop);
  stream.onAbort(onStop);
  let beat = performance.now() + beatMs;
  try {
    await stream.writeSSE({ event: 'hello', data: '{}', retry: 3000 });
    while (!stream.aborted && !stop.aborted) {
      const next = waiting.shift();
      if (next !== undefined) {
        const { event, ...data } = next;
        await stream.writeSSE({ event, data: JSON.stringify(data) });
      } else await rest(beat - performance.now(), (resolve) => (wake = resolve));
      if (performance.now() < beat) continue;
      if (!(await isWelcome())) return;
      await stream.write(': still here\n\n');
      beat = performance.now() + beatMs;
    }
  } finally {
    end();
    stop.removeEventListener('abort', onStop);
  }
}

/** Waits to be woken, at most so many milliseconds. */
function rest(milliseconds: number, onWake: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, milliseconds));
    onWake(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
