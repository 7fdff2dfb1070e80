import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { ConnectorError } from '../core/errors.ts';
import { firstTables } from './migrations/0001-first-tables.ts';
import { odooApp } from './migrations/0002-odoo-app.ts';
import { taxPolicy } from './migrations/0003-tax-policy.ts';
import { service } from './migrations/0004-service.ts';
import { currencyPolicy } from './migrations/0005-currency-policy.ts';
import { shippingCurrency } from './migrations/0006-shipping-currency.ts';
import { operationsBySubject } from './migrations/0007-operations-by-subject.ts';
import { keptCounts } from './migrations/0008-kept-counts.ts';
import { postgresApiOrigin, sqliteApiOrigin } from './migrations/0010-api-origin.ts';
import { postgresAskedRuns, sqliteAskedRuns } from './migrations/0011-asked-runs.ts';
import { postgresPreviews, sqlitePreviews } from './migrations/0012-previews.ts';
import { postgresSavedRows, sqliteSavedRows } from './migrations/0013-saved-rows.ts';
import { taxLimit } from './migrations/0015-tax-limit.ts';
import { positionOrder } from './migrations/0016-position-order.ts';
import { postgresStoreConsents, sqliteStoreConsents } from './migrations/0017-store-consents.ts';
import { runFigures } from './migrations/0018-run-figures.ts';
import { runProblem } from './migrations/0019-run-problem.ts';
import { postgresProofs, sqliteProofs } from './migrations/0020-proofs.ts';
import { runChoices } from './migrations/0021-run-choices.ts';
import { postgresProofNotices, sqliteProofNotices } from './migrations/0022-proof-notices.ts';
import { runStop } from './migrations/0023-run-stop.ts';
import { proofStop } from './migrations/0024-proof-stop.ts';
import { postgresAccounts, sqliteAccounts } from './migrations/0009-accounts.ts';
import { tables } from './migrations/sqlite/0001-tables.ts';
import type { Tables } from './tables/schema.ts';
import { isSqlite } from './drivers/sqlite-dialect.ts';

/** One step of the schema: its statements, run in one transaction. Its number is its place in the list, from 1. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** Append only: the number of a released migration never changes. Both lists lead to the same tables and columns. */
export const POSTGRES_MIGRATIONS: readonly Migration[] = [
  { name: 'first tables', statements: firstTables },
  { name: 'odoo app', statements: odooApp },
  { name: 'tax policy', statements: taxPolicy },
  { name: 'service', statements: service },
  { name: 'currency policy', statements: currencyPolicy },
  { name: 'shipping currency', statements: shippingCurrency },
  { name: 'operations by subject', statements: operationsBySubject },
  { name: 'kept counts', statements: keptCounts },
  { name: 'accounts', statements: postgresAccounts },
  { name: 'API origin', statements: postgresApiOrigin },
  { name: 'asked runs', statements: postgresAskedRuns },
  { name: 'previews', statements: postgresPreviews },
  { name: 'saved rows', statements: postgresSavedRows },
  { name: 'tax limit', statements: taxLimit },
  { name: 'position order', statements: positionOrder },
  { name: 'store consents', statements: postgresStoreConsents },
  { name: 'run figures', statements: runFigures },
  { name: 'run problem', statements: runProblem },
  { name: 'proofs', statements: postgresProofs },
  { name: 'run choices', statements: runChoices },
  { name: 'proof notices', statements: postgresProofNotices },
  { name: 'run stop', statements: runStop },
  { name: 'proof stop', statements: proofStop },
];

export const SQLITE_MIGRATIONS: readonly Migration[] = [
  { name: 'tables', statements: tables },
  { name: 'kept counts', statements: keptCounts },
  { name: 'accounts', statements: sqliteAccounts },
  { name: 'API origin', statements: sqliteApiOrigin },
  { name: 'asked runs', statements: sqliteAskedRuns },
  { name: 'previews', statements: sqlitePreviews },
  { name: 'saved rows', statements: sqliteSavedRows },
  { name: 'tax limit', statements: taxLimit },
  { name: 'position order', statements: positionOrder },
  { name: 'store consents', statements: sqliteStoreConsents },
  { name: 'run figures', statements: runFigures },
  { name: 'run problem', statements: runProblem },
  { name: 'proofs', statements: sqliteProofs },
  { name: 'run choices', statements: runChoices },
  { name: 'proof notices', statements: sqliteProofNotices },
  { name: 'run stop', statements: runStop },
  { name: 'proof stop', statements: proofStop },
];

/** An advisory lock of the whole database, of one number: "woo" and a number. */
const MIGRATION_LOCK = 0x776f6f02;

/**
 * Brings the database to the newest migration.
 * @throws ConnectorError `data.newer` when the database knows a migration that this program does not.
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: readonly Migration[] = isSqlite(db) ? SQLITE_MIGRATIONS : POSTGRES_MIGRATIONS,
): Promise<void> {
  // Looked at first without writing: reading commands must not wait for a writer, nor need space on the disk.
  if (await isCurrent(db, migrations)) return;
  if (isSqlite(db)) {
    await sql`create table if not exists schema_migration (
      number integer not null primary key,
      name text not null,
      applied_at text not null default current_timestamp
    ) strict`.execute(db);
  } else await makeListOnServer(db);
  while (await applyNext(db, migrations));
}

/** @throws ConnectorError `data.newer` */
async function isCurrent(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<boolean> {
  const found = isSqlite(db)
    ? await sql`select 1 from sqlite_master where name = 'schema_migration'`.execute(db)
    : await sql`select 1 where to_regclass('schema_migration') is not null`.execute(db);
  return found.rows.length > 0 && (await countApplied(db, migrations)) === migrations.length;
}

/** How many migrations the database has. @throws ConnectorError `data.newer` when they are not the first of these. */
async function countApplied(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<number> {
  const applied = await sql<{ number: number; name: string }>`
    select number, name from schema_migration order by number`.execute(db);
  for (const [index, row] of applied.rows.entries()) {
    if (row.number === index + 1 && row.name === migrations[index]?.name) continue;
    throw new ConnectorError({
      code: 'data.newer',
      message: `The database was created by a different, probably newer version of this program: it has migration ${row.number} (${row.name}), but this version knows only ${migrations.length}.`,
      hint: 'Install the newer version again, or put back the backup that was made before the upgrade. Nothing was changed.',
    });
  }
  return applied.rows.length;
}

async function makeListOnServer(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // "if not exists" is no help when two processes start at once: both find nothing, and one fails on its own catalog.
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    await sql`create table if not exists schema_migration (
      number integer primary key,
      name text not null,
      applied_at timestamp with time zone not null default current_timestamp
    )`.execute(transaction);
  });
}

/** Applies one migration; answers whether it did. */
async function applyNext(db: Kysely<Tables>, migrations: readonly Migration[]): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // On a server several processes may start at once: the second waits here and then sees what the first has done.
    if (!isSqlite(db)) await sql`lock table schema_migration in exclusive mode`.execute(transaction);
    const number = (await countApplied(transaction, migrations)) + 1;
    const next = migrations[number - 1];
    if (next === undefined) return false;
    for (const statement of next.statements) await sql.raw(statement).execute(transaction);
    await sql`insert into schema_migration (number, name) values (${number}, ${next.name})`.execute(
      transaction,
    );
    return true;
  });
}
