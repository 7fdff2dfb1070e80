import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { OdooException } from './faults-of-odoo.ts';
import { accepts, bindArguments, environment, findUser, idList, publicMethod, transact } from './server.ts';
import type { OdooServer } from './server.ts';
import type { OdooDatabase } from './database.ts';

/** What a call over JSON-RPC came to. */
export interface CallResult {
  readonly result: Json;
  readonly changes: number;
}

/** One call taken apart, for the log: no password, no database id of the user. */
export function describeCall(params: JsonObject): {
  model?: string;
  call?: string;
  args?: Json;
  context?: JsonObject;
} {
  const { service, method, args } = params;
  if (service !== 'object') return { call: `${textOf(service)}.${textOf(method)}` };
  const [, , , model, name, positional, named] = list(args);
  const { context, ...kwargs } = isJsonObject(named) ? named : {};
  return {
    model: textOf(model),
    call: textOf(name),
    args: [positional ?? [], kwargs],
    ...(isJsonObject(context) ? { context } : {}),
  };
}

/** Runs one call of the services `common`, `object` and `db`. Throws OdooException. */
export function callService(server: OdooServer, params: JsonObject): CallResult {
  const { service, method } = params;
  const args = list(params['args']);
  if (service === 'common') return { result: common(server, textOf(method), args), changes: 0 };
  if (service === 'db' && method === 'list') return { result: [...server.databases.keys()], changes: 0 };
  if (service === 'object' && (method === 'execute_kw' || method === 'execute')) {
    return execute(server, args, method === 'execute');
  }
  if (service === 'object' || service === 'db') throw unavailable(textOf(method));
  throw new OdooException('builtins.KeyError', textOf(service));
}

function common(server: OdooServer, method: string, args: readonly Json[]): Json {
  if (method === 'version') return versionInfo(server);
  if (method === 'authenticate' || method === 'login') {
    const [name, login, password] = args;
    openDatabase(server, textOf(name));
    return findUser(server, textOf(login), textOf(password))?.id ?? false;
  }
  throw unavailable(method);
}

/** What `common.version` says. */
export function versionInfo(server: OdooServer): JsonObject {
  const version = `${server.series}.0`;
  return {
    server_version: version,
    server_version_info: [server.series, 0, 0, 'final', 0, ''],
    server_serie: version,
    protocol_version: 1,
  };
}

function execute(server: OdooServer, args: readonly Json[], flat: boolean): CallResult {
  const [name, uid, password, model, method, ...rest] = args;
  const database = openDatabase(server, textOf(name));
  const user = server.users.find((candidate) => candidate.id === uid && accepts(candidate, textOf(password)));
  if (user === undefined) throw new OdooException('odoo.exceptions.AccessDenied', 'Access Denied');
  const positional = flat ? rest : list(rest[0]);
  const named = !flat && isJsonObject(rest[1]) ? rest[1] : {};
  const { context, ...kwargs } = named;
  const env = environment(database, user, context);
  const modelName = textOf(model);
  const methodName = textOf(method);
  const found = publicMethod(env, modelName, methodName);
  const [first, ...others] = positional;
  const onRecords = found.on === 'records';
  const { ids: idsByName, ...namedArgs } = kwargs;
  const bound = bindArguments(
    env,
    modelName,
    methodName,
    found,
    onRecords ? others : positional,
    onRecords ? namedArgs : kwargs,
  );
  const ids = onRecords ? idList(first ?? idsByName) : [];
  return transact(env, () => found.run({ env, model: env.model(modelName), ids, args: bound }));
}

function openDatabase(server: OdooServer, name: string): OdooDatabase {
  const database = server.databases.get(name);
  if (database !== undefined) return database;
  throw new OdooException(
    'psycopg2.OperationalError',
    `connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "${name}" does not exist\n`,
  );
}

function unavailable(method: string): OdooException {
  return new OdooException('builtins.NameError', `Method not available ${method}`);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
