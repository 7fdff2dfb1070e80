import { textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Environment } from './environment.ts';
import { OdooException } from './faults-of-odoo.ts';
import type { ModelDefinition } from './model.ts';

/**
 * Odoo's `read_group` as far as it is asked for: how many records there are per related record of one field, without
 * laziness. A record with several of them counts for each.
 */
export function readGroup(
  env: Environment,
  model: ModelDefinition,
  domain: Json,
  groupBy: Json,
): JsonObject[] {
  const [name, ...more] = Array.isArray(groupBy) ? groupBy.map(textOf) : [textOf(groupBy)];
  const field = name === undefined ? undefined : env.field(model, name);
  if (name === undefined || more.length > 0 || field?.relation === undefined)
    throw new OdooException('builtins.ValueError', 'the sandbox groups by one relation alone');
  const counts = new Map<number | false, number>();
  for (const id of env.search(model, domain)) {
    const value = env.value(model.name, id, name);
    const related = Array.isArray(value)
      ? value.map(Number)
      : [typeof value === 'number' ? value : (false as const)];
    for (const each of related.length === 0 ? [false as const] : related)
      counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({
    [name]: id === false ? false : [id, env.displayName(field.relation ?? '', id)],
    __count: count,
  }));
}
