import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, Dialect, Kysely, SqliteDatabase, SqliteStatement } from 'kysely';
import { retrying, translating } from './sqlite-errors.ts';

/** So many prepared statements are kept; the connector has fewer, but lists of values differ in length. */
const MAX_STATEMENTS = 200;

/**
 * Kysely's own SQLite dialect over `node:sqlite`. Statements are prepared once. Transactions begin `immediate`: one that
 * first read and then wanted to write could fail when another process wrote in between, however long it may wait.
 * @param place names the database in errors
 */
export function sqliteDialect(database: DatabaseSync, place: string): Dialect {
  const dialect = new SqliteDialect({ database: kyselyDatabase(database, place) });
  return {
    createDriver: () => new PatientDriver({ database: kyselyDatabase(database, place) }),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** Whether statements are for SQLite; else they are for PostgreSQL. */
export function isSqlite<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}

/** Waits for other processes that write: at the begin of a transaction, and at a statement outside of one. */
class PatientDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      executeQuery: (query) => retrying(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
  }
}

function kyselyDatabase(database: DatabaseSync, place: string): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();

  function prepare(text: string): SqliteStatement {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = adapted(
      translating(place, () => database.prepare(text)),
      place,
    );
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(text, statement);
    return statement;
  }

  return {
    close: () => database.close(),
    prepare: (text) => {
      if (text === 'begin') return prepare('begin immediate');
      // After some errors (a full disk) SQLite has rolled back by itself, and a second time would hide the first error.
      if (text === 'rollback' && !database.isTransaction) return prepare('select 1 where false');
      return prepare(text);
    },
  };
}

function adapted(statement: StatementSync, place: string): SqliteStatement {
  return {
    // `pragma incremental_vacuum` answers nothing, yet does its work step by step, as a reader takes rows.
    reader: statement.columns().length > 0 || statement.sourceSQL.startsWith('pragma '),
    all: (values) => translating(place, () => statement.all(...values.map(bindable))),
    run: (values) => translating(place, () => statement.run(...values.map(bindable))),
    iterate: (values) => statement.iterate(...values.map(bindable)),
  };
}

/** SQLite has no booleans. Everything else that a table takes is bound as it is. */
function bindable(value: unknown): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue);
}
