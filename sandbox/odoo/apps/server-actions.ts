import { textOf } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { externalIdsOf } from '../external-ids.ts';
import { OdooException } from '../faults-of-odoo.ts';
import { groupKey, groupsField } from '../group-membership.ts';
import type { Row } from '../model.ts';
import { CONNECTOR_ACTIONS } from './connector-actions.ts';

/**
 * Instead of an action's Python code, which cannot run here: what it does, with the rights of the environment. The code is
 * given for the constants in it.
 */
export type ActionBehaviour = (env: Environment, code: string) => Json;

/** What server actions do, by external id. */
const BEHAVIOURS: Readonly<Record<string, ActionBehaviour>> = CONNECTOR_ACTIONS;

/**
 * What `ir.actions.server.run` does: asks for one of the action's groups, or where it has none for the write right on
 * its model; then for the write right on the active record where that is of the action's model; then runs it.
 */
export function runServerActions(env: Environment, ids: readonly number[]): Json {
  let answer: Json = false;
  for (const id of ids) {
    const action = env.database.row('ir.actions.server', id);
    if (action === undefined) {
      throw new OdooException(
        'odoo.exceptions.MissingError',
        `Record does not exist or has been deleted.\n(Record: ir.actions.server(${id},), User: ${env.uid})`,
      );
    }
    checkRights(env, action);
    const { [`${id}`]: name = '' } = externalIdsOf(env.database, 'ir.actions.server', [id]);
    const behaviour = BEHAVIOURS[textOf(name)];
    if (behaviour === undefined) {
      throw new OdooException(
        'builtins.ValueError',
        `the sandbox cannot run Python and knows no action ${textOf(name)}`,
      );
    }
    answer = behaviour(env, textOf(action['code'] ?? ''));
  }
  return answer;
}

function checkRights(env: Environment, action: Row): void {
  const modelName = textOf(env.database.row('ir.model', Number(action['model_id']))?.['model']);
  const model = env.model(modelName);
  const groups = action[groupsField(env.database.series)];
  if (!Array.isArray(groups) || groups.length === 0) env.check(model, 'w');
  else if (!groups.some((id) => env.hasGroup(groupKey(Number(id))))) {
    throw new OdooException(
      'odoo.exceptions.AccessError',
      "You don't have enough access rights to run this action.",
    );
  }
  const { active_model: active, active_id: id, active_ids: ids } = env.context;
  const named = Boolean(id) || (Array.isArray(ids) && ids.length > 0);
  if (active === modelName && named) env.check(model, 'w');
}
