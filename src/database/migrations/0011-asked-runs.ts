/** Runs that the API was asked for and that no run has answered yet. The same statements serve PostgreSQL and SQLite. */
const askedRuns: readonly string[] = [
  `create table asked_run (
    backend_id text not null references backend (id),
    kind text not null check (kind in ('sync', 'preview')),
    asked_at text not null,
    primary key (backend_id, kind)
  )`,
];

export const postgresAskedRuns = askedRuns;
export const sqliteAskedRuns = askedRuns.map((statement) => `${statement} strict`);
