import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { ConnectorError } from '../core/errors.ts';
import { createRestApi } from './api/index.ts';
import { API_PATH } from './api/path.ts';
import { apiDocs } from './api/docs.ts';
import { isAllowed } from '../accounts/identity.ts';
import { securityHeaders } from './guards/headers.ts';
import { checkHost, hostName } from './guards/hosts.ts';
import { identify, type Signed } from './guards/identity.ts';
import { signInPages } from './pages/sign-in-page.ts';
import type { ServerParts } from './parts.ts';
import { answerProblem } from './problem.ts';

/**
 * What the service shows over HTTP: health and figures, and with `api` the API and its documentation. Whatever writes or
 * shows data needs a sign-in.
 *
 * @example
 * const answer = await createApp(parts).request('/healthz');
 */
export function createApp(parts: ServerParts): Hono<Signed> {
  const { metrics, api } = parts;
  const app = new OpenAPIHono<Signed>();
  app.use(securityHeaders);
  app.get('/healthz', (context) => context.json({ alive: true }));
  app.get('/readyz', async (context) => {
    const now = await parts.readiness();
    return context.json(now, now.ready ? 200 : 503);
  });
  if (api !== undefined) {
    const { publicUrl } = api.settings;
    const names = new Set(publicUrl === null ? [] : [hostName(new URL(publicUrl).host)]);
    app.use(checkHost(() => names));
    app.use('/metrics', identify(api.accounts));
  }
  app.get('/metrics', async (context) => {
    if (api !== undefined && !api.settings.openMetrics) {
      const identity = context.get('identity');
      if (identity === null || !isAllowed(identity, 'view'))
        throw new ConnectorError({
          code: 'account.signed_out',
          message: 'The figures need a sign-in.',
          hint: 'Send a token with the scope "read", or set WOO_ODOO_OPEN_METRICS=yes.',
        });
    }
    return context.text(await metrics.render(), 200, { 'content-type': metrics.contentType });
  });
  if (api !== undefined) {
    app.route(API_PATH, createRestApi(api));
    app.route('/api/docs', apiDocs());
    app.route('/', signInPages());
  }
  app.notFound((context) =>
    answerProblem(
      context,
      new ConnectorError({ code: 'request.not_found', message: 'There is nothing here.' }),
      () => undefined,
    ),
  );
  app.onError((error, context) => answerProblem(context, error, api?.reportFault ?? (() => undefined)));
  return app;
}
