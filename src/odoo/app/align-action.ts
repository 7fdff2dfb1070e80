import { spoken } from './spoken.ts';

/**
 * Makes Odoo agree with the store on one point, as `check --align` does: the row names what is to be written and what Odoo
 * has to have before. It is written with the rights of the user who presses the button; the row and the number on the
 * backend follow at once, and the next sync checks it again.
 *
 * Odoo computes a stored field when it is next read, or at the end of the transaction with the user of the call (17, 18,
 * 19), whoever wrote: so the guard of the row is read at once, or it would refuse every user but administrators.
 */
export const ALIGN = spoken(
  'env',
  (text) => `\
active = env.context.get('active_model') == 'x_woo_check' and env.context.get('active_id')
check = env['x_woo_check'].browse(active or []).exists()
if not check:
    raise UserError(${text('This point no longer exists.')})
check.read(['x_name'])
lines = (check.x_alignment or '').split('\\n')
head = lines[0].split('\\t')
if check.x_verdict != 'differ' or len(head) != 3 or head[0] not in env or not lines[1:]:
    raise UserError(${text('There is nothing to align here. Run SYNC METADATA to check again.')})
pending = []
for line in lines[1:]:
    cells = line.split('\\t')
    record = env[head[0]].browse(int(cells[0])).exists()
    values = []
    for cell in cells[1:]:
        text = cell[2:]
        if cell[:2] == 'b:':
            values.append(text == '1')
        elif cell[:2] == 'n:':
            values.append(float(text) if '.' in text else int(text))
        else:
            values.append(text)
    present = record and record[head[1]]
    if record and env[head[0]]._fields[head[1]].type == 'many2one':
        present = present.id
    if not record or (present or False) != (values[0] or False):
        raise UserError(${text('This setting was changed in Odoo after the last sync. Nothing was written. Run SYNC METADATA to check again.')})
    pending.append((record, values[1]))
for record, value in pending:
    record.write({head[1]: value})
root = check.with_user(1)
root.write({'x_verdict': 'agree', 'x_rank': 3, 'x_odoo_value': head[2], 'x_remedy': False, 'x_alignable': False, 'x_alignment': False})
root.x_guard
backend = root.x_backend_id
backend.write({'x_disagreement_count': env['x_woo_check'].with_user(1).search_count([('x_backend_id', '=', backend.id), ('x_verdict', '=', 'differ')])})
action = {
    'type': 'ir.actions.client',
    'tag': 'display_notification',
    'params': {
        'title': check.x_name,
        'message': ${text('Odoo has now: {value}. The next sync checks it again.')}.replace('{value}', head[2]),
        'type': 'success',
        'next': {'type': 'ir.actions.client', 'tag': 'soft_reload'},
    },
}
`,
);
