/** Runs may be asked for over the API, by the page or a program. */
const ORIGINS = `('cli', 'odoo', 'schedule', 'api')`;

export const postgresApiOrigin: readonly string[] = [
  `alter table run drop constraint run_origin_check`,
  `alter table run add constraint run_origin_check check (origin in ${ORIGINS})`,
];

/** SQLite changes no check: the column is made anew beside the old one. */
export const sqliteApiOrigin: readonly string[] = [
  `alter table run add column new_origin text not null default 'cli' check (new_origin in ${ORIGINS})`,
  `update run set new_origin = origin`,
  `alter table run drop column origin`,
  `alter table run rename column new_origin to origin`,
];
