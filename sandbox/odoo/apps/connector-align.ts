import type { Json } from '../../json.ts';
import { textOf } from '../../json.ts';
import { refuseForeign } from '../company-rules.ts';
import { Environment } from '../environment.ts';
import { writeRecords } from '../write.ts';
import { BACKEND, client, refused, text } from './action-frame.ts';

const CHECK = 'x_woo_check';

/** Makes Odoo agree on one point with the rights of the user, unless it has changed; the row and the number follow. */
export function align(env: Environment, code: string): Json {
  const { active_model: model, active_id: id } = env.context;
  const row = model === CHECK ? env.database.row(CHECK, Number(id)) : undefined;
  if (row === undefined) throw refused('This point no longer exists.');
  env.check(env.model(CHECK), 'r');
  refuseForeign(env, env.model(CHECK), [Number(id)], 'r');
  const [head = '', ...lines] = text(row['x_alignment']).split('\n');
  const [target = '', field = '', after] = head.split('\t');
  if (row['x_verdict'] !== 'differ' || after === undefined || lines.length === 0)
    throw refused('There is nothing to align here. Run SYNC METADATA to check again.');
  const pending = lines.map((line) => {
    const [record = '', before = '', value = ''] = line.split('\t');
    const present = env.database.row(target, Number(record))?.[field];
    if (present === undefined || (present || false) !== (valueOf(before) || false))
      throw refused(
        'This setting was changed in Odoo after the last sync. Nothing was written. Run SYNC METADATA to check again.',
      );
    return { id: Number(record), value: valueOf(value) };
  });
  for (const each of pending) writeRecords(env, env.model(target), [each.id], { [field]: each.value });
  // A guard that the code does not read is computed at the end of the transaction, for the user of the call.
  const all = code.includes('root.x_guard') ? new Environment(env.database, null, env.context) : env.sudo();
  writeRecords(all, all.model(CHECK), [Number(id)], {
    ...{ x_verdict: 'agree', x_rank: 3, x_odoo_value: after },
    ...{ x_remedy: false, x_alignable: false, x_alignment: false },
  });
  const domain = [
    ['x_backend_id', '=', row['x_backend_id'] ?? 0],
    ['x_verdict', '=', 'differ'],
  ];
  writeRecords(all, all.model(BACKEND), [Number(row['x_backend_id'])], {
    x_disagreement_count: all.search(all.model(CHECK), domain, {}).length,
  });
  return client('display_notification', {
    title: textOf(row['x_name']),
    message: `Odoo has now: ${after}. The next sync checks it again.`,
    type: 'success',
    next: { type: 'ir.actions.client', tag: 'soft_reload' },
  });
}

function valueOf(cell: string): Json {
  const [type, value] = [cell.slice(0, 2), cell.slice(2)];
  if (type === 'b:') return value === '1';
  return type === 'n:' ? Number(value) : value;
}
