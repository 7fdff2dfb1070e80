import { indented, UNDO } from './action-code.ts';

/** How many runs one finish removes at most, and how many operations with them: at least one run, whatever it lists. */
const MAX_RUNS = 200;
const MAX_OPERATIONS = 5_000;

/**
 * Removes the oldest runs of the backend with their operations: those that started more than `keep.days` days ago and are not
 * among the newest `keep.count`, never the one that just ended or the backend's last. Takes `finish`, `runs`, `plain` and
 * `now`, gives `prune_error`. Bounded, so that years of runs go in the course of several finishes. Where Odoo refuses, the
 * run is finished all the same and the next one tries again.
 */
export const PRUNE_RUNS = `\
prune_error = False
keep = finish.get('keep') or {}
if runs and int(keep.get('days') or 0) > 0 and int(keep.get('count') or 0) > 0:
    point = env.cr.savepoint()
    try:
        history = env['x_woo_run'].with_context(plain)
        lines = env['x_woo_operation'].with_context(plain)
        newest = history.search([('x_backend_id', '=', backend.id)], order='x_number desc, id desc', limit=int(keep['count']))
        used = newest | runs | backend.x_last_run_id
        old = history.search([
            ('x_backend_id', '=', backend.id),
            ('id', 'not in', used.ids),
            ('x_started', '<', now - datetime.timedelta(days=int(keep['days']))),
        ], order='x_number, id', limit=${MAX_RUNS})
        gone = old.browse()
        size = 0
        for each in old:
            size = size + lines.search_count([('x_run_id', '=', each.id)])
            if gone and size > ${MAX_OPERATIONS}:
                break
            gone = gone | each
        if gone:
            lines.search([('x_run_id', 'in', gone.ids)]).unlink()
            gone.unlink()
        point.close(rollback=False)
${indented(UNDO, 4)}\
        prune_error = str(error)[:500]
`;
