import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ConnectorError } from '../../core/errors.ts';
import { noStore } from '../guards/headers.ts';
import { CSRF_HEADER, identify, requireIdentity, SESSION_COOKIE, type Signed } from '../guards/identity.ts';
import { checkOrigin } from '../guards/origin.ts';
import type { ApiParts } from '../parts.ts';
import { accountRoutes } from './account-routes.ts';
import { backendRoutes } from './backend-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { withNullableReferences } from './nullable.ts';
import { choiceRoutes } from './choice-routes.ts';
import { connectRoutes } from './connect-routes.ts';
import { CONSENT_CALLBACK, consentRoutes } from './consent-routes.ts';
import { odooAppRoutes } from './odoo-app-routes.ts';
import { createApi, type Api } from './openapi.ts';
import { API_PATH } from './path.ts';
import { previewRoutes } from './preview-routes.ts';
import { proofRoutes } from './proof-routes.ts';
import { questionRoutes } from './question-routes.ts';
import { replacementRoutes } from './replacement-routes.ts';
import { rowRoutes } from './row-routes.ts';
import { runRoutes } from './run-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { takeBackRoutes } from './take-back-routes.ts';

/** No request needs more; a body is read into memory. */
const MAX_BODY_BYTES = 256 * 1024;

/** The description of the API, without its routes. The version is that of the API, not of the program. */
const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Odoo WooCommerce Connector',
    version: '1',
    description:
      'Everything that the page can do. Programs send a token (`Authorization: Bearer woodoo_…`), browsers have a session. Errors are problem documents (RFC 9457) with the codes of docs/troubleshooting.md.',
  },
  servers: [{ url: API_PATH }],
};

/**
 * The API, every part of it behind the same guards.
 * @param beatMs how often an event stream makes sure that its reader is still signed in; absent: 20 seconds
 */
export function createRestApi(parts: ApiParts, beatMs?: number): Api {
  const { accounts, settings } = parts;
  const api = createApi();
  api.use(noStore, checkOrigin(settings.publicUrl));
  api.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new ConnectorError({
          code: 'request.too_large',
          message: `A request may have at most ${MAX_BODY_BYTES / 1024} KB.`,
          hint: 'Send less at once.',
        });
      },
    }),
  );
  api.use(identify(accounts), requireSignIn);
  for (const routes of [
    sessionRoutes(parts),
    accountRoutes(parts),
    backendRoutes(parts),
    takeBackRoutes(parts),
    connectRoutes(parts),
    consentRoutes(parts),
    odooAppRoutes(parts),
    rowRoutes(parts),
    choiceRoutes(parts),
    runRoutes(parts),
    previewRoutes(parts),
    proofRoutes(parts),
    scheduleRoutes(parts),
    questionRoutes(parts),
    replacementRoutes(parts),
    eventRoutes(parts, beatMs),
  ])
    api.route('/', routes);
  registerSecurity(api);
  let document: ReturnType<typeof describeApi> | undefined;
  api.get('/openapi.json', (context) => context.json((document ??= describeApi(api))));
  return api;
}

/** What may be asked without a sign-in: whether there is a user, making the first one, signing in, the description. */
const OPEN = new Set(['GET /setup', 'POST /setup', 'POST /session', 'GET /openapi.json']);

/** Before a request is looked into: what is wrong with it is nobody's business who is not signed in. */
const requireSignIn: MiddlewareHandler<Signed> = async (context, next) => {
  const path = context.req.path.slice(API_PATH.length);
  // A store that hands keys over knows a token that works once, and has no session.
  const isHandover = context.req.method === 'POST' && path.startsWith(`${CONSENT_CALLBACK}/`);
  if (!isHandover && !OPEN.has(`${context.req.method} ${path}`)) requireIdentity(context, 'view');
  await next();
};

/** The OpenAPI document. */
export function describeApi(api: Api): ReturnType<Api['getOpenAPI31Document']> {
  return withNullableReferences(api.getOpenAPI31Document(DOCUMENT));
}

function registerSecurity({ openAPIRegistry: registry }: Api): void {
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: `Requests that write also send ${CSRF_HEADER}.`,
  });
}
