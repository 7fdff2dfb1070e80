import { htmlAnswer, jsonAnswer } from '../http/exchange.ts';
import type { SandboxAnswer, SandboxRequest } from '../http/exchange.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { Method } from './method.ts';
import { environment, idList, publicMethod, transact } from './server.ts';
import type { OdooServer } from './server.ts';
import type { OdooDatabase } from './database.ts';

const PATH = /^\/json\/2\/([^/]+)\/([^/]+)$/;

/** Model and method of a JSON-2 address; null for any other. */
export function json2Target(path: string): { model: string; method: string } | null {
  const match = PATH.exec(path);
  return match === null ? null : { model: match[1] ?? '', method: match[2] ?? '' };
}

/** `GET /json/version`, which needs no key. */
export function json2Version(server: OdooServer): SandboxAnswer {
  return jsonAnswer(200, {
    version_info: [server.series, 0, 0, 'final', 0, ''],
    version: `${server.series}.0`,
  });
}

/** Answers `POST /json/2/<model>/<method>`: named arguments, a key as bearer, errors by status. */
export function answerJson2(
  server: OdooServer,
  request: SandboxRequest,
  target: { model: string; method: string },
): { answer: SandboxAnswer; changes: number } {
  const database = chooseDatabase(server, request);
  if (database === null) {
    const page = htmlAnswer(404, '404 Not Found', 'No database is selected, or there is none of that name.');
    return { answer: page, changes: 0 };
  }
  try {
    const { result, changes } = call(server, database, request, target);
    return { answer: jsonAnswer(200, result), changes };
  } catch (error) {
    if (!(error instanceof OdooException)) throw error;
    return { answer: jsonAnswer(error.status, error.data()), changes: 0 };
  }
}

function call(
  server: OdooServer,
  database: OdooDatabase,
  request: SandboxRequest,
  target: { model: string; method: string },
): { result: Json; changes: number } {
  const key = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  // A password is no key here, other than in JSON-RPC.
  const user = server.users.find((candidate) => key !== undefined && candidate.apiKey === key);
  if (user === undefined) throw new OdooException('werkzeug.exceptions.Unauthorized', 'Invalid apikey');
  const body = request.body === '' ? {} : parseJson(request.body);
  if (!isJsonObject(body)) {
    throw new OdooException('werkzeug.exceptions.UnprocessableEntity', 'the body must be a JSON object');
  }
  const { ids, context, ...named } = body;
  const env = environment(database, user, context);
  const method = lookUp(env, target);
  const args = bindNamed(method, named);
  return transact(env, () => method.run({ env, model: env.model(target.model), ids: idList(ids), args }));
}

function lookUp(env: ReturnType<typeof environment>, target: { model: string; method: string }): Method {
  if (env.database.model(target.model) === undefined) {
    throw new OdooException('werkzeug.exceptions.NotFound', `the model '${target.model}' does not exist`);
  }
  try {
    return publicMethod(env, target.model, target.method);
  } catch (error) {
    if (error instanceof OdooException && error.exception === 'builtins.AttributeError') {
      throw new OdooException('werkzeug.exceptions.NotFound', error.message);
    }
    throw error;
  }
}

function bindNamed(method: Method, named: JsonObject): JsonObject {
  const refused = (text: string) => new OdooException('werkzeug.exceptions.UnprocessableEntity', text);
  for (const name of method.required ?? []) {
    if (!(name in named)) throw refused(`missing a required argument: '${name}'`);
  }
  for (const name of Object.keys(named)) {
    if (!method.params.includes(name)) throw refused(`got an unexpected keyword argument '${name}'`);
  }
  return named;
}

function chooseDatabase(server: OdooServer, request: SandboxRequest): OdooDatabase | null {
  const asked = request.headers['x-odoo-database'];
  if (typeof asked === 'string') return server.databases.get(asked) ?? null;
  const [only, another] = [...server.databases.values()];
  return another === undefined ? (only ?? null) : null;
}
