/** The tables of the first release. Released migrations are never edited: a change is a new file. */
export const firstTables: readonly string[] = [
  `create table backend (
    id text primary key,
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
    created_at text not null,
    removed_at text
  )`,
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
  )`,
  `create table secret_key_check (
    id integer primary key check (id = 1),
    sealed text not null
  )`,
  `create table run (
    id integer generated always as identity primary key,
    backend_id text not null references backend (id),
    domains text not null,
    status text not null check (status in ('running', 'done', 'partial', 'failed', 'nothing')),
    started_at text not null,
    ended_at text,
    message text,
    store_requests integer not null default 0,
    odoo_calls integer not null default 0,
    check ((status = 'running') = (ended_at is null))
  )`,
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
  )`,
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
  )`,
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
  )`,
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
  )`,
  `create table read_count (
    backend_id text not null references backend (id),
    domain text not null,
    type text not null,
    count integer not null,
    primary key (backend_id, domain, type)
  )`,
];
