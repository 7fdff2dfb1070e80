import type { Json } from '../json.ts';
import { isStored, MAGIC_FIELDS } from './model.ts';
import type { FieldDefinition, ModelDefinition } from './model.ts';

/** The fields of a model sorted by what has to be done with them; worked out once, asked for with every row. */
export interface ModelShape {
  /** Stored, with the value of a new record. */
  readonly defaults: readonly (readonly [name: string, fallback: Json])[];
  readonly required: readonly string[];
  /** Stored many2one fields, the common ones included. */
  readonly references: readonly (readonly [name: string, relation: string])[];
  readonly mirrored: readonly (readonly [name: string, field: FieldDefinition])[];
  /** Kept with another record, and written there. */
  readonly related: readonly (readonly [name: string, path: string])[];
  readonly lists: readonly (readonly [name: string, field: FieldDefinition])[];
}

const SHAPES = new WeakMap<ModelDefinition, ModelShape>();

export function shapeOf(model: ModelDefinition): ModelShape {
  const known = SHAPES.get(model);
  if (known !== undefined) return known;
  const fields = Object.entries(model.fields);
  const stored = fields.filter(([name, field]) => isStored(name, field));
  const shape: ModelShape = {
    defaults: stored.map(([name, field]) => [
      name,
      field.default ?? (field.type === 'many2many' ? [] : false),
    ]),
    required: stored.filter(([, field]) => field.required === true).map(([name]) => name),
    references: [...stored, ...Object.entries(MAGIC_FIELDS)].flatMap(([name, { type, relation }]) =>
      type === 'many2one' ? [[name, relation ?? ''] as const] : [],
    ),
    mirrored: fields.filter(([, field]) => field.mirrorOf !== undefined),
    related: fields.flatMap(([name, { related, readonly }]) =>
      related === undefined || readonly === true ? [] : [[name, related] as const],
    ),
    lists: fields.filter(([, field]) => field.type === 'one2many'),
  };
  SHAPES.set(model, shape);
  return shape;
}
