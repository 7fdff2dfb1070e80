import { z } from '@hono/zod-openapi';
import { isAllowed } from '../../accounts/identity.ts';
import { needsSetup, useSetupLink } from '../../accounts/setup-link.ts';
import { signIn, signOut } from '../../accounts/sign-in.ts';
import { changeOwnPassword, MAX_LOGIN_LENGTH } from '../../accounts/users.ts';
import { ConnectorError } from '../../core/errors.ts';
import { ROLES } from '../../core/roles.ts';
import { clientAddress } from '../guards/client.ts';
import { removeSessionCookie, requireIdentity, sessionOf, setSessionCookie } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const tag = 'Session';
const credentials = z.object({ login: text(MAX_LOGIN_LENGTH), password: z.string().min(1).max(2000) });

const signedInSchema = z
  .object({
    login: z.string(),
    role: z.enum(ROLES),
    csrfToken: z
      .string()
      .openapi({ description: 'To be sent as X-CSRF-Token with every request that writes.' }),
    expiresAt: z.string().openapi({ description: 'ISO 8601; moves on while the session is used.' }),
  })
  .openapi('Session');

const whoSchema = z
  .object({
    kind: z.enum(['user', 'token']),
    name: z.string(),
    may: z.object({ operate: z.boolean(), administer: z.boolean() }),
    session: signedInSchema.nullable(),
  })
  .openapi('Identity');

const done = z.object({ done: z.literal(true) });

/** Signing in and out, the first user, one's own password. */
export function sessionRoutes({ accounts, throttle, settings }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('get', '/setup', z.object({ needed: z.boolean() }), {
      ...{
        tag,
        open: true,
        summary: 'Whether the first user must be made, by the link that the service prints',
      },
    }),
    async (context) => context.json({ needed: await needsSetup(accounts) }, 200),
  );

  api.openapi(
    jsonRoute('post', '/setup', signedInSchema, {
      ...{ tag, open: true, summary: 'Make the first user by the one-time link, and sign in', status: 201 },
      request: jsonBody(credentials.extend({ link: z.string().min(1).max(200) })),
    }),
    async (context) => {
      const { link, ...input } = context.req.valid('json');
      const signed = await useSetupLink(link, input, accounts);
      setSessionCookie(context, signed, settings);
      return context.json(shownSession(signed), 201);
    },
  );

  api.openapi(
    jsonRoute('post', '/session', signedInSchema, {
      ...{ tag, open: true, summary: 'Sign in', status: 201 },
      request: jsonBody(credentials),
    }),
    async (context) => {
      const address = clientAddress(context, settings);
      const signed = await signIn(context.req.valid('json'), address, throttle, accounts);
      // Who signs in anew in one browser leaves no session behind that nobody ends.
      const before = await sessionOf(context, accounts);
      if (before !== null) await signOut(before, accounts);
      setSessionCookie(context, signed, settings);
      return context.json(shownSession(signed), 201);
    },
  );

  api.openapi(
    jsonRoute('get', '/session', whoSchema, { tag, summary: 'Who is signed in, and what they may do' }),
    (context) => {
      const identity = requireIdentity(context, 'view');
      return context.json(
        {
          kind: identity.kind,
          name: identity.kind === 'user' ? identity.user.login : identity.token.name,
          may: { operate: isAllowed(identity, 'operate'), administer: isAllowed(identity, 'administer') },
          session: identity.kind === 'user' ? shownSession(identity) : null,
        },
        200,
      );
    },
  );

  api.openapi(jsonRoute('delete', '/session', done, { tag, summary: 'Sign out' }), async (context) => {
    const identity = requireIdentity(context, 'view');
    if (identity.kind === 'user') await signOut(identity, accounts);
    removeSessionCookie(context);
    return context.json({ done: true as const }, 200);
  });

  api.openapi(
    jsonRoute('post', '/session/password', done, {
      ...{ tag, summary: 'Change your own password; your other sessions end' },
      request: jsonBody(z.object({ current: z.string().max(2000), next: z.string().max(2000) })),
    }),
    async (context) => {
      const identity = requireIdentity(context, 'view');
      if (identity.kind !== 'user')
        throw new ConnectorError({
          code: 'account.not_allowed',
          message: 'A token has no password.',
          hint: 'Sign in as a user. A token is replaced by a new one: woo-odoo tokens add NAME',
        });
      const { user, session } = identity;
      const who = { user, keptSession: session.hash, address: clientAddress(context, settings) };
      await changeOwnPassword(who, context.req.valid('json'), throttle, accounts);
      return context.json({ done: true as const }, 200);
    },
  );
  return api;
}

type Shown =
  Parameters<typeof setSessionCookie>[1] | Extract<ReturnType<typeof requireIdentity>, { kind: 'user' }>;

function shownSession({ user, session }: Pick<Shown, 'user' | 'session'>): z.infer<typeof signedInSchema> {
  const { login, role } = user;
  return { login, role, csrfToken: session.csrfToken, expiresAt: session.expiresAt };
}
