import { isJsonObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { TRADE_METHODS } from './accounting/methods.ts';
import { DELIVERY_METHODS } from './delivery/delivery-wizard.ts';
import type { Environment, SearchQuery } from './environment.ts';
import { externalIdsOf } from './external-ids.ts';
import { OdooException, RuleBroken } from './faults-of-odoo.ts';
import { fieldsGet } from './fields-get.ts';
import { load } from './load.ts';
import type { Method } from './method.ts';
import { METHODS_OF_MODEL } from './methods-of-model.ts';
import { fieldOf } from './model.ts';
import type { ModelDefinition } from './model.ts';
import { writeWording } from './wording.ts';
import type { Right } from './wording.ts';
import { createRecords, unlinkRecords, writeRecords } from './write.ts';
import { readGroup } from './read-group.ts';

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
  read_group: {
    on: 'model',
    params: ['domain', 'fields', 'groupby', 'offset', 'limit', 'orderby', 'lazy'],
    required: ['domain', 'fields', 'groupby'],
    run: ({ env, model, args }) => readGroup(env, model, args['domain'] ?? [], args['groupby'] ?? []),
  },
  search_read: {
    on: 'model',
    params: ['domain', 'fields', 'offset', 'limit', 'order'],
    run: ({ env, model, args }) => {
      const ids = env.search(model, args['domain'] ?? [], query(args));
      // As Odoo does: archived records are found, but not in lists of the records that are read.
      return env.withContext({ active_test: true }).read(model, ids, names(args['fields']));
    },
  },
  read: {
    on: 'records',
    params: ['fields', 'load'],
    run: ({ env, model, ids, args }) => env.read(model, ids, names(args['fields'])),
  },
  fields_get: { on: 'model', params: ['allfields', 'attributes'], run: fieldsGet },
  default_get: {
    on: 'model',
    params: ['fields_list'],
    required: ['fields_list'],
    run: ({ model, args }) => defaultsOf(model, names(args['fields_list'])),
  },
  create: {
    on: 'model',
    params: ['vals_list'],
    required: ['vals_list'],
    run: ({ env, model, args }) => {
      const given = args['vals_list'] ?? {};
      const list = (Array.isArray(given) ? given : [given]) as readonly Json[];
      const ids = reworded(env, model, () => createRecords(env, model, list.filter(isJsonObject)));
      return Array.isArray(given) ? ids : (ids[0] ?? false);
    },
  },
  write: {
    on: 'records',
    params: ['vals'],
    required: ['vals'],
    run: ({ env, model, ids, args }) => {
      const values = args['vals'] ?? {};
      reworded(env, model, () => writeRecords(env, model, ids, isJsonObject(values) ? values : {}));
      return true;
    },
  },
  unlink: {
    on: 'records',
    params: [],
    run: ({ env, model, ids }) => {
      reworded(env, model, () => unlinkRecords(env, model, ids));
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
  has_access: {
    on: 'records',
    params: ['operation'],
    required: ['operation'],
    run: ({ env, model, args }) => hasAccess(env, model, RIGHTS[textOf(args['operation'])] ?? 'r'),
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

/** The defaults of fields that have one. What is worked out when read has none, so Odoo leaves it out here. */
function defaultsOf(model: ModelDefinition, fields: readonly string[]): JsonObject {
  const found = fields.flatMap((name) => {
    const field = fieldOf(model, name);
    return field?.default === undefined || field.type === 'many2many' ? [] : [[name, field.default] as const];
  });
  return Object.fromEntries(found);
}

function hasAccess(env: Environment, model: ModelDefinition, right: Right): boolean {
  try {
    env.check(model, right);
    return true;
  } catch (error) {
    if (error instanceof OdooException) return false;
    throw error;
  }
}

/** A public method of a model; null where there is none. */
export function findMethod(model: string, name: string): Method | null {
  const own = METHODS_OF_MODEL[model] ?? TRADE_METHODS[model] ?? DELIVERY_METHODS[model];
  if (own !== undefined && Object.hasOwn(own, name)) return own[name] ?? null;
  return Object.hasOwn(COMMON, name) ? (COMMON[name] ?? null) : null;
}

/** Runs a change and says a broken database rule in the words of `create` and `write`. */
function reworded<Result>(env: Environment, model: ModelDefinition, act: () => Result): Result {
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
