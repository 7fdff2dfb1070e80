import { FIND_BACKEND, indented, LOCK, rowKeys, UNDO } from './action-code.ts';
import type { WholeApp } from './names.ts';

/** Finds the row of a run by its number. Takes `data`, gives `runs`. */
export const FIND_RUN = `\
runs = env['x_woo_run'].browse()
if data:
    runs = runs.search([('x_backend_id', '=', backend.id), ('x_number', '=', int(data.get('number') or 0))], limit=1)
`;

/** Makes or writes the row of a run. Takes `data` and `runs`. */
export const PUT_RUN = `\
if data:
    started = (data.get('started') or '')[:19].replace('T', ' ') or False
    ended = (data.get('ended') or '')[:19].replace('T', ' ') or False
    values = {
        'x_name': 'Run ' + str(data.get('number')),
        'x_backend_id': backend.id,
        'x_number': int(data.get('number') or 0),
        'x_kind': data.get('kind') or 'sync',
        'x_status': data.get('status') or 'done',
        'x_started': started,
        'x_ended': ended,
        'x_message': data.get('message') or False,
        'x_applied': int(data.get('applied') or 0),
        'x_to_review': int(data.get('review') or 0),
        'x_duration': int(data.get('seconds') or 0),
    }
    if runs:
        runs.write(values)
    else:
        runs = runs.create(values)
`;

/**
 * Writes rows with the rights of the user who runs the action. Takes `parts`, `KEYS` and `runs`, gives `answers`.
 *
 * One part is rows of one model: cells are text, in the order of the columns; a relation to another model of the app is
 * named by the key of its row, any other by its database id. A row is found by its key within the backend, archived or
 * not, and whoever made it; so a part that arrives twice changes nothing the second time. Rows go in together; where
 * Odoo refuses them they are halved until the bad ones are alone, which are named while the others stay. What only a
 * repetition of the whole transaction can solve (serialisation, deadlock) is passed on, and Odoo repeats it.
 */
export const WRITE_ROWS = `\
answers = []
plain = dict(env.context)
plain.pop('woo_rows', None)
plain.pop('woo_finish', None)
for part in parts:
    if part.get('model') not in KEYS:
        raise UserError('The WooCommerce app does not manage rows of the model ' + str(part.get('model')) + '.')
    rows = env[part['model']].with_context(plain)
    fields = rows._fields
    if part.get('gone'):
        gone = rows.search([('id', 'in', part['gone']), ('x_backend_id', '=', backend.id)])
        values = {'x_active': False, 'x_vanished_on': part.get('on') or False}
        if 'x_status' in fields:
            values['x_status'] = 'vanished'
        gone.write(values)
        answers.append({'ids': gone.ids, 'errors': []})
        continue
    keys = KEYS[part['model']]
    columns = part.get('columns') or []
    unknown = [column for column in columns if column not in fields]
    if unknown:
        raise UserError('The WooCommerce app has no field ' + unknown[0] + ' on ' + part['model'] + '.')
    owner = 'x_backend_id' if 'x_backend_id' in fields else 'x_run_id'
    owner_id = backend.id if owner == 'x_backend_id' else runs.id
    if not owner_id:
        raise UserError('Rows of ' + part['model'] + ' belong to a run, but no run was given.')
    related = {}
    for column in columns:
        if fields[column].type == 'many2one' and fields[column].comodel_name in KEYS:
            others = env[fields[column].comodel_name].with_context(plain)
            names = KEYS[fields[column].comodel_name]
            related[column] = {}
            for other in others.search_read([('x_backend_id', '=', backend.id)], names, order='id desc', load=None):
                texts = ['' if other[name] is False else str(other[name]) for name in names]
                related[column]['\\n'.join(texts)] = other['id']
    ids = []
    errors = []
    items = []
    seen = set()
    for number, cells in enumerate(part.get('rows') or []):
        ids.append(False)
        try:
            values = {}
            for place, column in enumerate(columns):
                cell = cells[place]
                if column in related:
                    if cell and cell not in related[column]:
                        raise UserError('There is no row ' + cell + ' of ' + fields[column].comodel_name + '.')
                    values[column] = related[column].get(cell, False)
                elif fields[column].type in ('integer', 'many2one'):
                    values[column] = int(cell) if cell else False
                elif fields[column].type == 'boolean':
                    values[column] = cell == '1'
                else:
                    values[column] = cell or False
            key = tuple([values[name] for name in keys])
            if key in seen:
                raise UserError('Another row in the same call has the same key.')
            seen.add(key)
            values[owner] = owner_id
            if 'x_active' in fields:
                values['x_active'] = True
            if 'x_vanished_on' in fields:
                values['x_vanished_on'] = False
            items.append([number, key, False, values])
        except Exception as error:
            errors.append([number, str(error)[:500]])
    domain = [(owner, '=', owner_id)]
    for name in keys:
        domain.append((name, 'in', list(set([item[3][name] for item in items]))))
    found = {}
    for old in rows.search_read(domain, keys, order='id desc', load=None):
        found[tuple([old[name] for name in keys])] = old['id']
    for item in items:
        item[2] = found.get(item[1], False)
    queue = [items] if items else []
    while queue:
        some = queue.pop(0)
        point = env.cr.savepoint()
        try:
            made = rows.create([item[3] for item in some if not item[2]]).ids
            for item in some:
                if item[2]:
                    rows.browse(item[2]).write(item[3])
            point.close(rollback=False)
            for item in some:
                ids[item[0]] = item[2] or made.pop(0)
${indented(UNDO, 8)}\
            if len(some) > 1:
                half = len(some) // 2
                queue = [some[:half], some[half:]] + queue
            else:
                errors.append([some[0][0], str(error)[:500]])
    answers.append({'ids': ids, 'errors': errors})
`;

/** How many seconds a lease lasts where a call does not name it. */
const DEFAULT_LEASE = 60;

/**
 * Writes rows for who has the lease, and lengthens it. That write is also what makes two calls at once safe: the
 * second waits for the row, is repeated by Odoo, and finds the rows of the first.
 */
export function rowsCode(app: WholeApp): string {
  return `${rowKeys(app)}${LOCK}given = env.context.get('woo_rows') or {}
data = given.get('run') or {}
parts = given.get('parts') or []
if not given.get('token') or backend.x_lease_token != given.get('token'):
    action = {'type': 'ir.actions.client', 'tag': 'woo_lost', 'params': {}}
else:
    backend.write({
        'x_lease_until': now + datetime.timedelta(seconds=int(given.get('lease_seconds') or ${DEFAULT_LEASE})),
        'x_progress': given.get('progress') or False,
    })
${indented(FIND_RUN + PUT_RUN + WRITE_ROWS, 4)}\
    action = {'type': 'ir.actions.client', 'tag': 'woo_rows', 'params': {'parts': answers}}
`;
}

/**
 * Reads the rows of a backend, of several models in one call: `fields` of those after the id `after`, in ascending id,
 * `limit` of them in all. `more` reports that rows may be left. With `shared`, a field that points to a native record: which
 * records the rows of other backends in use point to. A model or field that this app does not have is named as `missing`.
 */
export function readCode(app: WholeApp): string {
  return `${rowKeys(app)}${FIND_BACKEND}given = env.context.get('woo_read') or {}
plain = dict(env.context)
plain.pop('woo_read', None)
left = int(given.get('limit') or 5000)
answers = []
for part in given.get('parts') or []:
    if part.get('model') not in KEYS or 'x_backend_id' not in env[part['model']]._fields:
        answers.append({'missing': str(part.get('model'))})
        continue
    rows = env[part['model']].with_context(plain)
    names = part.get('fields') or []
    unknown = [name for name in names if name not in rows._fields]
    if unknown:
        answers.append({'missing': part['model'] + '.' + unknown[0]})
        continue
    found = []
    if left > 0:
        domain = [('x_backend_id', '=', backend.id), ('id', '>', int(part.get('after') or 0))]
        for row in rows.search_read(domain, names, limit=left, order='id', load=None):
            found.append([row['id']] + [row[name] for name in names])
    more = len(found) >= left
    left = left - len(found)
    bound = []
    if part.get('shared'):
        domain = [
            ('x_backend_id', '!=', backend.id),
            ('x_backend_id.x_active', '=', True),
            ('x_active', '=', True),
            (part['shared'], '!=', False),
        ]
        bound = list(set([row[part['shared']] for row in rows.search_read(domain, [part['shared']], load=None)]))
    answers.append({'rows': found, 'more': more, 'bound': bound})
action = {'type': 'ir.actions.client', 'tag': 'woo_read', 'params': {'parts': answers}}
`;
}
