/**
 * What each object of the store is and what represents it in Odoo, as the last run found it: for lists of 50,000 and more.
 * Texts are ordered by their code units on both databases.
 */
const savedRows = (text: string): readonly string[] => [
  `create table saved_row (
    backend_id ${text} not null references backend (id),
    type ${text} not null,
    key ${text} not null,
    domain ${text} not null,
    order_key ${text} not null,
    label ${text} not null,
    label_key ${text} not null,
    status ${text} not null,
    rule ${text} not null,
    filter1 ${text} not null,
    filter2 ${text} not null,
    filter3 ${text} not null,
    filter4 ${text} not null,
    odoo_model ${text},
    odoo_id integer,
    since ${text} not null,
    changed_at ${text} not null,
    left_by ${text},
    left_at ${text},
    fingerprint ${text} not null,
    search ${text} not null,
    details ${text} not null,
    primary key (backend_id, type, key)
  )`,
  `create index saved_row_order on saved_row (backend_id, type, order_key)`,
  `create index saved_row_status on saved_row (backend_id, type, status, order_key)`,
  // Names of records: thousands of rows may have the same one, and the first run cannot read those it creates.
  `create table saved_record (
    backend_id ${text} not null references backend (id),
    domain ${text} not null,
    model ${text} not null,
    odoo_id integer not null,
    label ${text} not null,
    search ${text} not null,
    primary key (backend_id, domain, model, odoo_id)
  )`,
  `create table saved_row_set (
    backend_id ${text} not null references backend (id),
    type ${text} not null,
    domain ${text} not null,
    digest ${text} not null,
    run_id integer not null,
    seen_at ${text} not null,
    primary key (backend_id, type)
  )`,
];

export const postgresSavedRows = savedRows('text collate "C"');
export const sqliteSavedRows = savedRows('text').map((statement) =>
  statement.startsWith('create table') ? `${statement} strict` : statement,
);
