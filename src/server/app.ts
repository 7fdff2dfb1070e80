import { Hono } from 'hono';
import type { Readiness } from '../service/service.ts';
import type { Metrics } from './metrics.ts';

export interface ServerParts {
  readiness(): Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>;
}

/**
 * What the service shows over HTTP: that it lives, whether it can work, and its figures. It changes nothing and shows no
 * secret, so it asks for no sign-in; whatever would do either needs one.
 *
 * @example
 * const answer = await createApp(parts).request('/healthz');
 */
export function createApp(parts: ServerParts): Hono {
  const { metrics } = parts;
  const app = new Hono();
  app.get('/healthz', (context) => context.json({ alive: true }));
  app.get('/readyz', async (context) => {
    const now = await parts.readiness();
    return context.json(now, now.ready ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.text(await metrics.render(), 200, { 'content-type': metrics.contentType }),
  );
  app.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));
  // Words of an unforeseen error are for the log, not for whoever asks.
  app.onError((_, context) => context.json({ error: 'This failed; the log says why.' }, 500));
  return app;
}
