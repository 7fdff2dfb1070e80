/** What the service remembers: where a run came from, when the next one is due, who was notified, which Odoo is away. */
export const service: readonly string[] = [
  `alter table run add column kind text not null default 'sync' check (kind in ('sync', 'preview'))`,
  `alter table run add column origin text not null default 'cli' check (origin in ('cli', 'odoo', 'schedule'))`,
  `alter table run add column request_number integer`,
  `create index run_running on run (backend_id) where status = 'running'`,
  `create table schedule (
    backend_id text not null references backend (id),
    kind text not null check (kind in ('sync', 'check')),
    cron text,
    every_minutes integer check (every_minutes > 0),
    time_zone text not null,
    created_at text not null,
    served_at text,
    primary key (backend_id, kind),
    check ((cron is null) <> (every_minutes is null))
  )`,
  `create table odoo_watch (
    odoo_url text not null,
    odoo_database text not null,
    state text not null check (state in ('ok', 'away', 'no_app')),
    answered_at text,
    since text not null,
    message text,
    primary key (odoo_url, odoo_database)
  )`,
  `create table notice (
    backend_id text primary key references backend (id),
    state text not null check (state in ('ok', 'failed', 'review', 'drift')),
    run_id integer not null references run (id),
    pending boolean not null,
    tries integer not null default 0,
    next_at text not null
  )`,
];
