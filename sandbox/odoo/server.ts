import type { Json, JsonObject } from '../json.ts';
import { Environment } from './environment.ts';
import type { OdooDatabase } from './database.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { SandboxUser } from './groups.ts';
import { findMethod } from './methods.ts';
import type { Method } from './method.ts';
import type { OptionalModule } from './modules.ts';
import { privateMethod, unknownMethod } from './wording.ts';

/** What one Odoo server holds: its databases and their users. Shared by both protocols and the control. */
export interface OdooServer {
  readonly series: 17 | 18 | 19;
  /** Modules that its databases lack. */
  readonly without: readonly OptionalModule[];
  readonly databases: Map<string, OdooDatabase>;
  readonly users: SandboxUser[];
}

/** The user who signs in with a login and a password or API key; null where they do not fit. */
export function findUser(server: OdooServer, login: string, secret: string): SandboxUser | null {
  return server.users.find((user) => user.login === login && accepts(user, secret)) ?? null;
}

/** An API key works wherever the password does. */
export function accepts(user: SandboxUser, secret: string): boolean {
  return secret !== '' && (secret === user.password || secret === user.apiKey);
}

/** One call of one method: looked up, checked for being public, ready to run. */
export function publicMethod(env: Environment, modelName: string, name: string): Method {
  const { series } = env.database;
  if (name.startsWith('_')) throw privateMethod(series, modelName, name);
  env.model(modelName);
  const method = findMethod(modelName, name);
  if (method === null) throw unknownMethod(series, modelName, name);
  return method;
}

/** Runs a method as one transaction: everything it did is undone when it throws. Answers the result and the rows written. */
export function transact(env: Environment, act: () => Json): { result: Json; changes: number } {
  const mark = env.database.savepoint();
  try {
    env.checkCompanies();
    const result = act();
    return { result, changes: env.database.commit() };
  } catch (error) {
    env.database.rollback(mark);
    throw error;
  }
}

/** Positional and named arguments brought together under the method's own names. */
export function bindArguments(
  env: Environment,
  modelName: string,
  name: string,
  method: Method,
  positional: readonly Json[],
  named: JsonObject,
): JsonObject {
  const wrong = (text: string) => new OdooException('builtins.TypeError', text);
  if (positional.length > method.params.length) {
    throw wrong(
      `${modelName}.${name}() takes ${method.params.length} arguments but ${positional.length} were given`,
    );
  }
  const args: Record<string, Json> = {};
  positional.forEach((value, index) => {
    args[method.params[index] ?? ''] = value;
  });
  for (const [key, value] of Object.entries(named)) {
    if (!method.params.includes(key))
      throw wrong(`${modelName}.${name}() got an unexpected keyword argument '${key}'`);
    if (key in args) throw wrong(`${modelName}.${name}() got multiple values for argument '${key}'`);
    args[key] = value;
  }
  for (const key of method.required ?? []) {
    if (!(key in args))
      throw wrong(`${modelName}.${name}() missing 1 required positional argument: '${key}'`);
  }
  return args;
}

/** The ids of a call: a number, a list of numbers, or none. */
export function idList(value: Json | undefined): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

/** A new environment for a call. */
export function environment(
  database: OdooDatabase,
  user: SandboxUser,
  context: Json | undefined,
): Environment {
  const given = typeof context === 'object' && context !== null && !Array.isArray(context) ? context : {};
  return new Environment(database, user, given as JsonObject);
}
