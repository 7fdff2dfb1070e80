/** What previews showed may be applied later, exactly so. The same statements serve PostgreSQL and SQLite. */
const previews: readonly string[] = [
  `create table preview (
    run_id integer not null primary key references run (id),
    backend_id text not null references backend (id),
    odoo_key text not null,
    company_id integer not null,
    options text not null,
    state text not null check (state in ('open', 'asked', 'applied', 'refused', 'discarded')),
    applied_run integer,
    code text,
    message text,
    hint text
  )`,
  `create index preview_asked on preview (backend_id, state)`,
];

export const postgresPreviews = previews;
export const sqlitePreviews = previews.map((statement) =>
  statement.startsWith('create table') ? `${statement} strict` : statement,
);
