/** What a user decides about shipping prices in another currency than the company's, per backend. */
export const shippingCurrency: readonly string[] = [
  `alter table backend add column shipping_currency text not null default 'refuse'
    check (shipping_currency in ('convert', 'refuse'))`,
];
