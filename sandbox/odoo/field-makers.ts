import type { Json } from '../json.ts';
import type { FieldDefinition } from './model.ts';

/** Short ways to write fields of models down; each takes the label that people read. */

type More = Partial<FieldDefinition>;

export const char = (string: string, more: More = {}): FieldDefinition => ({ type: 'char', string, ...more });

export const flag = (string: string, fallback = false, more: More = {}): FieldDefinition => ({
  type: 'boolean',
  string,
  default: fallback,
  ...more,
});

export const whole = (string: string, more: More = {}): FieldDefinition => ({
  type: 'integer',
  string,
  ...more,
});

export const float = (string: string, more: More = {}): FieldDefinition => ({
  type: 'float',
  string,
  default: 0,
  ...more,
});

export const monetary = (string: string, more: More = {}): FieldDefinition => ({
  type: 'monetary',
  string,
  default: 0,
  ...more,
});

export const many2one = (string: string, relation: string, more: More = {}): FieldDefinition => ({
  type: 'many2one',
  string,
  relation,
  ...more,
});

export const many2many = (string: string, relation: string, more: More = {}): FieldDefinition => ({
  type: 'many2many',
  string,
  relation,
  default: [],
  ...more,
});

export const one2many = (
  string: string,
  relation: string,
  inverse: string,
  only?: readonly [string, Json],
): FieldDefinition => ({
  type: 'one2many',
  string,
  relation,
  inverse,
  ...(only === undefined ? {} : { only }),
});

export const choice = (
  string: string,
  selection: readonly (readonly [string, string])[],
  more: More = {},
): FieldDefinition => ({ type: 'selection', string, selection, ...more });
