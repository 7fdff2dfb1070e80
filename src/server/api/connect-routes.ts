import { z } from '@hono/zod-openapi';
import type { ConnectorError } from '../../core/errors.ts';
import { POLICIES } from '../../core/policies.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { ApiParts } from '../parts.ts';
import { text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const tag = 'Connect';
const problem = z
  .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
  .nullable()
  .openapi({ description: 'Why it cannot be used, and what to do; null where it can.' });

const storeCheckSchema = z
  .object({
    url: z.string().nullable().openapi({ description: 'The address of the store itself.' }),
    name: z.string().nullable(),
    https: z.boolean(),
    permalinks: z.enum(['pretty', 'plain']).nullable(),
    hasWooCommerce: z.boolean().nullable(),
    version: z
      .string()
      .nullable()
      .openapi({ description: 'Null until there are keys: WooCommerce shows its version to nobody else.' }),
    keyPage: z.string().nullable().openapi({ description: "Where the store's administrator makes keys." }),
    consent: z.boolean().openapi({
      description: 'Whether the store can hand its keys over itself: it sends them to https addresses only.',
    }),
    problem,
  })
  .openapi('StoreCheck');

const odooCheckSchema = z
  .object({
    url: z.string().nullable(),
    version: z.string().nullable(),
    series: z.int().nullable(),
    databases: z
      .array(z.string())
      .nullable()
      .openapi({ description: 'Null where the server does not list them: the name is typed then.' }),
    keyPage: z.string().nullable().openapi({ description: 'Where a user makes an API key.' }),
    problem,
  })
  .openapi('OdooCheck');

const company = z.object({ id: z.int(), name: z.string() });
const signInSchema = z
  .object({
    database: z.string(),
    databaseUuid: z.string().nullable(),
    version: z.string(),
    login: z.string(),
    company,
    companies: z.array(company),
    lacking: z
      .array(z.object({ model: z.string(), right: z.string(), purpose: z.string(), remedy: z.string() }))
      .openapi({ description: 'Rights that this user lacks, each with the group that gives it.' }),
    app: z.object({
      state: z.enum(['ready', 'absent', 'denied']),
      version: z.string().nullable(),
      current: z.boolean(),
    }),
  })
  .openapi('OdooSignIn');

const policySchema = z
  .object({
    name: z.string(),
    flag: z.string(),
    label: z.string(),
    question: z.string(),
    initial: z.string(),
    values: z.array(z.object({ value: z.string(), label: z.string(), consequence: z.string() })),
  })
  .openapi('Policy');

/** What helps to connect a store and an Odoo. It looks at both and stores nothing. */
export function connectRoutes({ engine, settings }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/connect/store/check', storeCheckSchema, {
      ...{ tag, summary: 'What is at the address of a store, as it was typed' },
      request: jsonBody(z.strictObject({ address: text(500) })),
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const { problem: found, ...check } = await engine.checkStoreAddress(context.req.valid('json').address);
      const consent = settings.publicUrl?.startsWith('https://') === true;
      return context.json({ ...check, version: null, consent, problem: shownProblem(found) }, 200);
    },
  );

  api.openapi(
    jsonRoute('post', '/connect/odoo/check', odooCheckSchema, {
      ...{ tag, summary: 'What is at the address of an Odoo, as it was typed' },
      request: jsonBody(z.strictObject({ address: text(500) })),
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const {
        found,
        keyPage,
        problem: failure,
      } = await engine.checkOdooAddress(context.req.valid('json').address);
      const { databases = null, series = null, url = null, version = null } = found ?? {};
      const list = databases === null ? null : [...databases];
      return context.json(
        { url, version, series, databases: list, keyPage, problem: shownProblem(failure) },
        200,
      );
    },
  );

  api.openapi(
    jsonRoute('post', '/connect/odoo/sign-in', signInSchema, {
      ...{
        tag,
        summary: 'Try a sign-in to Odoo: companies, rights that are missing, the app; nothing is stored',
      },
      request: jsonBody(
        z.strictObject({
          ...{ url: text(500), database: text(200), login: text(200) },
          secret: z.string().min(1).max(2000),
          companyId: z.int().positive().optional(),
        }),
      ),
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const { app, companies, identity, lacking } = await engine.checkOdooSignIn(context.req.valid('json'));
      const { company: own, database, databaseUuid, login, version } = identity;
      const shown = {
        ...{ database, databaseUuid, version, login, company: own, app },
        ...{ companies: [...companies], lacking: [...lacking] },
      };
      return context.json(shown, 200);
    },
  );

  api.openapi(
    jsonRoute('get', '/policies', z.object({ items: z.array(policySchema) }), {
      ...{
        tag,
        summary: 'The settings of a backend that decide what a sync does, each value with its consequence',
      },
    }),
    (context) => {
      requireIdentity(context, 'view');
      const items = POLICIES.map((policy) => ({ ...policy, values: [...policy.values] }));
      return context.json({ items }, 200);
    },
  );
  return api;
}

function shownProblem(error: ConnectorError | null): z.infer<typeof problem> {
  return error === null ? null : { code: error.code, message: error.message, hint: error.hint ?? null };
}
