import { parseJson, textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import { FIELD_TYPES } from '../app-models.ts';
import type { OdooDatabase } from '../database.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { groupKey } from '../group-membership.ts';
import { fieldOf } from '../model.ts';
import type { AccessRule, FieldDefinition, ModelDefinition, OnDelete, Row } from '../model.ts';
import { readPython } from './python-literal.ts';
import { addedRules, dependenciesOf, guardOf } from './record-rules.ts';

/** Everything Odoo's own models need to be distinguished from what an app adds: its records say `manual`. */
const MANUAL = 'manual';

/**
 * Makes a model what the records of `ir.model`, `ir.model.fields`, `ir.model.access` and `ir.default` say: a table of
 * an app, or one of Odoo's own with the fields and rights that apps added. Rows stay.
 */
export function setUpModel(database: OdooDatabase, name: string): void {
  const modelId = database.lookup('ir.model', 0, [name]);
  const reflected = modelId === undefined ? undefined : database.row('ir.model', modelId);
  if (modelId === undefined || reflected === undefined) {
    database.drop(name);
    return;
  }
  const fields = addedFields(database, name);
  const access = addedAccess(database, modelId);
  const current = database.model(name);
  if (reflected['state'] !== MANUAL) {
    const shipped = current?.shipped ?? current;
    if (shipped === undefined) return;
    database.define({
      ...shipped,
      fields: { ...shipped.fields, ...fields },
      access: [...shipped.access, ...access],
      shipped,
    });
    return;
  }
  const model: ModelDefinition = {
    name,
    title: textOf(reflected['name']),
    order: textOf(reflected['order'] ?? 'id'),
    recName: 'x_name' in fields ? 'x_name' : 'id',
    ...('x_name' in fields ? {} : { display: `${name},{id}` }),
    fields,
    access,
    rules: addedRules(database, modelId),
    ...guardOf(database, name),
    custom: true,
  };
  database.define(model);
}

function addedFields(database: OdooDatabase, model: string): Record<string, FieldDefinition> {
  const defaults = new Map(
    database
      .rows('ir.default')
      .filter(([, row]) => row['user_id'] === false && row['company_id'] === false)
      .map(([, row]) => [row['field_id'], parseJson(textOf(row['json_value']))] as const),
  );
  const found = database
    .rows('ir.model.fields')
    .filter(([, row]) => row['model'] === model && row['state'] === MANUAL)
    .map(([id, row]) => [textOf(row['name']), definitionOf(row, defaults.get(id))] as const);
  return Object.fromEntries(found);
}

function definitionOf(row: Row, fallback: Json | undefined): FieldDefinition {
  const type = FIELD_TYPES.find((known) => known === row['ttype']) ?? 'char';
  return {
    type,
    string: textOf(row['field_description']),
    required: row['required'] === true,
    readonly: row['readonly'] === true,
    ...(typeof row['relation'] === 'string' ? { relation: row['relation'] } : {}),
    ...(typeof row['relation_field'] === 'string' ? { inverse: row['relation_field'] } : {}),
    ...(type === 'selection' ? { selection: selectionOf(row) } : {}),
    ...(type === 'many2one' ? { onDelete: onDeleteOf(row) } : {}),
    ...(type === 'integer' || type === 'float' ? { default: 0 } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(typeof row['compute'] === 'string' && row['compute'] !== '' && row['store'] !== true
      ? { computed: true }
      : {}),
  };
}

function onDeleteOf(row: Row): OnDelete {
  if (row['on_delete'] === 'cascade' || row['on_delete'] === 'restrict') return row['on_delete'];
  return 'set null';
}

/** The options of a selection field: `[('a', 'A')]`. Throws ValueError where they cannot be read. */
function selectionOf(row: Row): readonly (readonly [string, string])[] {
  const source = row['selection'];
  if (typeof source !== 'string' || source === '') return [];
  let pairs: Json;
  try {
    pairs = readPython(source);
  } catch {
    pairs = null;
  }
  const fine = Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.length === 2);
  if (!fine) {
    throw new OdooException(
      'builtins.ValueError',
      `Field ${textOf(row['name'])}: invalid selection ${source}`,
    );
  }
  return (pairs as readonly (readonly [Json, Json])[]).map(([key, label]) => [textOf(key), textOf(label)]);
}

function addedAccess(database: OdooDatabase, modelId: number): AccessRule[] {
  const rights = { r: 'perm_read', w: 'perm_write', c: 'perm_create', u: 'perm_unlink' } as const;
  return database
    .rows('ir.model.access')
    .filter(([, row]) => row['model_id'] === modelId && row['active'] === true)
    .map(([, row]): AccessRule => {
      const granted = Object.entries(rights).filter(([, field]) => row[field] === true);
      const group = typeof row['group_id'] === 'number' ? groupKey(row['group_id']) : '*';
      return [group, granted.map(([letter]) => letter).join('')];
    });
}

/** Refuses a model record that Odoo would. */
export function checkModelRecord(database: OdooDatabase, row: Row, before: Row | undefined): void {
  const name = textOf(row['model']);
  if (row['state'] === MANUAL && !name.startsWith('x_')) {
    throw invalid("The model name must start with 'x_'.");
  }
  if (!/^[a-z0-9_.]+$/.test(name)) {
    throw invalid('The model name can only contain lowercase characters, digits, underscores and dots.');
  }
  if (before !== undefined && before['model'] !== row['model']) {
    throw refused('Field "Model" cannot be modified on models.');
  }
  const model = database.model(name);
  for (const part of textOf(row['order']).split(',')) {
    const [field = ''] = part.trim().split(/\s+/);
    const known = model === undefined ? field === 'id' : fieldOf(model, field) !== undefined;
    if (!known) {
      throw invalid(
        `Unable to order by ${field}: fields used for ordering must be present on the model and stored.`,
      );
    }
  }
}

/** Refuses a field record that Odoo would, and one whose relation is left out, which Odoo takes and never sets up. */
export function checkFieldRecord(database: OdooDatabase, row: Row, before: Row | undefined): void {
  const [name, type, relation] = [textOf(row['name']), textOf(row['ttype']), textOf(row['relation'])];
  if (row['state'] === 'base') {
    throw refused(
      'Properties of base fields cannot be altered in this manner! Please modify them through Python code, preferably through a custom addon!',
    );
  }
  if (!/^\w{1,63}$/.test(name))
    throw invalid('Field names can only contain characters, digits and underscores (up to 63).');
  if (!name.startsWith('x_')) throw invalid("Custom fields must have a name that starts with 'x_'!");
  if (before !== undefined && before['ttype'] !== type) {
    throw refused('Changing the type of a field is not yet supported. Please drop it and create it again!');
  }
  if (type === 'selection') selectionOf(row);
  checkDependencies(database, row);
  if (type === 'many2one' && row['required'] === true && onDeleteOf(row) === 'set null') {
    throw invalid(
      `The m2o field ${name} is required but declares its ondelete policy as being 'set null'. Only 'restrict' and 'cascade' make sense.`,
    );
  }
  if (!['many2one', 'one2many', 'many2many'].includes(type)) return;
  const target = database.model(relation);
  if (target === undefined) throw invalid(`Unknown model name '${relation}' in Related Model`);
  const inverse = textOf(row['relation_field']);
  if (type === 'one2many' && target.fields[inverse]?.type !== 'many2one') {
    throw refused(`Many2one ${inverse} on model ${relation} does not exist!`);
  }
}

function checkDependencies(database: OdooDatabase, row: Row): void {
  const model = database.model(textOf(row['model']));
  for (const name of dependenciesOf(row)) {
    if (model === undefined || fieldOf(model, name) === undefined)
      throw refused(`Unknown field “${name}” in dependency “${name}”`);
  }
}

/** Empties the values of a selection that its field no longer knows. */
export function dropUnknownOptions(database: OdooDatabase, modelName: string, fieldName: string): void {
  const field = database.model(modelName)?.fields[fieldName];
  if (field?.type !== 'selection') return;
  for (const [id, row] of database.rows(modelName)) {
    const value = row[fieldName];
    if (typeof value === 'string' && field.selection?.some(([key]) => key === value) !== true)
      database.put(modelName, id, { ...row, [fieldName]: false });
  }
}

function invalid(message: string): OdooException {
  return new OdooException('odoo.exceptions.ValidationError', message);
}

function refused(message: string): OdooException {
  return new OdooException('odoo.exceptions.UserError', message);
}
