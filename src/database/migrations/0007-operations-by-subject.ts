/**
 * An outcome finds its operation by the run and the subject. While the primary key began with the run as well,
 * PostgreSQL could take it for that search and read the whole run for every outcome.
 */
export const operationsBySubject: readonly string[] = [
  `alter table run_operation drop constraint run_operation_pkey, add primary key (position, run_id)`,
];
