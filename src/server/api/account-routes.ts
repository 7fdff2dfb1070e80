import { z } from '@hono/zod-openapi';
import { actorOf } from '../../accounts/identity.ts';
import { createToken, revokeToken } from '../../accounts/tokens.ts';
import { addUser, changeUser } from '../../accounts/users.ts';
import { ROLES } from '../../core/roles.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { nextCursor, pageOf, pageQuery, text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const userSchema = z
  .object({
    id: z.string(),
    login: z.string(),
    role: z.enum(ROLES),
    createdAt: z.string(),
    disabledAt: z.string().nullable(),
  })
  .openapi('User');

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scope: z.enum(['read', 'write']),
    createdBy: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .openapi('ApiToken');

const auditSchema = z
  .object({
    id: z.int(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    backendId: z.string().nullable(),
    detail: z.string(),
  })
  .openapi('AuditEntry');

const loginPath = z.object({ login: text(100) });

/** Users, tokens, and the list of what they did: for administrators. */
export function accountRoutes({ accounts }: ApiParts): Api {
  const api = createApi();
  const { users, tokens, audit } = accounts.tables;

  api.openapi(
    jsonRoute('get', '/users', z.object({ items: z.array(userSchema) }), {
      ...{ tag: 'Users', summary: 'All users' },
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      return context.json({ items: await users.list() }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/users', userSchema, {
      ...{ tag: 'Users', summary: 'Add a user', status: 201 },
      request: jsonBody(z.object({ login: z.string(), password: z.string(), role: z.enum(ROLES) })),
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      return context.json(await addUser(context.req.valid('json'), actor, accounts), 201);
    },
  );

  api.openapi(
    jsonRoute('patch', '/users/{login}', userSchema, {
      ...{ tag: 'Users', summary: 'Change role or password of a user, or end the right to sign in' },
      request: {
        params: loginPath,
        ...jsonBody(
          z
            .object({ role: z.enum(ROLES), disabled: z.boolean(), password: z.string() })
            .partial()
            .refine((change) => Object.keys(change).length > 0, 'nothing is to be changed'),
        ),
      },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      const { login } = context.req.valid('param');
      return context.json(await changeUser(login, context.req.valid('json'), actor, accounts), 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/tokens', z.object({ items: z.array(tokenSchema) }), {
      ...{ tag: 'Tokens', summary: 'All tokens, without their text' },
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      return context.json({ items: await tokens.list() }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/tokens', z.object({ token: tokenSchema, text: z.string() }), {
      ...{ tag: 'Tokens', summary: 'Make a token; its text is shown this once', status: 201 },
      request: jsonBody(z.object({ name: z.string(), scope: z.enum(['read', 'write']) })),
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      return context.json(await createToken(context.req.valid('json'), actor, accounts), 201);
    },
  );

  api.openapi(
    jsonRoute('delete', '/tokens/{id}', tokenSchema, {
      ...{ tag: 'Tokens', summary: 'Revoke a token' },
      request: { params: z.object({ id: text(100) }) },
    }),
    async (context) => {
      const actor = actorOf(requireIdentity(context, 'administer'));
      return context.json(await revokeToken(context.req.valid('param').id, actor, accounts), 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/audit', pageOf(auditSchema), {
      ...{ tag: 'Audit', summary: 'Who did what and when, the newest first' },
      request: { query: z.object(pageQuery(100, 500)) },
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const { cursor, limit } = context.req.valid('query');
      const items = await audit.list({ before: cursor, limit });
      return context.json({ items, nextCursor: nextCursor(items, limit, ({ id }) => id) }, 200);
    },
  );
  return api;
}
