import { z } from '@hono/zod-openapi';
import { actorOf, identityKey } from '../../accounts/identity.ts';
import { audit } from '../../accounts/services.ts';
import { beginConsent, findConsent, receiveKeys, type FoundConsent } from '../../accounts/store-consents.ts';
import { ConnectorError } from '../../core/errors.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';
import { API_PATH } from './path.ts';

const tag = 'Connect';

/** Where a store posts its keys; the one-time token follows. */
export const CONSENT_CALLBACK = '/connect/store/keys';
/** The page to which the store sends the browser back. */
const RETURN_PATH = '/connect';

const consentSchema = z
  .object({
    id: z.string(),
    storeUrl: z.string(),
    state: z.enum(['waiting', 'received']),
    keyHint: z.string().nullable().openapi({ description: 'The end of the key, as the store lists it.' }),
    expiresAt: z.string(),
  })
  .openapi('StoreConsent');

const params = z.object({ id: text(200) });
const done = z.object({ done: z.literal(true) });

/** As WooCommerce posts them (class-wc-auth.php). `user_id` is the id of the consent, which it gives back. */
const keysSchema = z.object({
  user_id: text(200),
  consumer_key: z.string().regex(/^ck_\w{20,100}$/u, 'is not a consumer key'),
  consumer_secret: z.string().regex(/^cs_\w{20,100}$/u, 'is not a consumer secret'),
  key_permissions: z.string().max(40),
});

/** A store hands its keys over on its own consent page, to the person who asked for them. */
export function consentRoutes({ accounts, engine, settings }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/connect/store/consent', consentSchema.extend({ authorizeUrl: z.string() }), {
      ...{ tag, status: 201, summary: "Begin WooCommerce's own consent; open authorizeUrl in the browser" },
      request: jsonBody(z.strictObject({ address: text(500) })),
    }),
    async (context) => {
      const identity = requireIdentity(context, 'administer');
      const { problem, url } = await engine.checkStoreAddress(context.req.valid('json').address);
      if (problem !== null) throw problem;
      const owner = identityKey(identity);
      const { authorizeUrl, ...begun } = await beginConsent(
        { owner, storeUrl: url ?? '' },
        {
          publicUrl: settings.publicUrl,
          callbackPath: `${API_PATH}${CONSENT_CALLBACK}`,
          returnPath: RETURN_PATH,
        },
        accounts,
      );
      await audit(accounts, actorOf(identity), 'consent.begin', begun.storeUrl);
      return context.json({ ...shownConsent({ ...begun, keyHint: null }), authorizeUrl }, 201);
    },
  );

  api.openapi(
    jsonRoute('get', '/connect/store/consent/{id}', consentSchema, {
      ...{ tag, summary: 'Whether the store has handed its keys over', request: { params } },
    }),
    async (context) => {
      const owner = identityKey(requireIdentity(context, 'administer'));
      return context.json(
        shownConsent(await findConsent(context.req.valid('param').id, owner, accounts)),
        200,
      );
    },
  );

  api.openapi(
    jsonRoute('delete', '/connect/store/consent/{id}', done, {
      ...{ tag, summary: 'Forget keys that are not wanted any more', request: { params } },
    }),
    async (context) => {
      const identity = requireIdentity(context, 'administer');
      const owner = identityKey(identity);
      const { storeUrl } = await findConsent(context.req.valid('param').id, owner, accounts);
      await accounts.tables.storeConsents.remove(context.req.valid('param').id, owner);
      await audit(accounts, actorOf(identity), 'consent.drop', storeUrl);
      return context.json({ done: true as const }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', `${CONSENT_CALLBACK}/{token}`, done, {
      ...{ tag, open: true, summary: 'Where the store posts its keys; the token works once' },
      request: { params: z.object({ token: text(200) }), ...jsonBody(keysSchema) },
    }),
    async (context) => {
      const {
        consumer_key: consumerKey,
        consumer_secret: consumerSecret,
        ...rest
      } = context.req.valid('json');
      if (!['read', 'read_write'].includes(rest.key_permissions))
        throw new ConnectorError({
          code: 'connect.permissions',
          message: 'These keys may not read the store.',
          hint: 'Allow the connector to read on the page of the store.',
        });
      const { token } = context.req.valid('param');
      await receiveKeys({ id: rest.user_id, token, keys: { consumerKey, consumerSecret } }, accounts);
      await audit(accounts, 'store', 'consent.keys', `key …${consumerKey.slice(-7)}`);
      return context.json({ done: true as const }, 200);
    },
  );
  return api;
}

function shownConsent({ expiresAt, id, keyHint, storeUrl }: FoundConsent): z.infer<typeof consentSchema> {
  return { id, storeUrl, expiresAt, keyHint, state: keyHint === null ? 'waiting' : 'received' };
}
