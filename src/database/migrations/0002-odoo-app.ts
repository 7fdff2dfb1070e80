/** What the WooCommerce app in Odoo needs to be known by. */
export const odooApp: readonly string[] = [
  `alter table backend add column environment text not null default 'production'
    check (environment in ('production', 'staging'))`,
  `alter table backend add column odoo_row_id integer`,
  `create table installation (
    id integer primary key check (id = 1),
    uuid text not null
  )`,
];
