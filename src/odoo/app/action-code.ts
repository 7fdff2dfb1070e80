import { BACKEND_MODEL, type WholeApp } from './names.ts';
import { python } from './xml.ts';

/** Finds the backend's row that the context names; reading it needs the right to. */
export const FIND_BACKEND = `\
backend_id = env.context.get('active_model') == '${BACKEND_MODEL}' and env.context.get('active_id')
backend = env['${BACKEND_MODEL}'].browse(backend_id or []).exists()
if not backend:
    raise UserError('This WooCommerce backend no longer exists.')
backend.read(['x_name'])
`;

/**
 * Locks the row; of two transactions at once the second is repeated by Odoo and then sees what the first wrote. That is
 * no error to be logged.
 */
export const LOCK = `${FIND_BACKEND}\
env.cr.execute("SELECT (clock_timestamp() AT TIME ZONE 'UTC') FROM ${BACKEND_MODEL} WHERE id = %s FOR UPDATE", [backend.id], log_exceptions=False)
now = env.cr.fetchone()[0].replace(microsecond=0)
backend.invalidate_recordset()
`;

/**
 * How a block after `point = env.cr.savepoint()` ends that failed: it is undone. What only a repetition of the whole transaction
 * can solve (serialization, deadlock, a lock) is passed on, and Odoo repeats it. What follows deals with `error`.
 */
export const UNDO = `\
except Exception as error:
    point.close()
    try:
        code = error.pgcode
    except Exception:
        code = ''
    if code in ('40001', '40P01', '55P03'):
        raise error
`;

/**
 * The models whose rows the connector writes, with the fields that identify a row within its backend (operations:
 * within their run). The first line of each action that reads or writes rows.
 */
export function rowKeys({ models }: Pick<WholeApp, 'models'>): string {
  const keys = models.flatMap(({ model, rowKey }) =>
    rowKey === undefined ? [] : [[model, rowKey] as const],
  );
  return `KEYS = ${python(Object.fromEntries(keys))}\n`;
}

/** The same code further to the right, inside a block. */
export function indented(code: string, spaces: number): string {
  return code.replaceAll(/^(?=.)/gmu, ' '.repeat(spaces));
}
