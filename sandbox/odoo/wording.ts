import { GROUPS } from './groups.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { RuleBroken } from './faults-of-odoo.ts';
import { fieldOf } from './model.ts';
import type { AccessRule, ModelDefinition, Series } from './model.ts';

/** How each series words the errors that clients meet; held against recorded answers by the contract test. */

/** What `load` says of a row that breaks a rule of the database. */
export function loadWording(
  series: Series,
  model: ModelDefinition,
  broken: RuleBroken,
): { message: string; field?: string } {
  const { rule } = broken;
  if (rule.kind === 'database') return { message: rule.message };
  if (rule.kind === 'missing')
    return { message: missingWording(series, model, rule.field), field: rule.field };
  if (series >= 19) return { message: rule.message };
  const labels = rule.fields.map((name) => labelOf(model, name));
  if (rule.fields.length === 1) {
    const [field = ''] = rule.fields;
    return {
      message: `The value for the field '${field}' already exists (this is probably '${labels[0] ?? ''}' in the current model).`,
      field,
    };
  }
  const and = series === 17 ? ', ' : ' and ';
  return {
    message: `The values for the fields '${rule.fields.join(and)}' already exist (they are probably '${labels.join(and)}' in the current model).`,
  };
}

/** The exception of a create or write that breaks a rule of the database. */
export function writeWording(series: Series, model: ModelDefinition, broken: RuleBroken): OdooException {
  const { rule } = broken;
  const refusal = (text: string) =>
    new OdooException('odoo.exceptions.ValidationError', `The operation cannot be completed: ${text}`);
  if (rule.kind !== 'missing') return refusal(rule.message);
  if (series >= 19) return refusal(missingWording(series, model, rule.field));
  return new OdooException(
    'odoo.exceptions.ValidationError',
    'The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n' +
      '- Delete: another model requires the record being deleted. If possible, archive it instead.\n\n' +
      `Model: ${model.title} (${model.name})\nField: ${labelOf(model, rule.field)} (${rule.field})\n`,
  );
}

function missingWording(series: Series, model: ModelDefinition, field: string): string {
  const text = `Missing required value for the field '${labelOf(model, field)}' (${field})`;
  if (series < 19) return text;
  return (
    `${text}.\nModel: '${model.title}' (${model.name})\n- create/update: a mandatory field is not set\n` +
    '- delete: another model requires the record being deleted, you can archive it instead\n'
  );
}

const OPERATIONS = { r: 'access', w: 'modify', c: 'create', u: 'delete' } as const;
export type Right = keyof typeof OPERATIONS;

/** The exception of a user who lacks a right on a model. */
export function accessWording(
  model: ModelDefinition,
  right: Right,
  titleOf: (group: string) => string = (group) => GROUPS[group] ?? group,
): OdooException {
  const allowed = model.access
    .filter(([group, rights]: AccessRule) => group !== '*' && rights.includes(right))
    .map(([group]) => titleOf(group))
    .toSorted();
  const who =
    allowed.length === 0
      ? 'No group currently allows this operation.'
      : `This operation is allowed for the following groups:\n${allowed.map((name) => `\t- ${name}`).join('\n')}`;
  return new OdooException(
    'odoo.exceptions.AccessError',
    `You are not allowed to ${OPERATIONS[right]} '${model.title}' (${model.name}) records.\n\n${who}\n\n` +
      'Contact your administrator to request access if necessary.',
  );
}

export function unknownField(series: Series, model: ModelDefinition, field: string): OdooException {
  const place = series >= 19 ? `'${model.name}'` : `model '${model.name}'`;
  return new OdooException('builtins.ValueError', `Invalid field '${field}' on ${place}`);
}

export function unknownColumn(series: Series, column: string): OdooException {
  return series === 17
    ? new OdooException('builtins.KeyError', column)
    : new OdooException('builtins.ValueError', `Invalid field name '${column}'`);
}

export function unknownMethod(series: Series, model: string, method: string): OdooException {
  const text =
    series >= 19
      ? `The method '${model}.${method}' does not exist`
      : `The method '${method}' does not exist on the model '${model}'`;
  return new OdooException('builtins.AttributeError', text);
}

export function privateMethod(series: Series, model: string, method: string): OdooException {
  const name = series >= 19 ? `'${model}.${method}'` : method;
  return new OdooException(
    'odoo.exceptions.AccessError',
    `Private methods (such as ${name}) cannot be called remotely.`,
  );
}

function labelOf(model: ModelDefinition, field: string): string {
  return fieldOf(model, field)?.string ?? field;
}
