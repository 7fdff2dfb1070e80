import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import type { MethodCall } from './method.ts';
import { isStored, MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition } from './model.ts';
import { SOURCE_LANGUAGE } from './translation.ts';

/** Odoo's `fields_get`: what each field is; open to everybody, even for models one may not read. */
export function fieldsGet({ env, model, args }: MethodCall): JsonObject {
  const requested = list(args['allfields']);
  const attributes = list(args['attributes']);
  const { id, display_name, ...stamps } = MAGIC_FIELDS;
  const all: Readonly<Record<string, FieldDefinition | undefined>> =
    env.database.series >= 19
      ? { id, display_name, ...model.fields, ...stamps }
      : { ...model.fields, id, display_name, ...stamps };
  const labels = labelsOf(env, model.name);
  const described: Record<string, Json> = {};
  for (const [name, field] of Object.entries(all)) {
    if (field === undefined || (requested.length > 0 && !requested.includes(name))) continue;
    const whole = { ...describe(name, field), string: labels.get(name) ?? field.string };
    described[name] =
      attributes.length === 0
        ? whole
        : Object.fromEntries(Object.entries(whole).filter(([attribute]) => attributes.includes(attribute)));
  }
  return described;
}

/** The labels of fields that apps added, in the language of the call. */
function labelsOf(env: Environment, model: string): ReadonlyMap<string, string> {
  if (env.lang === SOURCE_LANGUAGE) return new Map();
  const fields = env.database.rows('ir.model.fields').filter(([, row]) => row['model'] === model);
  return new Map(
    fields.map(([id, row]) => [
      textOf(row['name']),
      textOf(env.value('ir.model.fields', id, 'field_description')),
    ]),
  );
}

function describe(name: string, field: FieldDefinition): JsonObject {
  return {
    name,
    ...(field.relation === undefined ? {} : { relation: field.relation }),
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
    required: field.required ?? false,
    readonly: field.readonly ?? false,
    ...(field.selection === undefined ? {} : { selection: field.selection }),
    // Odoo calls lists stored, though they have no column.
    store:
      field.store ?? (isStored(name, field) || field.type === 'one2many' || field.mirrorOf !== undefined),
    string: field.string,
    type: field.type,
  };
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
