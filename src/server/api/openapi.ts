import { createRoute, OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi';
import { ConnectorError } from '../../core/errors.ts';
import type { Signed } from '../guards/identity.ts';

/** A part of the API: its routes, described and validated by the same schemas. */
export type Api = OpenAPIHono<Signed>;

export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:woo-odoo:error:backend.unknown' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'One sentence: what happened.' }),
    code: z.string().openapi({ example: 'backend.unknown' }),
    hint: z.string().optional().openapi({ description: 'What to do now.' }),
    retryable: z.boolean(),
  })
  .openapi('Problem', { description: 'An error (RFC 9457). docs/troubleshooting.md lists all codes.' });

/** Makes a part of the API; input that does not fit its schema is answered with `request.invalid`. */
export function createApi(): Api {
  return new OpenAPIHono<Signed>({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      const where = issue?.path.join('.') ?? '';
      throw new ConnectorError({
        code: 'request.invalid',
        message: `The request is not valid: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown'}.`,
        hint: 'GET /api/v1/openapi.json describes every request.',
      });
    },
  });
}

const SIGNED_IN = [{ session: [] }, { token: [] }];

const PROBLEMS = {
  content: { 'application/problem+json': { schema: problemSchema } },
  description: 'An error, with the code and what to do now.',
};

type Request = NonNullable<RouteConfig['request']>;
type Success = 200 | 201 | 202;

interface Description<Asked extends Request, Status extends Success> {
  readonly summary: string;
  readonly tag: string;
  /** Whether it may be asked without a sign-in. */
  readonly open?: boolean;
  readonly request?: Asked;
  /** Status of success; 200 when absent. */
  readonly status?: Status;
}

/** Describes a route whose answer is JSON. */
export function jsonRoute<
  Method extends RouteConfig['method'],
  Path extends string,
  Schema extends z.ZodType,
  const Asked extends Request = object,
  const Status extends Success = 200,
>(method: Method, path: Path, schema: Schema, given: Description<Asked, Status>) {
  const { summary, tag, open = false, request = {} as Asked } = given;
  const status = given.status ?? (200 as Status);
  const success = { content: { 'application/json': { schema } }, description: 'Success' };
  return createRoute({
    ...{ method, path, summary, request },
    tags: [tag],
    security: open ? [] : SIGNED_IN,
    // The library types answers by their status; problems are thrown and answered in one place.
    responses: { [status]: success, default: PROBLEMS } as unknown as Record<Status, typeof success>,
  });
}

/** A request's body in JSON. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { content: { 'application/json': { schema } }, required: true as const },
});
