/** Keys that a store hands over on its own page, until the connection is finished. The same statements serve both databases. */
const storeConsents: readonly string[] = [
  `create table store_consent (
    id text not null primary key,
    owner text not null,
    token_hash text not null,
    store_url text not null,
    expires_at text not null,
    sealed_key text,
    sealed_secret text,
    key_hint text
  )`,
  `create unique index store_consent_token on store_consent (token_hash)`,
];

export const postgresStoreConsents = storeConsents;
export const sqliteStoreConsents = storeConsents.map((statement) =>
  statement.startsWith('create table') ? `${statement} strict` : statement,
);
