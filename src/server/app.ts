import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Hono } from 'hono';
import { ConnectorError } from '../core/errors.ts';
import { createRestApi } from './api/index.ts';
import { API_PATH } from './api/path.ts';
import { apiDocs } from './api/docs.ts';
import { isAllowed, type Identity } from '../accounts/identity.ts';
import { securityHeaders } from './guards/headers.ts';
import { checkHost } from './guards/hosts.ts';
import { identify, type Signed } from './guards/identity.ts';
import { webPage } from './pages/web-page.ts';
import type { ServerParts } from './parts.ts';
import { answerProblem } from './problem.ts';

/**
 * What the service shows over HTTP: health and figures, and with `api` the API, its documentation and the web page.
 * Whatever writes or shows data needs a sign-in.
 *
 * @example
 * const answer = await createApp(parts).request('/healthz');
 */
export function createApp(parts: ServerParts): Hono<Signed> {
  const { metrics, api } = parts;
  const app = new OpenAPIHono<Signed>();
  app.use(securityHeaders);
  if (parts.hostNames !== undefined)
    app.on('GET', ['/healthz', '/readyz'], checkHost(new Set(parts.hostNames)));
  app.get('/healthz', (context) => context.json({ alive: true }));
  if (api !== undefined) app.on('GET', ['/readyz', '/metrics'], identify(api.accounts));
  app.get('/readyz', async (context) => {
    const { odoos, ...state } = await parts.readiness();
    // Addresses and what servers answered are for those who are signed in; a monitor goes by the rest.
    return context.json(mayView(context) ? { ...state, odoos } : state, state.ready ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    if (api !== undefined && !api.settings.openMetrics && !mayView(context))
      throw new ConnectorError({
        code: 'account.signed_out',
        message: 'The figures need a sign-in.',
        hint: 'Send a token with the scope "read", or set WOO_ODOO_OPEN_METRICS=yes.',
      });
    return context.text(await metrics.render(), 200, { 'content-type': metrics.contentType });
  });
  if (api !== undefined) {
    app.use(checkHost(new Set(api.settings.hostNames)));
    app.route(API_PATH, createRestApi(api));
    app.route('/api/docs', apiDocs());
    app.route('/', webPage(api.web));
  }
  app.notFound((context) =>
    answerProblem(
      context,
      new ConnectorError({
        code: 'request.not_found',
        message: 'There is nothing at this address.',
        hint: `The API is described at ${API_PATH}/openapi.json.`,
      }),
      () => undefined,
    ),
  );
  app.onError((error, context) => answerProblem(context, error, api?.reportFault ?? (() => undefined)));
  return app;
}

/** Whether somebody is signed in; where there is no API nobody can be. */
function mayView(context: Context<Signed>): boolean {
  const identity = (context.get('identity') as Identity | null | undefined) ?? null;
  return identity !== null && isAllowed(identity, 'view');
}
