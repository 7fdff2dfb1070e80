import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment, SearchQuery } from './environment.ts';
import { externalIdsOf } from './external-ids.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { fieldsGet } from './fields-get.ts';
import { load } from './load.ts';
import type { ModelDefinition } from './model.ts';
import { accessWording, writeWording } from './wording.ts';
import type { Right } from './wording.ts';
import { createRecords, unlinkRecords, writeRecords } from './write.ts';

/** What a method is given: the model, the records it is called on, its arguments by name. */
export interface MethodCall {
  readonly env: Environment;
  readonly model: ModelDefinition;
  readonly ids: readonly number[];
  readonly args: JsonObject;
}

/** A public method. `on` tells whether the first positional argument of JSON-RPC is a list of ids. */
export interface Method {
  readonly on: 'model' | 'records';
  readonly params: readonly string[];
  readonly required?: readonly string[];
  readonly run: (call: MethodCall) => Json;
}

const RIGHTS: Readonly<Record<string, Right>> = { read: 'r', write: 'w', create: 'c', unlink: 'u' };

const COMMON: Readonly<Record<string, Method>> = {
  search: {
    on: 'model',
    params: ['domain', 'offset', 'limit', 'order'],
    required: ['domain'],
    run: ({ env, model, args }) => env.search(model, args['domain'] ?? [], query(args)),
  },
  search_count: {
    on: 'model',
    params: ['domain', 'limit'],
    required: ['domain'],
    run: ({ env, model, args }) => env.search(model, args['domain'] ?? [], query(args)).length,
  },
  search_read: {
    on: 'model',
    params: ['domain', 'fields', 'offset', 'limit', 'order'],
    run: ({ env, model, args }) => {
      const ids = env.search(model, args['domain'] ?? [], query(args));
      return env.read(model, ids, names(args['fields']));
    },
  },
  read: {
    on: 'records',
    params: ['fields', 'load'],
    run: ({ env, model, ids, args }) => env.read(model, ids, names(args['fields'])),
  },
  fields_get: { on: 'model', params: ['allfields', 'attributes'], run: fieldsGet },
  create: {
    on: 'model',
    params: ['vals_list'],
    required: ['vals_list'],
    run: ({ env, model, args }) => {
      const given = args['vals_list'] ?? {};
      const list = (Array.isArray(given) ? given : [given]) as readonly Json[];
      const ids = told(env, model, () => createRecords(env, model, list.filter(isJsonObject)));
      return Array.isArray(given) ? ids : (ids[0] ?? false);
    },
  },
  write: {
    on: 'records',
    params: ['vals'],
    required: ['vals'],
    run: ({ env, model, ids, args }) => {
      const values = args['vals'] ?? {};
      told(env, model, () => writeRecords(env, model, ids, isJsonObject(values) ? values : {}));
      return true;
    },
  },
  unlink: {
    on: 'records',
    params: [],
    run: ({ env, model, ids }) => {
      told(env, model, () => unlinkRecords(env, model, ids));
      return true;
    },
  },
  load: {
    on: 'model',
    params: ['fields', 'data'],
    required: ['fields', 'data'],
    run: ({ env, model, args }) => {
      const rows = (Array.isArray(args['data']) ? args['data'] : []) as readonly (readonly Json[])[];
      return load(env, model, names(args['fields']), rows);
    },
  },
  get_external_id: {
    on: 'records',
    params: [],
    run: ({ env, model, ids }) => externalIdsOf(env.database, model.name, ids),
  },
  check_access_rights: {
    on: 'model',
    params: ['operation', 'raise_exception'],
    required: ['operation'],
    run: ({ env, model, args }) => {
      const right = RIGHTS[textOf(args['operation'])] ?? 'r';
      try {
        env.check(model, right);
        return true;
      } catch (error) {
        if (args['raise_exception'] === false) return false;
        throw error;
      }
    },
  },
};

const OF_MODEL: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  'res.users': {
    context_get: {
      on: 'model',
      params: [],
      run: ({ env }) => ({
        lang: env.value('res.users', env.uid, 'lang'),
        tz: env.value('res.users', env.uid, 'tz'),
        uid: env.uid,
      }),
    },
  },
  'ir.config_parameter': {
    get_param: {
      on: 'model',
      params: ['key', 'default'],
      required: ['key'],
      run: ({ env, model, args }) => {
        const [id] = env.search(model, [['key', '=', args['key'] ?? '']]);
        return id === undefined ? (args['default'] ?? false) : env.value(model.name, id, 'value');
      },
    },
    set_param: {
      on: 'model',
      params: ['key', 'value'],
      required: ['key', 'value'],
      run: ({ env, model, args }) => {
        if (env.user !== null && !env.user.groups.includes('base.group_system'))
          throw accessWording(model, 'r');
        const [id] = env.search(model, [['key', '=', args['key'] ?? '']]);
        const values = { key: args['key'] ?? '', value: args['value'] ?? '' };
        if (id === undefined) createRecords(env, model, [values]);
        else writeRecords(env, model, [id], values);
        return true;
      },
    },
  },
  'iap.account': {
    get_credits_url: {
      on: 'model',
      params: ['service_name', 'base_url', 'credit', 'trial', 'account_token'],
      required: ['service_name'],
      run: ({ env, args }) => {
        if (args['account_token'] === undefined || args['account_token'] === false) {
          throw new OdooException(
            'odoo.exceptions.UserError',
            'No service exists with the provided technical name',
          );
        }
        // Odoo reads the uuid here with the system's own rights: how an ordinary user can learn it.
        const id = env.database.lookup('ir.config_parameter', 0, ['database.uuid']);
        const uuid =
          id === undefined ? false : (env.database.row('ir.config_parameter', id)?.['value'] ?? false);
        const params = new URLSearchParams({
          dbuuid: textOf(uuid),
          service_name: textOf(args['service_name']),
          account_token: textOf(args['account_token']),
          credit: textOf(args['credit'] ?? 0),
        });
        if (args['trial'] === true) params.set('trial', 'True');
        return `${textOf(args['base_url'] ?? '')}?${params.toString()}`;
      },
    },
  },
};

/** A public method of a model; null where there is none. */
export function findMethod(model: string, name: string): Method | null {
  const own = OF_MODEL[model];
  if (own !== undefined && Object.hasOwn(own, name)) return own[name] ?? null;
  return Object.hasOwn(COMMON, name) ? (COMMON[name] ?? null) : null;
}

/** Runs a change and says a broken database rule in the words of `create` and `write`. */
function told<Result>(env: Environment, model: ModelDefinition, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof RuleBroken) throw writeWording(env.database.series, model, error);
    throw error;
  }
}

function query(args: JsonObject): SearchQuery {
  const { order, offset, limit } = args;
  return {
    ...(typeof order === 'string' && order !== '' ? { order } : {}),
    ...(typeof offset === 'number' ? { offset } : {}),
    // Odoo takes 0 for no limit.
    ...(typeof limit === 'number' && limit > 0 ? { limit } : {}),
  };
}

function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
