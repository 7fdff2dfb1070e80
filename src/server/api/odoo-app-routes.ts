import { createRoute, z } from '@hono/zod-openapi';
import { refuseReadablePassword, withoutTrailingSlash } from '../../core/address.ts';
import { actorOf } from '../../accounts/identity.ts';
import { auditWork } from '../../accounts/services.ts';
import { requireIdentity } from '../guards/identity.ts';
import type { OdooAppStatus } from '../odoo-app.ts';
import type { ApiParts } from '../parts.ts';
import { quiet, text } from './inputs.ts';
import { createApi, jsonBody, jsonRoute, type Api } from './openapi.ts';

const tag = 'Odoo app';

/** The series whose app can be built. */
const series = z.coerce.number().int().min(17).max(30);

const administrator = z.strictObject({
  ...{ url: text(500), database: text(200), login: text(200) },
  secret: z.string().min(1).max(2000).openapi({
    description: 'API key or password of an administrator of Odoo; used for this request alone.',
  }),
});

const statusSchema = z
  .object({
    state: z.enum(['not_installed', 'current', 'upgrade_needed', 'newer_installed']),
    installed: z.string().nullable(),
    generated: z.string().openapi({ description: 'The version that this connector brings.' }),
  })
  .openapi('OdooAppStatus');

const installedSchema = z
  .object({
    status: statusSchema,
    connector: z
      .string()
      .nullable()
      .openapi({ description: "The user who was added to the app's group Connector." }),
    backends: z.array(
      z.object({
        name: z.string(),
        row: z.enum(['made', 'there', 'no_app', 'failed']),
        message: z.string().nullable(),
      }),
    ),
  })
  .openapi('OdooAppInstalled');

const ZIP = createRoute({
  method: 'get',
  path: '/odoo-app/{series}/app.zip',
  summary: 'The app as a file, for an administrator who imports it in Odoo',
  tags: [tag],
  request: { params: z.object({ series }) },
  responses: {
    200: {
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
      description: 'Success',
    },
  },
});

/** The app inside Odoo: installed by an administrator of Odoo who is not stored, or downloaded. */
export function odooAppRoutes({ accounts, engine, odooApp }: ApiParts): Api {
  const api = createApi();

  api.openapi(
    jsonRoute('post', '/odoo-app/status', statusSchema, {
      ...{ tag, summary: 'Which version is installed, and whether it needs an upgrade' },
      request: jsonBody(administrator),
    }),
    async (context) => {
      requireIdentity(context, 'administer');
      const session = await odooApp.open(placeOf(context.req.valid('json')));
      return context.json(shownStatus(await session.status()), 200);
    },
  );

  for (const action of ['install', 'upgrade'] as const)
    api.openapi(
      jsonRoute('post', `/odoo-app/${action}`, installedSchema, {
        ...{ tag },
        summary:
          action === 'install'
            ? 'Install the app as an administrator of Odoo, who is not stored'
            : 'Bring the app up to date; rows are kept',
        request: jsonBody(
          administrator.extend({
            connectorLogin: text(200)
              .optional()
              .openapi({ description: "The connector's user, who gets the app's group Connector." }),
          }),
        ),
      }),
      async (context) => {
        const actor = actorOf(requireIdentity(context, 'administer'));
        const { connectorLogin, ...given } = context.req.valid('json');
        const place = placeOf(given);
        const detail = `${place.database} at ${place.url} as ${place.login}`;
        const { connector, status } = await auditWork(
          accounts,
          { actor, action: `odoo_app.${action}`, detail },
          async () => (await odooApp.open(place))[action]({ connectorLogin }),
          (done) => `version ${done.status.installed ?? 'unknown'}`,
        );
        const made = await engine.makeRows(place, quiet);
        const backends = made.map(({ backend, row }) => ({
          name: backend.name,
          row: typeof row === 'string' ? row : ('failed' as const),
          message: typeof row === 'string' ? null : row.message,
        }));
        return context.json({ status: shownStatus(status), connector, backends }, 200);
      },
    );

  api.openapi(ZIP, async (context) => {
    requireIdentity(context, 'view');
    const { version, zip } = await odooApp.build(context.req.valid('param').series);
    return context.body(Uint8Array.from(zip), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="woo_connector-${version}.zip"`,
    });
  });
  return api;
}

function placeOf({ url, ...rest }: z.infer<typeof administrator>) {
  const address = withoutTrailingSlash(url.trim());
  refuseReadablePassword(address);
  return { ...rest, url: address };
}

function shownStatus({ generated, installed, state }: OdooAppStatus): z.infer<typeof statusSchema> {
  return { state, installed, generated };
}
