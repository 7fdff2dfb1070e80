/**
 * All tables for SQLite, as the first seven migrations of PostgreSQL leave them. Released migrations are never edited: a
 * change is a new file.
 */
export const tables: readonly string[] = [
  `create table backend (
    id text not null primary key,
    name text not null,
    store_url text not null,
    store_sign_in text not null check (store_sign_in in ('basic', 'oauth1', 'query')),
    store_version text,
    store_ca_file text,
    odoo_url text not null,
    odoo_database text not null,
    odoo_database_uuid text,
    odoo_login text not null,
    odoo_company_id integer not null,
    odoo_company_name text not null,
    odoo_ca_file text,
    on_person_change text not null check (on_person_change in ('keep', 'store_wins')),
    store_concurrency integer not null check (store_concurrency > 0),
    environment text not null default 'production' check (environment in ('production', 'staging')),
    odoo_row_id integer,
    tax_ambiguous text not null default 'ask' check (tax_ambiguous in ('create', 'ask')),
    tax_account text,
    tax_position_limit integer not null default 500 check (tax_position_limit > 0),
    inactive_currency text not null default 'ask' check (inactive_currency in ('activate', 'ask')),
    shipping_currency text not null default 'refuse' check (shipping_currency in ('convert', 'refuse')),
    created_at text not null,
    removed_at text
  ) strict`,
  `create unique index backend_name_unique on backend (name) where removed_at is null`,
  // The same database is known by its address, and by its uuid where that could be learnt: either one counts.
  `create unique index backend_pair_by_address_unique
    on backend (store_url, odoo_url, odoo_database, odoo_company_id) where removed_at is null`,
  `create unique index backend_pair_by_uuid_unique
    on backend (store_url, odoo_database_uuid, odoo_company_id) where removed_at is null`,
  // External ids in Odoo begin with these eight characters and outlive the backend, so removed ones count too.
  `create unique index backend_id_beginning_unique on backend (substr(id, 1, 8))`,
  `create table backend_secret (
    backend_id text not null references backend (id),
    field text not null,
    sealed text not null,
    primary key (backend_id, field)
  ) strict`,
  `create table secret_key_check (
    id integer not null primary key check (id = 1),
    sealed text not null
  ) strict`,
  `create table run (
    id integer not null primary key autoincrement,
    backend_id text not null references backend (id),
    domains text not null,
    status text not null check (status in ('running', 'done', 'partial', 'failed', 'nothing')),
    started_at text not null,
    ended_at text,
    message text,
    store_requests integer not null default 0,
    odoo_calls integer not null default 0,
    kind text not null default 'sync' check (kind in ('sync', 'preview')),
    origin text not null default 'cli' check (origin in ('cli', 'odoo', 'schedule')),
    request_number integer,
    check ((status = 'running') = (ended_at is null))
  ) strict`,
  `create index run_by_backend on run (backend_id, id)`,
  `create table run_note (
    run_id integer not null references run (id),
    position integer not null,
    domain text not null,
    level text not null,
    code text not null,
    message text not null,
    hint text,
    primary key (run_id, position)
  ) strict`,
  `create table run_operation (
    run_id integer not null references run (id),
    position integer not null,
    domain text not null,
    type text not null,
    key text not null,
    label text not null,
    kind text not null,
    rule text not null,
    operation text not null,
    status text not null check (status in ('planned', 'applied', 'failed', 'skipped', 'kept')),
    message text,
    odoo_id integer,
    primary key (run_id, position)
  ) strict`,
  `create index run_operation_by_subject on run_operation (run_id, domain, type, key)`,
  `create table binding (
    backend_id text not null references backend (id),
    domain text not null,
    type text not null,
    key text not null,
    model text not null,
    odoo_id integer not null,
    rule text not null,
    archived_at text,
    primary key (backend_id, domain, type, key)
  ) strict`,
  `create table managed_record (
    odoo_key text not null,
    external_id text not null,
    domain text not null,
    model text not null,
    owner text not null,
    odoo_id integer,
    written text,
    intended text,
    primary key (odoo_key, external_id)
  ) strict`,
  `create table read_count (
    backend_id text not null references backend (id),
    domain text not null,
    type text not null,
    count integer not null,
    primary key (backend_id, domain, type)
  ) strict`,
  `create table installation (
    id integer not null primary key check (id = 1),
    uuid text not null
  ) strict`,
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
  ) strict`,
  `create table odoo_watch (
    odoo_url text not null,
    odoo_database text not null,
    state text not null check (state in ('ok', 'away', 'no_app')),
    answered_at text,
    since text not null,
    message text,
    primary key (odoo_url, odoo_database)
  ) strict`,
  `create table notice (
    backend_id text not null primary key references backend (id),
    state text not null check (state in ('ok', 'failed', 'review', 'drift')),
    run_id integer not null references run (id),
    pending integer not null check (pending in (0, 1)),
    tries integer not null default 0,
    next_at text not null
  ) strict`,
  // Who runs a backend or leads; PostgreSQL has locks of its own for this.
  `create table process_lock (
    name text not null primary key,
    holder text not null,
    token text not null
  ) strict`,
];
