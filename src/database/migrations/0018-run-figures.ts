/**
 * How much a run changed and how long each domain took, beside the run: a list of runs must not count tens of thousands of
 * operations. Runs that ended before are counted once, here. The same statements serve both databases.
 */
export const runFigures: readonly string[] = [
  `alter table run add column changes integer`,
  `alter table run add column review integer`,
  `alter table run add column failures integer`,
  `alter table run add column times text not null default '{}'`,
  `update run set
    changes = (select count(*) from run_operation where run_id = run.id
      and kind in ('create', 'link', 'update', 'archive') and status in ('applied', 'planned')),
    review = (select count(*) from run_operation where run_id = run.id and kind = 'conflict'),
    failures = (select count(*) from run_operation where run_id = run.id and status = 'failed')
    where status <> 'running'`,
];
