/** What a user decides about a currency that is switched off in Odoo, per backend. */
export const currencyPolicy: readonly string[] = [
  `alter table backend add column inactive_currency text not null default 'ask'
    check (inactive_currency in ('activate', 'ask'))`,
];
