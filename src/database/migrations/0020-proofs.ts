/**
 * Checks of both servers, asked for and finished, with their comparisons; when they take place by themselves. Texts are
 * ordered by their code units on both databases.
 */
const proofs = (text: string, id: string): readonly string[] => [
  `create table proof (
    id integer ${id},
    backend_id ${text} not null references backend (id),
    kind ${text} not null check (kind in ('taxes', 'orders', 'shipping')),
    origin ${text} not null check (origin in ('cli', 'api', 'schedule', 'sync')),
    asked_by ${text},
    sample integer not null check (sample > 0),
    state ${text} not null check (state in ('asked', 'running', 'done', 'failed')),
    attempts integer not null default 0,
    asked_at ${text} not null,
    started_at ${text},
    ended_at ${text},
    counts ${text} not null,
    message ${text},
    code ${text},
    problem ${text},
    hint ${text},
    facts ${text} not null,
    row_count integer not null default 0,
    rows_removed integer not null default 0 check (rows_removed in (0, 1)),
    check ((state in ('done', 'failed')) = (ended_at is not null))
  )`,
  `create index proof_by_backend on proof (backend_id, kind, id)`,
  // One that waits of each backend and kind: more requests are one.
  `create unique index proof_asked on proof (backend_id, kind) where state = 'asked'`,
  `create index proof_open on proof (backend_id) where ended_at is null`,
  `create table proof_row (
    proof_id integer not null references proof (id),
    position integer not null,
    state ${text} not null,
    country ${text} not null,
    place ${text} not null,
    place_key ${text} not null,
    customer ${text} not null,
    basket ${text} not null,
    store ${text},
    odoo ${text},
    cause ${text} not null,
    reason ${text} not null,
    remedy ${text} not null,
    search ${text} not null,
    details ${text} not null,
    primary key (proof_id, position)
  )`,
  `alter table backend add column verify_after_sync ${text} not null default 'never'
    check (verify_after_sync in ('never', 'after_changes'))`,
];

const SCHEDULE_KINDS = `('sync', 'check', 'verify')`;

export const postgresProofs: readonly string[] = [
  ...proofs('text collate "C"', 'generated always as identity primary key').map((statement) =>
    statement.startsWith('alter table') ? statement.replace(' collate "C"', '') : statement,
  ),
  `alter table schedule drop constraint schedule_kind_check`,
  `alter table schedule add constraint schedule_kind_check check (kind in ${SCHEDULE_KINDS})`,
];

/** SQLite changes no check: the table is made anew. */
export const sqliteProofs: readonly string[] = [
  ...proofs('text', 'not null primary key autoincrement').map((statement) =>
    statement.startsWith('create table') ? `${statement} strict` : statement,
  ),
  `create table new_schedule (
    backend_id text not null references backend (id),
    kind text not null check (kind in ${SCHEDULE_KINDS}),
    cron text,
    every_minutes integer check (every_minutes > 0),
    time_zone text not null,
    created_at text not null,
    served_at text,
    primary key (backend_id, kind),
    check ((cron is null) <> (every_minutes is null))
  ) strict`,
  `insert into new_schedule select backend_id, kind, cron, every_minutes, time_zone, created_at, served_at from schedule`,
  `drop table schedule`,
  `alter table new_schedule rename to schedule`,
];
