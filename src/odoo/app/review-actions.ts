import { X_REVIEW } from '../../core/app-names.ts';
import { rowKeys } from './action-code.ts';
import { BACKEND_MODEL, type WholeApp } from './names.ts';

/** The items that the context names; reading them needs the right to. */
const FIND_ITEMS = `\
named = env.context.get('active_model') == '${X_REVIEW.model}' and (env.context.get('active_ids') or [env.context.get('active_id')])
items = env['${X_REVIEW.model}'].with_context(active_test=False).browse([each for each in (named or []) if each]).exists()
if not items:
    raise UserError('This item no longer exists.')
items.read(['x_name'])
`;

/**
 * Opens what an item is about: its row in the app, where a record is chosen, in a dialog; else the record of Odoo itself;
 * else the item.
 */
export function openReviewCode(app: WholeApp): string {
  return `${rowKeys(app)}${FIND_ITEMS}\
item = items[0]
action = {'type': 'ir.actions.act_window', 'name': item.x_name, 'res_model': item._name, 'res_id': item.id, 'views': [[False, 'form']], 'target': 'new'}
names = KEYS.get(item.x_row_model)
values = (item.x_row_key or '').split('\\n')
row = False
if names and len(names) == len(values):
    domain = [('x_backend_id', '=', item.x_backend_id.id)]
    for index in range(len(names)):
        number = env[item.x_row_model]._fields[names[index]].type == 'integer'
        domain.append((names[index], '=', int(values[index]) if number else values[index]))
    row = env[item.x_row_model].with_context(active_test=False).search(domain, limit=1)
parts = (item.x_record or '').split(',')
if row:
    action['res_model'] = row._name
    action['res_id'] = row.id
elif len(parts) == 2 and parts[0] in env and env[parts[0]].browse(int(parts[1])).exists():
    action['res_model'] = parts[0]
    action['res_id'] = int(parts[1])
    action['target'] = 'current'
`;
}

/** Leaves items as they are, or takes them up again; the number on the backend follows at once. */
export function leaveReviewCode(left: boolean): string {
  const values = left
    ? `{'x_left': True, 'x_left_user_id': env.uid, 'x_left_on': datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None, microsecond=0)}`
    : `{'x_left': False, 'x_left_user_id': False, 'x_left_on': False}`;
  return `${FIND_ITEMS}\
items.sudo().write(${values})
for backend in items.mapped('x_backend_id'):
    waiting = env['${X_REVIEW.model}'].sudo().search_count([('x_backend_id', '=', backend.id), ('x_left', '=', False)])
    env['${BACKEND_MODEL}'].sudo().browse(backend.id).write({'x_review_count': waiting})
action = {'type': 'ir.actions.client', 'tag': 'soft_reload'}
`;
}
