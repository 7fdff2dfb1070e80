import { textOf } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { groupTitle } from '../group-membership.ts';
import type { ModelDefinition, Row } from '../model.ts';
import { accessWording } from '../wording.ts';
import { ruleDomain } from './record-rules.ts';

/** Refuses a rule that Odoo would: one whose domain cannot be read, or names no fields of its model. */
export function checkRule(env: Environment, row: Row): void {
  const model = env.database.row('ir.model', Number(row['model_id']))?.['model'];
  try {
    const rule = { groups: [], domain: textOf(row['domain_force']) };
    env.sudo().search(env.model(textOf(model)), ruleDomain([rule], [1]), { limit: 1 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OdooException('odoo.exceptions.ValidationError', `Invalid domain: ${message}`);
  }
}

/**
 * What is written besides, once the guard of a model has nothing against it. Whoever it asks for is the user of the call,
 * also where the call has all rights.
 */
export function guarded(
  env: Environment,
  { guard, ...model }: ModelDefinition,
  values: JsonObject,
): JsonObject {
  if (guard === undefined || !Object.keys(values).some((name) => guard.dependsOn.has(name))) return values;
  if (env.user !== null && !guard.groups.some((group) => env.hasGroup(group)))
    throw accessWording(model, 'c', (group) => groupTitle(env.database, group));
  return { ...values, [guard.field]: true };
}
