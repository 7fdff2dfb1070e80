import { z } from '@hono/zod-openapi';
import { actorOf, identityKey } from '../../accounts/identity.ts';
import { audit, type AccountServices } from '../../accounts/services.ts';
import { consentedKeys } from '../../accounts/store-consents.ts';
import { ConnectorError } from '../../core/errors.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import type { Backend } from '../../database/port.ts';
import type { BackendEdit } from '../../engine/backends/input.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import {
  backendChangeSchema,
  backendSchema,
  connectionTestSchema,
  newBackendSchema,
  removedSchema,
  shownRow,
} from './backend-schemas.ts';
import { backendParams, quiet } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const tag = 'Backends';
const DEFAULT_CONCURRENCY = 2;
/** Backends: the list, pairing, changing and removing. Connections are for administrators. */
export function backendRoutes({ engine, accounts }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('get', '/backends', z.object({ items: z.array(backendSchema) }), {
      ...{ tag, summary: 'All backends, by name' },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      return context.json({ items: (await engine.listBackends()).map(shownBackend) }, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/backends/{backend}', backendSchema, {
      tag,
      summary: 'One backend',
      request: { params: backendParams },
    }),
    async (context) => {
      requireIdentity(context, 'view');
      return context.json(shownBackend(await engine.getBackend(context.req.valid('param').backend)), 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends', backendSchema, {
      ...{ tag, summary: 'Pair a store with an Odoo; both connections are tested first', status: 201 },
      request: jsonBody(newBackendSchema),
    }),
    async (context) => {
      const identity = requireIdentity(context, 'administer');
      const actor = actorOf(identity);
      const { storeConcurrency = DEFAULT_CONCURRENCY, consent, ...input } = context.req.valid('json');
      const owner = identityKey(identity);
      const keys =
        consent === undefined ? input : await keysFromStore(consent, owner, input.storeUrl, accounts);
      const { consumerKey = '', consumerSecret = '' } = keys;
      const backend = await engine.addBackend(
        { ...input, consumerKey, consumerSecret, storeConcurrency },
        quiet,
      );
      if (consent !== undefined) await accounts.tables.storeConsents.remove(consent, owner);
      await audit(accounts, actor, 'backend.add', `${backend.name}: ${backend.storeUrl}`, backend.id);
      return context.json(shownBackend(backend), 201);
    },
  );

  api.openapi(
    jsonRoute('patch', '/backends/{backend}', backendSchema, {
      ...{ tag, summary: 'Change a backend; connections are tested first' },
      request: { params: backendParams, ...jsonBody(backendChangeSchema) },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      const change = context.req.valid('json');
      const { backend: name } = context.req.valid('param');
      requireSecrets(change, await engine.getBackend(name));
      const backend = await engine.editBackend(name, given(change), quiet);
      // The names of what was changed: a value may be a secret.
      await audit(accounts, actor, 'backend.edit', Object.keys(change).join(', '), backend.id);
      return context.json(shownBackend(backend), 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/backends/{backend}/test', connectionTestSchema, {
      ...{ tag, summary: 'Try both connections', request: { params: backendParams } },
    }),
    async (context) => {
      requireIdentity(context, 'operate');
      const { test } = await engine.testBackend(context.req.valid('param').backend, quiet);
      const { app, odoo, store } = test;
      return context.json({ store: shownSide(store), odoo: shownSide(odoo), app }, 200);
    },
  );

  api.openapi(
    jsonRoute('delete', '/backends/{backend}', removedSchema, {
      ...{
        tag,
        summary: 'Take a backend out of use; Odoo keeps what was created',
        request: { params: backendParams },
      },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      const { backend, row } = await engine.removeBackend(context.req.valid('param').backend, quiet);
      await audit(accounts, actor, 'backend.remove', backend.name, backend.id);
      return context.json({ name: backend.name, ...shownRow(row) }, 200);
    },
  );
  return api;
}

/**
 * Credentials that are stored go to the server they were given for: whoever took over a session must not have them sent
 * to another one.
 */
function requireSecrets(change: z.infer<typeof backendChangeSchema>, { storeUrl, odooUrl }: Backend): void {
  const lacks =
    change.storeUrl !== undefined &&
    change.storeUrl !== storeUrl &&
    !(change.consumerKey && change.consumerSecret)
      ? 'consumerKey and consumerSecret'
      : change.odooUrl !== undefined && change.odooUrl !== odooUrl && !change.odooSecret
        ? 'odooSecret'
        : undefined;
  if (lacks === undefined) return;
  throw new ConnectorError({
    code: 'request.secret_needed',
    message: `Another address needs its credentials: ${lacks}.`,
    hint: 'Send them with the address. Stored ones are used with the address they were given for only.',
  });
}

/** The keys that a store handed over; they are for that store alone. */
async function keysFromStore(consent: string, owner: string, storeUrl: string, accounts: AccountServices) {
  const found = await consentedKeys(consent, owner, accounts);
  if (withoutTrailingSlash(storeUrl) === found.storeUrl) return found;
  throw new ConnectorError({
    code: 'connect.other_store',
    message: `These keys were handed over by ${found.storeUrl}, and are used for that store only.`,
    hint: 'Begin again with the address of the other store.',
  });
}

/** Absent fields stay as they are, so an absent value must not count as one. */
function given(change: z.infer<typeof backendChangeSchema>): BackendEdit {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** Field by field: what a backend may contain later does not get out by itself. */
function shownBackend(backend: Backend): z.infer<typeof backendSchema> {
  const { id, name, storeUrl, storeSignIn, storeVersion, createdAt, environment, onPersonChange } = backend;
  const { odooUrl, odooDatabase, odooLogin, odooCompanyId, odooCompanyName, storeConcurrency } = backend;
  const { taxAmbiguous, taxAccount, taxPositionLimit, taxPositionOrder } = backend;
  const { taxChartPositions, taxLimit, inactiveCurrency, shippingCurrency, verifyAfterSync } = backend;
  return {
    ...{ id, name, storeUrl, storeSignIn, storeVersion, createdAt, environment, onPersonChange },
    ...{ odooUrl, odooDatabase, odooLogin, odooCompanyId, odooCompanyName, storeConcurrency },
    ...{
      taxAmbiguous,
      taxAccount,
      taxPositionLimit,
      taxPositionOrder,
      taxChartPositions,
      taxLimit,
      inactiveCurrency,
      shippingCurrency,
      verifyAfterSync,
    },
  };
}

function shownSide(
  answer: ConnectorError | { readonly version: string | null },
): z.infer<typeof connectionTestSchema>['store'] {
  if (!(answer instanceof ConnectorError))
    return { ok: true, code: null, message: 'The connection works.', hint: null, version: answer.version };
  return { ok: false, code: answer.code, message: answer.message, hint: answer.hint ?? null, version: null };
}
