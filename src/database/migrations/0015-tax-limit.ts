/** How many taxes of places are created without a question, per backend. */
export const taxLimit: readonly string[] = [
  `alter table backend add column tax_limit integer not null default 1000 check (tax_limit > 0)`,
];
