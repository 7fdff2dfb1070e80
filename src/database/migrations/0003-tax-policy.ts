/** What a user decides about taxes, per backend. */
export const taxPolicy: readonly string[] = [
  `alter table backend add column tax_ambiguous text not null default 'ask'
    check (tax_ambiguous in ('create', 'ask'))`,
  `alter table backend add column tax_account text`,
  `alter table backend add column tax_position_limit integer not null default 500
    check (tax_position_limit > 0)`,
];
